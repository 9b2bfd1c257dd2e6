"""Forms of enterprises."""
