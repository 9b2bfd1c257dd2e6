"""What officials see of the targets."""
