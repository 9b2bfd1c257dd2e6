"""A second reckoning of every scheme, written by hand from the catalogue, slow and plain, to hold the engine against.

Nothing here imports from `subsidies`: what both say alike was reached on two separate ways.
"""
