"""STIX 2.1: parties, reports, notes and opinions, for those who share threat intelligence."""
