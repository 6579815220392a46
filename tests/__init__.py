"""The tests of claimcheck: one file for each module, shared strategies in strategies.py."""
