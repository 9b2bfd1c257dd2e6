"""The REST interface of claims and schemes."""
