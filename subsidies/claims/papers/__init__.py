"""The papers of a claim: which are wanted and there (`listing`), and what the office has looked at (`looking`)."""
