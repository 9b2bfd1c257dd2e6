"""Many rows into a table at once."""
