"""A city as data: its folder opened, and the registry of what each room takes from it."""
