"""What the forms of all apps share."""
