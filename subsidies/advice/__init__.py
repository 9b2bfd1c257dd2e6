"""What can I claim: schemes against an applicant's records."""
