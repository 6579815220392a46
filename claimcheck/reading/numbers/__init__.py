"""Reading figures: the rooms of its grammar, from tokens and numerals up to bounds, ranges and nouns."""
