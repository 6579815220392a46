"""In how many claims does each word occur? Kept up to date as claims are told and amended."""

import json
from collections import Counter
from collections.abc import Iterable

from claimcheck.searching.words import BREAK
from claimcheck.storing.database import Database

__all__ = ["count_words"]

_SQLITE = """
INSERT INTO claim_counts (word, claims) SELECT key, value FROM json_each(?) WHERE true
ON CONFLICT (word) DO UPDATE SET claims = claims + excluded.claims
"""
_POSTGRES = """
INSERT INTO claim_counts (word, claims) SELECT * FROM unnest(?::text[], ?::bigint[])
ON CONFLICT (word) DO UPDATE SET claims = claim_counts.claims + excluded.claims
"""


def count_words(database: Database, told: Iterable[str], *, instead_of: Iterable[str] = ()) -> None:
    """Count the words of each claim *told*, and count those of each that it stands *instead_of* no longer."""
    counts: Counter[str] = Counter()
    for words in told:
        counts[""] += 1
        counts.update(set(words.split()))
    for words in instead_of:
        counts[""] -= 1
        counts.subtract(set(words.split()))
    changed = {word: count for word, count in sorted(counts.items()) if count and word != BREAK}
    if not changed:
        return
    if database.is_server:
        database.run(_POSTGRES, (list(changed), list(changed.values())))
    else:
        database.run(_SQLITE, (json.dumps(changed, ensure_ascii=False),))
