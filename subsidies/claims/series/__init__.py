"""Support by the month is a series of claims, one a period: which claims belong together, and what comes next."""
