"""What is recorded about applicants, kind by kind."""
