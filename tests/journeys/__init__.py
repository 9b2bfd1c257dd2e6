"""Walks through the portal in a real browser, each whole: from the first page to what the person came for."""
