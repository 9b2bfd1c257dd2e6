"""What is put before the rules, and what they say."""
