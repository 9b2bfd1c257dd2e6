"""Notice and consent: which text people were told, and what they agreed to."""
