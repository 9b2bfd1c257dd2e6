"""Texts that are alike though they are not the same: names and numbers that may mean one thing."""
