"""What must stay while files and names move: answers, awards, notices, who may see what, the interface.

The expected files are written by `make test ARGS="tests/pins tests/permissions/test_matrix.py --rewrite-pins"`, and
only when an answer is meant to change: the commit then shows just that change.
"""
