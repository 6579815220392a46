"""Tables of claims: one row a claim, flagged in columns instead of objects."""
