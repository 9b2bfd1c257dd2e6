"""The data kept of an applicant: what it is and how long it stays, a copy of it, its deletion."""
