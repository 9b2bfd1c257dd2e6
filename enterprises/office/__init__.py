"""The office's pages of the registers."""
