"""The audit trail's own night work."""
