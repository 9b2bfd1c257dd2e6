"""Many rows of a sheet at once, to the same end as one by one: the resource stays what says what a row means.

Cells are read by the columns' own widgets, each value once. What is stored, what is taken and what the database
forbids is asked for a portion of rows in one query. A row at which anything is out of the ordinary goes the library's
way, one by one, so that its faults and its effects are the library's own. `tests/admin/test_many_rows.py` holds both
ways to the same rows, faults and entries of the trail.
"""
