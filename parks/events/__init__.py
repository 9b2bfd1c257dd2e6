"""What takes place in a valley, and with whom."""
