"""Targets: who may see them."""
