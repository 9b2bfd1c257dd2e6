"""A stored file in the browser: pages as pictures, office files by their text, made by a bound child."""
