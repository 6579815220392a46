"""Fact-checkers' reviews as they publish them, schema.org's ClaimReview and MediaReview, in and out."""
