"""How fast the award engine is, and how to see it."""
