"""How the library's own sentences read in a report: without the name of the case, and what was assumed told apart."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from claimcheck.findings.finding import Finding
from claimcheck.ledger import Ledger

__all__ = ["Reading", "Wording", "capital"]


_ASKED: Final = {
    "cutoff": "Up to what time did each count?",
    "event": "Do they speak of one incident?",
    "place": "Do they speak of one place?",
    "period": "Do they speak of one time?",
    "subject": "Do they count the same things?",
    "measure": "Do they count the same of them?",
    "operator": "Whose are they?",
}
"""What a reader would ask where nothing shows whether claims agree, by the axis on which that hangs."""


class Reading(NamedTuple):
    """A finding in words: its topic, what is found, why, and what the comparison assumed on the way."""

    topic: str
    sentence: str
    reason: str
    assumed: tuple[str, ...]
    question: str | None


class Wording:
    """The words of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._namespace = f"{ledger.case}/" if ledger.case else None
        self._key = re.compile(re.escape(self._namespace or "") + r"[^\s,;:()'\"`]+")
        self._known = {
            record.key for held in (ledger.claims, ledger.sources, ledger.events, ledger.parties) for record in held
        }

    def short(self, key: str) -> str:
        """Return *key* without the name of the case, which every key of one case file begins with."""
        return key.removeprefix(self._namespace) if self._namespace else key

    def plain(self, text: str) -> str:
        """Return a sentence of the library's own with every key of this ledger shortened.

        Examples:
            >>> ledger = Ledger(case="night")
            >>> _ = ledger.claim("5 killed", key="night/c5")
            >>> Wording(ledger).plain("superseded by night/c5.")
            'superseded by c5.'
        """
        if not self._namespace or self._namespace not in text:
            return text
        return self._key.sub(self._shortened, text)

    def _shortened(self, found: "re.Match[str]") -> str:
        key = found.group().rstrip(".").partition("#")[0]
        return self.short(found.group()) if key in self._known else found.group()

    def read(self, finding: Finding) -> Reading:
        """Return the words of *finding*; what was assumed stands in every reason, and is told apart here."""
        notes: dict[str, None] = {}
        for claim in (*finding.claims, *finding.against):
            notes.update(dict.fromkeys(self._ledger.standing(claim).notes))
        topic = finding.topic.label if finding.topic is not None else ""
        sentence, _ = _without(finding.sentence.removeprefix(f"{topic}: "), sorted(notes))
        reason, assumed = _without(finding.reason, sorted(notes))
        return Reading(
            topic=capital(topic),
            sentence=self.plain(capital(sentence)),
            reason=self.plain(reason),
            assumed=tuple(self.plain(one) for one in assumed),
            question=self._question(finding),
        )

    def _question(self, finding: Finding) -> str | None:
        """What would settle it, asked of a reader, and after it the line of a case file that would say so."""
        if finding.question is None:
            return None
        asked, line = _ASKED.get(finding.field or ""), self.plain(finding.question)
        return line if asked is None or "`" not in line else f"{asked} In the case: {line}."


def capital(text: str) -> str:
    """Return *text* with a capital at its start, and otherwise as it is."""
    return text[:1].upper() + text[1:]


def _without(text: str, notes: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    found = []
    for note in notes:
        if f"; {note}" in text:
            text = text.replace(f"; {note}", "")
            found.append(note)
    return text, tuple(found)
