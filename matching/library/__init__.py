"""Results, needs, joint projects, scenario matches."""
