"""Formulas for columns of claims."""
