"""Records of a register entered many at once."""
