"""Values without a table: money, periods, months, texts, numbers, identifiers, verdicts, workflows."""
