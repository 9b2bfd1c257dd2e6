"""What a policy file leaves open, and what is a fault of it."""
