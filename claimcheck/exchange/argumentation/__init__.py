"""Argument maps: what claims support, attack and undercut, in the Argument Interchange Format and in Argdown."""
