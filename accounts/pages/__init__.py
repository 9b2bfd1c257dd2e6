"""What the rooms put on the pages that belong to all of them: the head of every page, the first page."""
