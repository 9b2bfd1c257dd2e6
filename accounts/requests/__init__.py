"""What stands on a request, and how often one may come."""
