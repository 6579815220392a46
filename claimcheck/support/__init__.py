"""What a claim stands on: acts, documents and the ways between them."""
