"""Pictures of a ledger on matplotlib's axes; `canvas` alone loads matplotlib, and only when something is drawn."""
