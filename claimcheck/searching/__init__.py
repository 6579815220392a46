"""Finding claims again: by words, and those that say the same or the contrary of a text."""
