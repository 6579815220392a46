"""W3C PROV: what a ledger says of who said what in which source, as PROV-JSON and PROV-O, and back."""
