"""Claims: written, handed in, accepted, reviewed."""
