"""The REST interface of the registers."""
