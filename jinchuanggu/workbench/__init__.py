"""The offices' desk: the admin site, its first page, its menu."""
