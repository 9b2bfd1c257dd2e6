"""One claim: programs, closures, the order of the questions."""
