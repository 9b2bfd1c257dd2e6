"""What was given or is held: matters, caps, areas."""
