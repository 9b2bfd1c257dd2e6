"""Sheets that come in and go out."""
