"""Formulas lowered to whole numbers with proven bounds."""
