"""Sheets of the registers: rows in and out, through the verb that enters a record."""
