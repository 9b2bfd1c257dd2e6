"""The steps of a reckoning in words."""
