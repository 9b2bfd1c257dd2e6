"""Teams without a credit code: versions of charter and members, changed by the team, certified by an office."""
