"""人才名册: an employer's people, each a person and an engagement, entered one by one or from a sheet."""
