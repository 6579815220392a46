"""Who says what in a text: the parts of the grammar of attributions."""
