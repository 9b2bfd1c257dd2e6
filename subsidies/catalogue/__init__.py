"""The documents as records, the figures in force, and what can be applied for."""
