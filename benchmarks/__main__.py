"""python -m benchmarks: every measurement of the project, printed."""

from benchmarks.engine import main

if __name__ == "__main__":
    main()
