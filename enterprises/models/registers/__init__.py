"""The tables of the registers that have a page of their own here: results, contracts, projects, prizes, deals."""
