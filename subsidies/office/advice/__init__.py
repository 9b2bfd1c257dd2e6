"""What applicants were told, in the admin."""
