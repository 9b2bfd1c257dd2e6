"""What a change of figures would cost: claims past, pending and to come, reckoned twice by columns."""
