"""The documentation says what the code does: tables are reckoned again, lists are compared with the code."""
