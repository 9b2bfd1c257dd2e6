"""Passwords and what happens to an account."""
