"""How are drafts written for programs: as JSON."""

from collections.abc import Iterable
from typing import Any

from claimcheck.canonical import number_text
from claimcheck.quantity import Number
from claimcheck.reading.figures import Mention
from claimcheck.reading.speech.drafts import Draft

__all__ = ["drafts_json"]


def drafts_json(drafts: Iterable[Draft]) -> dict[str, Any]:
    """Return the JSON of *drafts*: suggestions, with the places of all parts as code points into the text.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> found = drafts_json(extract("The army said 12 people died."))["drafts"][0]
        >>> found["speaker"], found["kind"], found["quantities"][0]["low"], found["spans"]["speaker"]
        ('The army', 'reported', '12', [0, 8])
        >>> (figure,) = drafts_json(extract("More than 3,200 homes lost power."))["drafts"][0]["quantities"]
        >>> figure["low"], figure["low_open"], figure["high"], figure["role"]
        ('3200', True, None, 'value')
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
    """Return all that the words of a figure say: "more than 40" is open below, "about 40" reaches either way."""
    quantity = figure.quantity
    return {
        "text": quantity.text,
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "low_soft": quantity.low_soft,
        "high_soft": quantity.high_soft,
        "approximate": quantity.approximate,
        "tolerance": _number(quantity.tolerance),
        "step": _number(quantity.step),
        "bound": quantity.bound.value,
        "of": _number(quantity.of),
        "unit": quantity.unit,
        "role": figure.role.value,
        "sign": figure.sign,
        "noun": figure.noun,
        "modifiers": list(figure.modifiers),
        "start": figure.start,
        "end": figure.end,
    }


def _number(number: Number | None) -> str | None:
    return None if number is None else number_text(number)
