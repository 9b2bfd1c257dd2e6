"""A list taken along as a sheet: at once where it is short, as a job where it is long."""
