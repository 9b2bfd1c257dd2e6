"""Pages of the applicant's side, a module per page and role."""
