"""What looks like the same matter twice, for the reviewer to judge: never decided by itself."""
