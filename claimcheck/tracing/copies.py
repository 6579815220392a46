"""Which of these documents may have been made from which of the others, and what speaks for it?

The rule, which is plain on purpose (a person decides, and no probability is made up):

1. *text*: at least half (``least``) of the shorter text stands in the longer, or one passage of 20 words (40 characters
   in scripts without spaces) stands in both. Boilerplate counts for nothing (see `claimcheck.tracing.postings`).
2. *cue and figure*: the one attributes what it says to the other's publisher, and both give one figure that is rare in
   the collection and not round.
3. *figures*: both give two figures of three digits or more, such as 471 and 1,263, that at most four texts give.

Who derives from whom follows from the days of publication; where they leave it open, from who names the other; else it
is open and said to be. Each document is reported with the origins that explain it, and not with every sibling: from the
one that it shares most with, the earliest of these, to those that explain a further passage.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from claimcheck.errors import InvalidRecord
from claimcheck.listed import Listed
from claimcheck.model import Relation
from claimcheck.spans import before
from claimcheck.tracing.copy import Copy, Evidence, EvidenceKind
from claimcheck.tracing.marks import marks_of, read_mark
from claimcheck.tracing.naming import naming
from claimcheck.tracing.passages import Shingles, longest_passage, shingled
from claimcheck.tracing.postings import FEWEST, SMALL, Numbers, Shared, index_passages, pairs_through
from claimcheck.tracing.sourcetext import SourceText

__all__ = ["HALF", "Explained", "find_copies", "unexplained_copies"]

HALF: Final = Fraction(1, 2)

Explained = Callable[[str, str], bool]
"""Whether what two documents, given by their keys, have in common is explained already."""

_LOOKED_AT: Final = 6
_ORIGINS: Final = 3
_FIGURES_SHOWN: Final = 3
_FIGURES_READ: Final = 12
_KEPT: Final = 4096
_UNDATED: Final = date.max


def find_copies(texts: Iterable[SourceText], *, least: Fraction | float = HALF) -> tuple[Copy, ...]:
    """Return the candidate derivations among *texts*, those that share most first.

    Args:
        texts: The documents, in any order.
        least: How much of the shorter text has to stand in the longer, above 0 and up to 1.

    Raises:
        InvalidRecord: Two documents have one key, or *least* is no share.

    Examples:
        >>> wire = "The ministry said on Monday that 471 people were killed when a rocket hit the old hospital in town."
        >>> found = find_copies(
        ...     [
        ...         SourceText(key="afp", text=wire, publishers="AFP", published="2023-10-17"),
        ...         SourceText(key="daily", text=f"Breaking: {wire}", publishers="Daily", published="2023-10-18"),
        ...     ]
        ... )
        >>> print(found[0].a, found[0].relation, found[0].b, found[0].directed)
        daily repeats afp True
    """
    return unexplained_copies(texts, least=least, explained=lambda one, other: False)


def unexplained_copies(
    texts: Iterable[SourceText], *, explained: Explained, least: Fraction | float = HALF
) -> tuple[Copy, ...]:
    """Return what `find_copies` does without the pairs that are *explained*, nor what follows from these.

    Examples:
        >>> unexplained_copies([], explained=lambda one, other: False)
        ()
    """
    share = Fraction(least)
    if not 0 < share <= 1:
        raise InvalidRecord(f"least: expected a share above 0 and up to 1, got {least}")
    ordered = sorted(texts, key=_order)
    keys = [one.key for one in ordered]
    twice = sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else ()
    if twice:
        raise InvalidRecord(f"key: two documents are called {', '.join(map(repr, twice))}")
    return _Search(ordered, share, explained).found()


def _order(source: SourceText) -> tuple[date, bool, str]:
    """Documents from the earliest on: what comes later derives, where nothing else tells."""
    first = None if source.published is None else source.published.earliest
    day = first.date() if isinstance(first, datetime) else first
    return day or _UNDATED, day is None, source.key


class _Match(NamedTuple):
    """What a text shares with an earlier one that explains some of it."""

    common: int
    share: Fraction
    words: int
    quote: str
    unit: str


class _Search:
    """One search through texts in the order in which they may derive from one another."""

    def __init__(self, texts: Sequence[SourceText], least: Fraction, explained: Explained) -> None:
        self.texts = texts
        self.least = least
        self.explained = explained
        self.ids = Numbers()
        self.shared: Shared = index_passages([one.text for one in texts], self.ids)
        self.shingles = lru_cache(_KEPT)(self._shingles)
        self.leader = list(range(len(texts)))
        self.marks = [marks_of(one) for one in texts]
        self.alike = pairs_through(self.marks)
        self.standing = Counter(chain.from_iterable(self.marks))

    def found(self) -> tuple[Copy, ...]:
        """Every candidate in a stable order."""
        copies = [*self._by_text(), *self._by_figures()]
        return Listed(sorted(copies, key=lambda one: (-one.share, -one.shared, one.a, one.b)))

    def _shingles(self, place: int) -> Shingles:
        return shingled(self.texts[place].text, self.ids, self.shared.boilerplate)

    # by text

    def _by_text(self) -> Iterable[Copy]:
        earlier: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for (later, other), times in self.shared.pairs.items():
            earlier[later].append((-times, other))
        for later in sorted(earlier):
            looked_at = [other for _, other in sorted(earlier[later])[:_LOOKED_AT]]
            yield from self._origins(later, looked_at)

    def _origins(self, later: int, looked_at: list[int]) -> Iterable[Copy]:
        """The origins that explain a text, each for what those before it leave unexplained."""
        mine = self.shingles(later)
        common = {other: mine.distinct & self.shingles(other).distinct for other in looked_at}
        rest, told = set(mine.distinct), 0
        for other in sorted(
            looked_at, key=lambda place: (not self._explained(later, place), -len(common[place]), place)
        ):
            left = common[other] & rest
            if len(left) < FEWEST or told >= _ORIGINS:
                continue
            match = self._match(later, other, common[other])
            if match is None:
                continue
            rest -= common[other]
            self._join(later, other)
            if not self._explained(later, other):
                told += 1
                yield self._copy(later, other, match)

    def _match(self, later: int, other: int, common: frozenset[int]) -> _Match | None:
        mine, theirs = self.shingles(later), self.shingles(other)
        share = Fraction(len(common), min(len(mine.distinct), len(theirs.distinct)))
        longest = longest_passage(self.texts[later].text, mine, theirs)
        if share < self.least and longest.words < mine.reach.passage:
            return None
        return _Match(len(common), share, longest.words, longest.quote, mine.reach.unit)

    # by figures and cues

    def _by_figures(self) -> Iterable[Copy]:
        """For each text that no passage explains, the one it shares most rare figures with, or names."""
        best: dict[int, tuple[tuple[bool, int, int], int, Evidence | None]] = {}
        for (later, other), digits in sorted(self.alike.items()):
            if self._leads(later) == self._leads(other) or self._explained(later, other):
                continue
            odd = sum(1 for one in digits if self._is_odd(one))
            cue = self._cue(later, other) or self._cue(other, later)
            if cue is None and odd < 2:
                continue
            figures = self._figures(later, other, digits, odd=cue is None)
            if not figures or (cue is None and len(figures) < 2):
                continue
            rank = (cue is None, -len(figures), other)
            if later not in best or rank < best[later][0]:
                best[later] = (rank, other, cue)
        for later, (_, other, _) in sorted(best.items()):
            yield self._copy(later, other, None)

    def _figures(self, one: int, other: int, digits: Iterable[str], *, odd: bool) -> list[Evidence]:
        found: list[Evidence] = []
        for mark in [mark for mark in digits if not odd or self._is_odd(mark)][:_FIGURES_READ]:
            if len(found) == _FIGURES_SHOWN:
                break
            ours, theirs = (read_mark(self.texts[at], mark, self.marks[at][mark]) for at in (one, other))
            if ours is not None and theirs is not None and ours.value == theirs.value:
                a, b = self.texts[one].key, self.texts[other].key
                words = f"the same rare figure, “{ours.words}” in {a} and “{theirs.words}” in {b}"
                found.append(Evidence(EvidenceKind.FIGURE, words))
        return found

    def _is_odd(self, mark: str) -> bool:
        """Whether a figure says something without a cue: it has three digits or more and stands in very few texts."""
        return len(mark) > 2 and self.standing[mark] <= SMALL

    def _cue(self, one: int, other: int) -> Evidence | None:
        """Where *one* attributes what it says to the publisher of *other*."""
        text, names = self.texts[one], self.texts[other].publishers
        if not any(name.removeprefix("The ") in text.text for name in names) or self._same_outlet(one, other):
            return None
        words = naming(text.text, names)
        if words is None:
            return None
        return Evidence(
            EvidenceKind.CUE, f"{text.key} says “{words}”, and {names[0]} published {self.texts[other].key}"
        )

    # what both have in common

    def _copy(self, later: int, other: int, match: _Match | None) -> Copy:
        """The candidate that two texts make, from the one that derives to its origin."""
        a, b, directed, dates = self._direction(later, other)
        cue, back = self._cue(a, b), self._cue(b, a)
        if not directed:
            if cue is None and back is not None:
                a, b, cue, back, directed = b, a, back, None, True
            else:
                directed = cue is not None and back is None
        elif cue is None and back is not None:
            directed = (
                False  # the earlier text names the later one's publisher: a day is wrong, or the text was changed
            )
        evidence = [] if match is None else [self._told(a, b, match)]
        marks = self.alike.get((later, other), ())
        figures = self._figures(a, b, marks, odd=match is None and cue is None)
        evidence += figures
        evidence += [one for one in (cue, back) if one is not None]
        evidence.append(Evidence(EvidenceKind.DATE, dates))
        return Copy(
            a=self.texts[a].key,
            b=self.texts[b].key,
            relation=self._relation(a, b, match, cue),
            directed=directed,
            same_outlet=self._same_outlet(a, b),
            share=Fraction(0) if match is None else match.share,
            shared=0 if match is None else match.common,
            evidence=tuple(evidence),
        )

    def _told(self, a: int, b: int, match: _Match) -> Evidence:
        mine, theirs = (len(self.shingles(place).distinct) for place in (a, b))
        shares = (
            f"{100 * match.common // size} % of {self.texts[place].key}" for place, size in ((a, mine), (b, theirs))
        )
        both = mine + theirs - match.common
        longest = f"the longest passage has {match.words} {match.unit}: “{match.quote}”"
        words = (
            f"{' and '.join(shares)} stand in the other ({100 * match.common // both} % of both together); {longest}"
        )
        return Evidence(EvidenceKind.TEXT, words)

    def _relation(self, a: int, b: int, match: _Match | None, cue: Evidence | None) -> Relation:
        one, other = self.texts[a], self.texts[b]
        if match is None:
            return Relation.TRANSLATES if cue is not None and _languages_differ(one, other) else Relation.QUOTES
        whole = one.whole and other.whole
        return Relation.REPEATS if whole and match.share >= self.least else Relation.QUOTES

    def _direction(self, later: int, other: int) -> tuple[int, int, bool, str]:
        """Who derives from whom by the days of publication, whether these show it, and what they are."""
        one, two = self.texts[later], self.texts[other]
        undated = [source.key for source in (two, one) if source.published is None]
        if one.published is None or two.published is None:
            return later, other, False, f"nothing shows which came first: no date is known for {' and '.join(undated)}"
        first = before(two.published, one.published)
        if first is None:
            days = f"{two.key} ({two.published.edtf}) and {one.key} ({one.published.edtf})"
            return later, other, False, f"nothing shows which came first, {days}"
        a, b = (later, other) if first else (other, later)
        late, early = self.texts[a], self.texts[b]
        assert late.published is not None
        assert early.published is not None
        dates = f"{late.key} was published {late.published.edtf}, after {early.key} ({early.published.edtf})"
        return a, b, True, dates

    def _same_outlet(self, one: int, other: int) -> bool:
        mine, theirs = ({name.casefold() for name in self.texts[place].publishers} for place in (one, other))
        return bool(mine & theirs)

    def _explained(self, one: int, other: int) -> bool:
        return self.explained(self.texts[one].key, self.texts[other].key)

    def _join(self, one: int, other: int) -> None:
        a, b = sorted((self._leads(one), self._leads(other)))
        self.leader[b] = a

    def _leads(self, place: int) -> int:
        while self.leader[place] != place:
            self.leader[place] = self.leader[self.leader[place]]
            place = self.leader[place]
        return place


def _languages_differ(one: SourceText, other: SourceText) -> bool:
    spoken = [source.language.partition("-")[0].casefold() for source in (one, other) if source.language]
    return len(set(spoken)) > 1
