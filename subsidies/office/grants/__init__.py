"""What was given, in the admin: matters paid for, amounts under caps."""
