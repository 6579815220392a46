"""Figures and statements in prose: what the words say, exactly, and nothing more."""
