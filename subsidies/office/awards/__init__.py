"""Awards, notices, matters and caps in the admin."""
