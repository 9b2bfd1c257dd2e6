"""A claim goes back: what is wrong is marked where it stands (`marking`), and what has changed since (`comparing`)."""
