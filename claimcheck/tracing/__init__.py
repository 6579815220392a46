"""Which document was made from which: candidates for a person to accept, with their evidence."""
