"""Who is in a space, and since when."""
