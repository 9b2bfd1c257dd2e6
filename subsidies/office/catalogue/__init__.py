"""Documents, editions and figures in the admin."""
