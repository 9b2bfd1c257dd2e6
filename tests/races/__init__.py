"""What happens when two do it at once: real PostgreSQL, threads with connections of their own."""
