"""Reading times: the rooms of its grammar, from single words up to the times in a running text."""
