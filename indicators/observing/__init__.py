"""Where a target stands."""
