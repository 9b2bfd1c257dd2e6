"""The audit trail: its own night work, and how far somebody has seen it."""
