"""Fusion on arrays: tables are cut into pieces of whole topics, which tell what each voice gains in a round."""
