"""Grades: schemes over the same facts, each grade with its rule and the facts behind it; namespaced, never averaged."""
