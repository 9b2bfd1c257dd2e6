"""Django's PostgreSQL, told who acts. Django asks for a module of this name: `base`."""
