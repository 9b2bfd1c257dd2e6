"""python -m benchmarks: every measurement of the project, printed."""

from benchmarks.engine import main, say
from benchmarks.preview import preview
from benchmarks.superseded import superseded_figure

if __name__ == "__main__":
    main()
    superseded_figure()
    say()
    preview()
