"""Sheets brought in as jobs: looked through row by row, shown beside what is stored, written, and taken back again."""
