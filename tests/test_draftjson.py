"""Drafts as JSON."""

import json

import pytest

from claimcheck.reading.speech.drafts import extract
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
                {"text": "52 of 80", "low": "52", "high": "52", "low_open": False, "high_open": False,
                 "low_soft": False, "high_soft": False, "approximate": False, "tolerance": None, "step": None,
                 "bound": "exact", "of": "80", "unit": None, "role": "value", "sign": 0, "noun": "drones",
                 "modifiers": [], "start": 14, "end": 22}
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("More than 3,200 homes burned.", {"low": "3200", "high": None, "low_open": True}),
        ("Fewer than 40 homes burned.", {"high": "40", "high_open": True}),
        ("About 40 homes burned.", {"low": "40", "high": "40", "approximate": True, "tolerance": "2"}),
        ("Several homes burned.", {"low_soft": True, "low": "3"}),
        ("1.2 million Russian homes burned.", {"low": "1200000", "step": "100000", "modifiers": ["Russian"]}),
        ("The toll fell by 12.", {"low": "12", "role": "change", "sign": -1}),
        ("It cost $5.", {"low": "5", "unit": "USD"}),
    ],
)
def test_all_of_a_figure_is_told(words: str, expected: dict[str, object]) -> None:
    """An open end, an inferred one, how far "about" reaches, a change and its direction: nothing is flattened."""
    figure = drafts_json(extract(words))["drafts"][0]["quantities"][0]

    assert {name: figure[name] for name in expected} == expected


def test_no_drafts() -> None:
    """Nothing found is an empty list."""
    assert drafts_json(()) == {"drafts": []}
