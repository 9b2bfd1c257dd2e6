"""Many claims: arrays in, decisions out."""
