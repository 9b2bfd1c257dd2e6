"""The office's pages of the calendar of working days."""
