"""Whom to believe, and what: values weighed by who says them, with copies counted once."""
