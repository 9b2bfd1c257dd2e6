"""What a policy says and what a decision is, as frozen data."""
