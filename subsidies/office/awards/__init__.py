"""Awards and notices in the admin."""
