"""Previews of changed figures in the admin."""
