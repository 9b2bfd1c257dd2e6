"""Values without a table, for the engine too: no Django here."""
