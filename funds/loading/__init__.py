"""What the wing takes from the folders of the cities, and from their demo."""
