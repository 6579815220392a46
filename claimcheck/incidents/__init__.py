"""What happened, as everybody tells it: each incident measure by measure, and how figures changed over time."""
