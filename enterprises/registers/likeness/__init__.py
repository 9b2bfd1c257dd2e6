"""Records of a register that may be one thing, though they are not the same."""
