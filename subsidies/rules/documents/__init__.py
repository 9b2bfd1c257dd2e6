"""From YAML to schemes, with file and line."""
