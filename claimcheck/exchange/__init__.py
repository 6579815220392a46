"""The formats of other tools: what each says in our records, and what of our records each can say."""
