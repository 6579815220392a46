"""What follows from all current claims together: topics, disputes, positions, origins, findings."""
