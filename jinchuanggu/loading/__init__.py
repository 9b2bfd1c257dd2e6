"""Loading the data that an installation starts with, and the made-up data of a demo."""
