"""How does each document that carries a party's claim give its figure: as its own, rounded, differently, outdated?

Within one topic each report is held once against one figure of the claimant's own words: the one counted up to the same
moment, else the latest. What is equal in all that a comparison looks at is compared once.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.pair import certainly_before, counted, figure_words, ordered
from claimcheck.comparing.values import Meeting, meet
from claimcheck.findings.finding import Stands
from claimcheck.findings.quoted import gives_figure, quoted_otherwise
from claimcheck.model import Appearance, Claim
from claimcheck.quantity import Quantity
from claimcheck.spans import TimeSpan, order_of
from claimcheck.view import View

__all__ = ["Given", "Own", "carried_by"]

_AGREEING: Final = {
    Outcome.SAME: Stands.OWN_FIGURE,
    Outcome.REFINES: Stands.ROUNDED,
    Outcome.REFINED_BY: Stands.SHARPER,
    Outcome.COMPATIBLE: Stands.ROUNDED,
}
_MOST_BEFORE: Final = 60
"""Earlier figures against which a loose one is held; an exact one is held against all of them."""


class Given(NamedTuple):
    """One document's figure: the claim as it stands there, how it stands to the claimant's own, and by what."""

    standing: Standing
    claim: Claim
    appearance: Appearance
    stands: Stands
    against: Standing
    found: Comparison | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """The figure as this document gives it."""
        return figure_words(self.standing)


class Own:
    """What a party says itself on a topic: the latest, what else is current, and what it said before."""

    def __init__(self, current: Sequence[Standing], superseded: Sequence[Standing], view: View) -> None:
        self._view = view
        self.latest = max(current, key=_by_time)
        self.superseded = {one.claim.key for one in superseded}
        self.before = [one for one in current if one is not self.latest and ordered(one, self.latest) is True]
        earlier = {one.claim.key for one in self.before}
        self.standing = {one.value for one in current if one.claim.key not in earlier}
        self.before = sorted([*self.before, *superseded], key=_by_time)
        self._earlier = {one.value: one for one in self.before}
        self._in_time = sorted([*current, *superseded], key=_by_time)
        self._cutoffs: dict[Hashable, Standing] = {}
        for one in sorted(current, key=_by_time):
            moment = _moment(one)
            if moment is not None:
                self._cutoffs[moment] = one
        self._compared: dict[Hashable, tuple[Stands | None, Standing, Comparison | None, str]] = {}

    def judge(self, told: Standing) -> tuple[Stands | None, Standing, Comparison | None, str]:
        """Return how a report stands to these words, and which of them it was held against."""
        claim = told.claim
        same = (told.value, claim.proposition.cutoff, claim.asserted, claim.basis, told.agent, claim.proposition.event)
        if same not in self._compared:
            self._compared[same] = self._judge(told)
        return self._compared[same]

    def _judge(self, told: Standing) -> tuple[Stands | None, Standing, Comparison | None, str]:
        moment = _moment(told)
        against = self.latest if moment is None else self._cutoffs.get(moment, self.latest)
        if told.value == against.value or (against is self.latest and told.value in self.standing):
            return Stands.OWN_FIGURE, against, None, ""
        found = compare_standings(against, told, self._view)
        if found.agrees:
            return _AGREEING.get(found.outcome), against, found, ""
        if found.outcome is not Outcome.REPORTED_DIFFERENTLY:
            return None, against, found, ""
        earlier = self._said_before(told)
        if earlier is None or against is not self.latest:
            return Stands.DIFFERENTLY, against, found, ""
        return Stands.OUTDATED, earlier, found, self.until(earlier)

    def _said_before(self, told: Standing) -> Standing | None:
        """The last of the earlier figures that a report gives, exactly or loosely."""
        exact = self._earlier.get(told.value)
        if exact is not None:
            return exact
        loose = (one for one in reversed(self.before[-_MOST_BEFORE:]) if _lies_within(one, told))
        return next(loose, None)

    def until(self, earlier: Standing) -> str:
        """Until when the party itself gave an earlier figure, in words."""
        taken_back = self._taken_back.get(earlier.claim.key)
        if taken_back is not None:
            return f"took back on {taken_back.edtf}"
        start = bisect_right(self._in_time, _by_time(earlier), key=_by_time)
        later = (one for one in islice(self._in_time, start, None) if one.value != earlier.value)
        following = next((one for one in later if ordered(earlier, one) is True), self.latest)
        when = following.claim.asserted or following.claim.proposition.cutoff
        return f"gave until {when.edtf}" if when is not None else "gave before"

    @cached_property
    def _taken_back(self) -> dict[str, TimeSpan]:
        return {
            one.target: one.when
            for one in self._view.retractions.values()
            if one.when is not None and one.target in self.superseded
        }

    def carried_too_late(self, standing: Standing, appearance: Appearance) -> bool:
        """Whether a document repeats an earlier figure although it came out after the party gave another."""
        source = self._view.sources.get(appearance.source)
        published = None if source is None else source.published
        return certainly_before(self.latest.claim.asserted, published) is True and standing.value not in self.standing


def carried_by(held: Iterable[Standing], own: Own, view: View) -> Iterator[Given]:
    """Yield, for each document in which one of the claims stands, how it gives the figure."""
    for one in held:
        is_own = view.own_words(one.claim)
        for at in view.standing_appearances(one.claim):
            if view.is_own(one.claim, at):
                yield Given(one, one.claim, at, Stands.OWN_WORDS, one)
                continue
            if is_own and one.claim.computed_from is not None and not _names(at, one):
                continue  # the passage gives the whole and not this part of it
            told = (quoted_otherwise(one, at, view) if is_own else None) or one
            if told is one and is_own:
                yield Given(one, one.claim, at, Stands.OWN_FIGURE, one)
                continue
            stands, against, found, note = own.judge(told)
            if stands is not None:
                yield Given(told, one.claim, at, stands, against, found, note)


def _names(appearance: Appearance, standing: Standing) -> bool:
    """Whether a passage gives the figure of a part; one that is not quoted is taken to give all of them."""
    value = standing.value
    passages = [text for text in (appearance.quote, appearance.translation) if text]
    return not passages or not isinstance(value, Quantity) or any(gives_figure(text, value) for text in passages)


def _by_time(standing: Standing) -> tuple[float, str, str]:
    when = counted(standing)
    return float("-inf") if when is None else when.begin, figure_words(standing), standing.claim.key


def _moment(standing: Standing) -> Hashable:
    cutoff = standing.claim.proposition.cutoff
    return None if cutoff is None else order_of(cutoff, at_end=True)


def _lies_within(own: Standing, told: Standing) -> bool:
    """Whether everything that an own figure says lies within what the report says."""
    shared = own.ranges.keys() & told.ranges.keys()
    meetings = {meet(own.ranges[name], told.ranges[name]) for name in shared}
    return bool(meetings) and meetings <= {Meeting.EQUAL, Meeting.WITHIN}
