"""How fast the library is, how it grows and how much it holds: ``python -m tests.benchmarks`` prints a table.

Nothing here is collected by pytest: a figure depends on the machine, and a test must not.
"""
