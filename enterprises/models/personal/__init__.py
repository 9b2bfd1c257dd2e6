"""What is kept of people for their own sake: consents, requests to delete, and the sealed number of a payee."""
