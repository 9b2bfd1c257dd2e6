"""python -m benchmarks: every measurement of the project, printed."""

from benchmarks.engine import main
from benchmarks.preview import preview

if __name__ == "__main__":
    main()
    preview()
