"""Does a dispute rest on a figure that a party is only reported to have given, while its own words say otherwise?

An outlet's slip is never charged to the party that it quotes. The dispute keeps standing, since nobody can tell from
here who is right about what the party said; but it says what it rests on.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Outcome
from claimcheck.findings.origins import groups_of
from claimcheck.findings.telling import claims_of, figures, shown, size, who
from claimcheck.view import View

__all__ = ["ONLY_REPORTED", "OwnWords"]

ONLY_REPORTED: Final = "only_reported"
"""The aspect of a finding that rests on a report beside which the party's own words say otherwise."""

_MOST_COMPARED: Final = 30
"""Own figures against which a report is held: the lowest and the highest of more."""

_MOST_TOLD: Final = 6
"""Reports of which a finding tells; what more there are show as a count."""


class OwnWords:
    """What the parties of some claims say themselves, by party and by command."""

    def __init__(self, members: Iterable[Standing], view: View) -> None:
        self._view = view
        self._by_party: dict[tuple[str, ...], list[Standing]] = defaultdict(list)
        self._by_group: dict[str, list[Standing]] = defaultdict(list)
        for one in members:
            if one.claimants and one.claim.polarity and view.own_words(one.claim):
                self._by_party[one.claimants].append(one)
                for group in groups_of(one, view):
                    self._by_group[group].append(one)

    def notes(self, told: Iterable[Standing]) -> str:
        """Say of each figure that is only reported, and that its party's own words do not bear out, that it is so.

        Empty where there is none, or where the party, or one of its command, says the same in its own words.

        Examples:
            >>> OwnWords((), View()).notes(())
            ''
        """
        by_figure: dict[tuple[tuple[str, ...], str], list[Standing]] = defaultdict(list)
        for one in told:
            if one.claimants and not self._view.own_words(one.claim):
                by_figure[one.claimants, shown(one)].append(one)
        said = [note for _, held in sorted(by_figure.items()) for note in self._note(held)]
        more = len(said) - _MOST_TOLD
        return "".join(said[:_MOST_TOLD]) + (f" {more} more figures are known only from reports." if more > 0 else "")

    def _note(self, held: Sequence[Standing]) -> Iterable[str]:
        one = held[0]
        own = self._by_party.get(one.claimants, [])
        whose = "its own words say" if len(one.claimants) == 1 else "their own words say"
        if not own:
            groups = sorted(groups_of(one, self._view))
            own = [other for group in groups for other in self._by_group.get(group, ())]
            whose = f"the own words of {who(claims_of(own), self._view)} say"
        different = self._otherwise(one, own)
        if different:
            sources = sorted({at.source for each in held for at in self._view.standing_appearances(each.claim)})
            listed = ", ".join(sources[:_MOST_TOLD])
            listed += f" and {len(sources) - _MOST_TOLD} more" if len(sources) > _MOST_TOLD else ""
            name = who([one.claim], self._view)
            yield f" {shown(one)} ({name}) is known only from {listed}; {whose} {figures(different)}."

    def _otherwise(self, told: Standing, own: Sequence[Standing]) -> list[Standing]:
        """The own words that say something else; none where any of them agree with what is reported."""
        each = {shown(one): one for one in sorted(own, key=lambda one: one.claim.key)}
        ordered = sorted(each.values(), key=lambda one: (size(one), shown(one)))
        half = _MOST_COMPARED // 2
        tried = ordered if len(ordered) <= _MOST_COMPARED else [*ordered[:half], *ordered[-half:]]
        if shown(told) in each:
            return []
        compared = [(compare_standings(one, told, self._view), one) for one in tried]
        if any(found.agrees for found, _ in compared):
            return []
        return [one for found, one in compared if found.conflict or found.outcome is Outcome.REPORTED_DIFFERENTLY]
