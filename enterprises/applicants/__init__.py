"""Applicants of all kinds: joining, their particulars, who acts for them."""
