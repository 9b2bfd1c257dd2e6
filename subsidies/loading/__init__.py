"""What the demo's people do with claims, figures and previews, by the verbs of all rooms below."""
