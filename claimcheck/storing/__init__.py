"""The ledger on disk: one schema on SQLite and PostgreSQL, an append-only log, and what is looked up in it."""
