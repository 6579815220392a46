"""FollowTheMoney: the statements and entities of its data, in and out, judged by its own model."""
