"""The nodes of a formula and their units."""
