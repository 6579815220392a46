"""Does the record hold what its sources say? Snapshots, quotes, figures and dates, each checked and told."""
