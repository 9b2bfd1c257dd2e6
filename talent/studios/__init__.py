"""Doctoral studios."""
