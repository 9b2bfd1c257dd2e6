"""Files of claims: decoded, decided in columns, answered in bytes."""
