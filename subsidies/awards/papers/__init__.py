"""The numbered papers about awards, revocations and refusals: what they say, numbered and printed by workers."""
