"""Drafts as JSON."""

import json

from claimcheck.reading.drafts import extract
from claimcheck.reporting.draftjson import drafts_json


def test_all_of_a_draft_is_told() -> None:
    """Each part with its place, numbers as text, times as EDTF, and the selector by its name in the W3C model."""
    text = "The army said 52 of 80 drones fell on 2 June 2025."
    found = json.loads(json.dumps(drafts_json(extract(text))))["drafts"]

    assert found == [
        {
            "kind": "reported",
            "speaker": "The army",
            "party": None,
            "pronoun": False,
            "cue": "said",
            "denies": False,
            "content": "52 of 80 drones fell on 2 June 2025",
            "spans": {"speaker": [0, 8], "cue": [9, 13], "content": [14, 49]},
            "quantities": [
                {"text": "52 of 80", "low": "52", "high": "52", "of": "80", "unit": None, "noun": "drones",
                 "start": 14, "end": 22}
            ],
            "times": [{"edtf": "2025-06-02", "start": found[0]["times"][0]["start"], "end": 49}],
            "selector": {
                "type": "TextQuoteSelector",
                "exact": "52 of 80 drones fell on 2 June 2025",
                "prefix": "The army said ",
                "suffix": ".",
            },
        }
    ]  # fmt: skip


def test_no_drafts() -> None:
    """Nothing found is an empty list."""
    assert drafts_json(()) == {"drafts": []}
