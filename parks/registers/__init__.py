"""The registers of this wing: what each asks, and its sheets."""
