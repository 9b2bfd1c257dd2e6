"""Texts that people write as YAML: read with the line of every value, each fault one sentence. Knows no Django."""
