"""Many rows into a table at once, and what only one record of it may have."""
