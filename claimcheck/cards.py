"""What does a notebook show of a claim, by its own fields and by what its ledger knows: names, words, standing?"""

from collections.abc import Iterable
from typing import Any, Final

from claimcheck.markup import Strong, html_table, several

__all__ = [
    "CLAIM_HEADINGS",
    "claim_card",
    "claim_cells",
    "claim_key",
    "claim_line",
    "claimants_of",
    "disputes_of",
    "flagged",
    "position_line",
    "standing_of",
]

CLAIM_HEADINGS: Final = ("claim", "by", "words", "value", "measure", "event")

_LOUD: Final = ("contested", "inconsistent", "disputed_by_unattributed")
_SIGN: Final = "≠"
_WEIGHED: Final = 2_000
"""Of a larger ledger a single claim does not say how it stands: every claim would have to be held against others."""


def flagged(kind: str) -> str:
    """Return the name of a kind of finding as a table has it: what is disputed in bold, with a sign.

    Examples:
        >>> flagged("contested"), flagged("floor")
        ('≠ contested', 'floor')
    """
    words = str(kind).replace("_", " ")
    return Strong(f"{_SIGN} {words}") if kind in _LOUD else words


def claimants_of(claim: Any) -> str:
    """Return who makes a claim, by name where its ledger is there and else by key."""
    home = claim.home
    names = claim.claimants if home is None else map(home.view.party_name, claim.claimants)
    return ", ".join(names) or "nobody named"


def claim_line(claim: Any) -> str:
    """Return a claim on one line: its key, who makes it, and what it says."""
    return f"{claim_key(claim)}: {claimants_of(claim)}: {_words(claim)}"


def claim_key(claim: Any) -> str:
    """Return the key by which a claim is looked up in its ledger, without the name of the ledger's own case."""
    key, home = str(claim.key), claim.home
    return key if home is None or not home.case else key.removeprefix(f"{home.case}/")


def position_line(position: Any) -> str:
    """Return a position on one line, with the names of those whose claims stand in it."""
    return f"{position}: {'; '.join(several(dict.fromkeys(map(claimants_of, position.claims))))}"


def disputes_of(topic: str, findings: Iterable[Any]) -> tuple[Any, ...]:
    """Return those of *findings* by which the topic of that key is disputed."""
    return tuple(one for one in findings if one.kind in _LOUD and one.topic is not None and one.topic.key == topic)


def claim_cells(claim: Any) -> tuple[object, ...]:
    """Return the cells of a claim under ``CLAIM_HEADINGS``."""
    return claim_key(claim), claimants_of(claim), claim.text, _value(claim), claim.measure, _event(claim)


def claim_card(claim: Any) -> str:
    """Return a table of what a claim says, who says so, where it stands, and how it is disputed."""
    said = claim.proposition
    rows = [
        ("claim", claim_key(claim)),
        ("words", claim.text),
        ("by", claimants_of(claim)),
        ("standing", _standing(claim)),
        ("subject", " ".join(word for word in (said.operator, said.subject) if word)),
        ("measure", said.measure),
        ("value", _value(claim)),
        ("parts", several(said.parts)),
        ("agent", said.agent),
        ("baseline", said.baseline),
        ("event", _event(claim)),
        ("place", said.place),
        ("over", said.over),
        ("occurred", said.occurred),
        ("cutoff", said.cutoff),
        ("scope", said.scope),
        ("asserted", claim.asserted),
        ("basis", claim.basis),
        ("in", several(_appearance(claim, one) for one in claim.appearances)),
        ("inferred", ", ".join(sorted(claim.inferred))),
        ("note", claim.note),
    ]
    return html_table(None, [row for row in rows if row[1]], caption="Claim")


def _value(claim: Any) -> str:
    value = "" if claim.value is None else str(claim.value)
    return value if claim.polarity else f"denied: {value or claim.text or claim.key}"


def _words(claim: Any) -> str:
    return claim.text or _value(claim) or claim.measure or "no words"


def _event(claim: Any) -> str | None:
    home = claim.home
    event = None if home is None or claim.event is None else home.view.event(claim.event)
    name: str | None = claim.event if event is None else event.label or event.key
    return name


def _appearance(claim: Any, one: Any) -> str:
    name = one.source if claim.home is None else claim.home.view.source_name(one.source)
    return f"{name}: “{one.quote}”" if one.quote else str(name)


def _standing(claim: Any) -> tuple[str, ...]:
    """How the claim stands in its ledger; nothing where it is in none, or the ledger is large."""
    home = claim.home
    if home is None or len(home.claims) > _WEIGHED or claim not in home.claims:
        return ()
    return standing_of(claim)


def standing_of(claim: Any) -> tuple[str, ...]:
    """Return the kinds of finding in which a claim takes part, those that dispute it first and in bold."""
    kinds = claim.home.status(claim)
    return tuple(map(flagged, sorted(kinds, key=lambda kind: (kind not in _LOUD, kind))))
