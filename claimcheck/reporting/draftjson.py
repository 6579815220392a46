"""How are drafts written for programs: as JSON."""

from collections.abc import Iterable
from typing import Any

from claimcheck.canonical import number_text
from claimcheck.reading.drafts import Draft
from claimcheck.reading.figures import Mention

__all__ = ["drafts_json"]


def drafts_json(drafts: Iterable[Draft]) -> dict[str, Any]:
    """Return the JSON of *drafts*: suggestions, with the places of all parts as code points into the text.

    Examples:
        >>> from claimcheck.reading.drafts import extract
        >>> found = drafts_json(extract("The army said 12 people died."))["drafts"][0]
        >>> found["speaker"], found["kind"], found["quantities"][0]["low"], found["spans"]["speaker"]
        ('The army', 'reported', '12', [0, 8])
    """
    return {"drafts": [_draft(draft) for draft in drafts]}


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "kind": draft.kind.value,
        "speaker": draft.speaker,
        "party": draft.party,
        "pronoun": draft.pronoun,
        "cue": draft.cue,
        "denies": draft.denies,
        "content": draft.content,
        "spans": {name: None if span is None else list(span) for name, span in draft.spans._asdict().items()},
        "quantities": [_figure(figure) for figure in draft.quantities],
        "times": [{"edtf": time.span.edtf, "start": time.start, "end": time.end} for time in draft.times],
        "selector": {
            "type": "TextQuoteSelector",
            "exact": draft.selector.exact,
            "prefix": draft.selector.prefix,
            "suffix": draft.selector.suffix,
        },
    }


def _figure(figure: Mention) -> dict[str, Any]:
    quantity = figure.quantity
    return {
        "text": quantity.text,
        "low": None if quantity.low is None else number_text(quantity.low),
        "high": None if quantity.high is None else number_text(quantity.high),
        "of": None if quantity.of is None else number_text(quantity.of),
        "unit": quantity.unit,
        "noun": figure.noun,
        "start": figure.start,
        "end": figure.end,
    }
