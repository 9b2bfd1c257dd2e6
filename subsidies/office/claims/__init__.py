"""Claims in the admin: the queue, the case page, what waits."""
