"""Which columns has a sheet of claims, one row a claim, and what stands in each?

The first seven are those of the analysts' sheet, which `claimcheck new case.csv` writes. The others are understood
where they are there. A name is the same in any case, and with blanks, hyphens or low lines between its words.
"""

import re
from typing import Final

__all__ = ["COLUMNS", "DETAILS", "IGNORED", "ORDER", "column_of", "is_sheet"]

COLUMNS: Final = {
    "date": "the day that it is about, such as 2025-06-02, and not the day on which it was said",
    "party": "who says it; empty where nobody is named, which `claimcheck fuse` does not take",
    "event": "what it is about, in the same words in each row of one event",
    "measure": "what is counted, such as killed or shot down",
    "value": "the figure as it was said: 12, 52 of 80, more than 40, about 40, 100-300, 65 %",
    "source": "the document in which it stands",
    "quote": "and in which words",
}
"""The columns of the analysts' sheet, and what stands in each."""

DETAILS: Final = {
    "claim key": "the same in each row of one claim that stands in several documents",
    "text": "what is claimed, in words",
    "subject": "what the figure is about",
    "place": "where",
    "over": "the time from when to when the figure counts",
    "cutoff": "up to when a count was known",
    "asserted": "when it was said",
    "agent": "who did it",
    "operator": "whose they are",
    "scope": "what is counted in and what is not",
    "baseline": "compared with what",
    "polarity": "no where the party denies it",
    "basis": "how the party knows: own_count, documented, imagery, witness, estimate, model, reported, unknown",
    "act": "in what act it was said, such as a briefing",
    "parts": "the parts of a figure, as shot down: 40; lost: 12",
    "value exactly": "the value as JSON, where no words say it",
    "inferred": "the fields that were read from the words",
    "computed from": "the claim or the sum that it was computed from",
    "note": "a note on the claim",
    "prefix": "the words before the quote",
    "suffix": "the words after the quote",
    "language": "the language of the quote",
    "translation": "the quote translated",
    "attribution": "whose words they are: own, reported, paraphrase, unattributed",
    "party key": "the key of the party, of several joint ones with ; between",
    "party kind": "state, ministry, force, person, outlet and the like",
    "party declared": "no where the party is a name that nobody described",
    "party acts for": "who commands or owns the party",
    "party part of": "what the party is a member of",
    "party same as": "what other party it is",
    "party aliases": "what else it is called",
    "party note": "a note on the party",
    "event key": "the key of the event",
    "event over": "the time from when to when the event lasted",
    "event date": "when the event was",
    "event place": "where the event was",
    "event subject": "what claims about the event are about",
    "event part of": "the key of the event that it is part of",
    "event note": "a note on the event",
    "source key": "the key of the document",
    "source url": "its address",
    "source publisher": "who published it",
    "source publisher key": "the key of that party",
    "source published": "when",
    "source archived": "the address of a copy",
    "source digest": "the digest of its bytes",
    "source file": "the file in which it is kept",
    "source retrieved": "when it was retrieved",
    "source language": "its language",
    "source derives from": "the keys of the documents that it repeats, quotes or translates",
    "source note": "a note on the document",
    "links": "links from the claim to others, as JSON",
    "assessments": "grades of the claim, as JSON",
    "retractions": "that it was taken back, as JSON",
}
"""The further columns of a sheet, and what stands in each."""

IGNORED: Final = "status"
"""The column that says of a claim that it no longer stands: beside keys of claims it follows from the others."""

ORDER: Final = (*COLUMNS, *DETAILS, IGNORED)
"""Every column in the order in which it is written."""

_ALSO: Final = {
    "occurred": "date",
    "claim": "text",
    "acts for": "party acts for",
    "kind": "party kind",
    "event occurred": "event date",
    "url": "source url",
    "publisher": "source publisher",
    "published": "source published",
    "archived": "source archived",
}
_BETWEEN: Final = re.compile(r"[\s_-]+")
_NAMES: Final = {name: name for name in ORDER} | _ALSO


def column_of(written: str) -> str | None:
    """Return the name of our column that a header means, None where it is none of ours.

    Examples:
        >>> column_of(" Source_URL "), column_of("occurred"), column_of("said_by")
        ('source url', 'date', None)
    """
    return _NAMES.get(_BETWEEN.sub(" ", written.strip()).casefold())


def is_sheet(header: list[str]) -> bool:
    """Return whether a table with these columns is a sheet of claims: it has values, and who says them or of what.

    Examples:
        >>> is_sheet(["Party", "VALUE"]), is_sheet(["value", "source"])
        (True, False)
    """
    held = {column_of(one) for one in header}
    return "value" in held and not held.isdisjoint({"party", "event"})
