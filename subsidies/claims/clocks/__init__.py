"""How long a claim has been where it is, and how long an office has promised that it will be there at most."""
