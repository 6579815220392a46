"""The analysts' sheet: a ledger as a table of one row a claim, in text, in a workbook of Excel and in Parquet."""
