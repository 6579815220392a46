"""An incident as monitors work with it: per measure and party the least and the most, and who has not spoken.

The ends that a party gives are those of its latest figures: the range that these share, or from the least to the most
where they cannot all be right. Nothing is averaged and no party is preferred; earlier figures stand beside.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from math import inf
from typing import Any, ClassVar, Final

from attrs import asdict, frozen

from claimcheck.comparing.axes import Standing, in_order, stand
from claimcheck.comparing.values import Range
from claimcheck.findings.analysis import Analysis
from claimcheck.findings.charted import drawn_once, is_approximate, number_words
from claimcheck.findings.finding import Kind
from claimcheck.findings.lines import Rows, by_line
from claimcheck.findings.origins import groups_of
from claimcheck.findings.positions import sweep
from claimcheck.findings.telling import shown
from claimcheck.findings.topics import Topic
from claimcheck.incidents.moments import begins, moment_of
from claimcheck.incidents.naming import NOBODY, short_key
from claimcheck.incidents.ordering import overtaken_claims
from claimcheck.listed import brief
from claimcheck.markup import html_table, several
from claimcheck.model import Claim
from claimcheck.view import View
from claimcheck.vocabulary import Concept

__all__ = ["Incident", "MeasureFigures", "PartyFigure", "Silent", "incidents_of"]

Number = int | Fraction

_TOLD: Final = tuple(
    kind
    for kind in Kind
    if kind
    not in {Kind.UNCORROBORATED, Kind.UNATTRIBUTED, Kind.UNDECLARED, Kind.INFERRED, Kind.UNKNOWN_TERM, Kind.OUTDATED}
)
"""The kinds of finding that say how the figures of a measure stand to each other."""

_GRAVE: Final = frozenset(_TOLD[: _TOLD.index(Kind.CONCEDED) + 1])


@frozen(kw_only=True)
class PartyFigure:
    """What those who speak together say of one measure: their latest figures, and the ends between which these lie.

    ``low`` and ``high`` are in the unit of the measure; None is an end without bound, or no figure at all where
    ``is_figure`` is false. ``earlier`` are claims certainly counted or made before the latest, in the order of time;
    ``agrees`` is false where the latest figures cannot all be right.
    """

    parties: tuple[str, ...]
    name: str
    figure: str
    claims: tuple[Claim, ...]
    earlier: tuple[Claim, ...] = ()
    is_figure: bool = False
    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False
    documented: Number | None = None
    """At least so many it documented, where its latest claims say so."""

    agrees: bool = True
    approximate: bool = False
    """Whether the ends are those that the library reads from words such as "nearly" or "several"."""

    @property
    def ends(self) -> tuple[str, str]:
        """The least and the most in words: "" where there is no figure, "no bound" where an end is open.

        "≈" stands before ends that nobody said, and that the library reads from vague words.
        """
        return (
            (self._end(self.low, self.low_open), self._end(self.high, self.high_open)) if self.is_figure else ("", "")
        )

    def _end(self, number: Number | None, is_open: bool) -> str:
        if number is None:
            return "no bound"
        sign = "≈ " if self.approximate else (">" if number == self.low else "<") + " " if is_open else ""
        return f"{sign}{number_words(number)}"


@frozen(kw_only=True)
class Silent:
    """A party of which one would expect a word and has none: its key where it is known, and why it is named."""

    party: str | None
    name: str
    why: str


@frozen(kw_only=True)
class MeasureFigures:
    """What everybody says of one measure of an incident; ``kinds`` are the findings about it, the gravest first.

    ``low`` and ``high`` are the least and the most that anybody says, None without bound; ``floor`` is the most that
    somebody documented at least. ``silent`` are those whom it concerns, who speak of the incident and not of this.
    """

    topic: Topic
    unit: str
    figures: tuple[PartyFigure, ...]
    kinds: tuple[str, ...] = ()
    low: Number | None = None
    high: Number | None = None
    floor: Number | None = None
    silent: tuple[Silent, ...] = ()

    @property
    def is_contested(self) -> bool:
        """Whether parties under no common command give what cannot both be right."""
        return Kind.CONTESTED.value in self.kinds


@frozen(kw_only=True, repr=False)
class Incident:
    """An incident measure by measure; ``past`` are its claims that are no longer current.

    ``events`` are the records that a person merged into one; ``silent`` are those whose things or people it is about,
    or who are said to have done it, and of whom no claim about it is here.
    """

    key: str
    label: str
    events: tuple[str, ...]
    measures: tuple[MeasureFigures, ...]
    silent: tuple[Silent, ...] = ()
    past: tuple[Claim, ...] = ()

    @property
    def contested(self) -> tuple[MeasureFigures, ...]:
        """The measures that are contested."""
        return tuple(one for one in self.measures if one.is_contested)

    def to_plain(self) -> dict[str, Any]:
        """Return the incident as JSON-ready text, numbers and lists; claims and parties by their keys.

        An end is null where it has no bound or there is no figure; a number that is no whole one is a fraction as text.

        Examples:
            >>> Incident(key="raid", label="Raid 1", events=("raid",), measures=()).to_plain()["silent"]
            []
        """
        return {
            "incident": self.key,
            "label": self.label,
            "events": list(self.events),
            "measures": [_measure_plain(one) for one in self.measures],
            "silent": [asdict(one) for one in self.silent],
            "past": [claim.key for claim in self.past],
        }

    _headings: ClassVar[tuple[str, ...]] = ("incident", "measures", "contested", "silent")

    def _cells(self) -> tuple[object, ...]:
        contested = tuple(_within(one.topic, self.label) for one in self.contested)
        return self.label, len(self.measures), several(contested), several(one.name for one in self.silent)

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return brief(self)

    def _repr_html_(self) -> str:
        rows = []
        for one in self.measures:
            for said in one.figures:
                kinds = ", ".join(kind.replace("_", " ") for kind in one.kinds)
                rows.append([_within(one.topic, self.label), said.name, *said.ends, said.figure, kinds])
        silent = "; ".join(f"{one.name} ({one.why})" for one in self.silent)
        caption = f"{self.label}; nothing is here from {silent}" if silent else self.label
        return html_table(["what", "by", "low", "high", "figure", "standing"], rows, caption=caption)


def incidents_of(view: View, analysis: Analysis) -> tuple[Incident, ...]:
    """Return every incident that the ledger holds, in the order of time, then of keys; linear in the claims.

    Examples:
        >>> from claimcheck.findings.analysis import analyse
        >>> incidents_of(View(), analyse(View()))
        ()
    """
    return tuple(_Incidents(view, analysis).build())


class _Incidents:
    def __init__(self, view: View, analysis: Analysis) -> None:
        self.view, self.gathered = view, analysis.gathered
        self.kinds: dict[str, dict[Kind, None]] = defaultdict(dict)
        for finding in analysis.findings:
            if finding.topic is not None and finding.kind in _TOLD:
                self.kinds[finding.topic.key][finding.kind] = None
        self.topics: dict[str, list[str]] = defaultdict(list)
        self.spoke: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """Of which measures each has said something, by incident; a word on a part of it is a word on the whole."""

        self.expected: dict[str, dict[str | Concept, str]] = defaultdict(dict)
        self.expected_on: dict[str, dict[str | Concept, str]] = defaultdict(dict)
        for name, members in self.gathered.members.items():
            event = members[0].event
            if event is None:
                continue
            if name in self.kinds or any(standing.claim.computed_from is None for standing in members):
                self.topics[event].append(name)
            for standing in members:
                for group in groups_of(standing, view):
                    self._note(event, group, standing)
                for who, why in _concerned(standing):
                    self.expected[event].setdefault(who, why)
                    self.expected_on[name].setdefault(who, why)
        for claim in view.claims.values():
            if claim.event is not None and claim.key not in self.gathered.topic_of:
                standing = stand(claim, view)
                for group in groups_of(standing, view):
                    self._note(view.incident(claim.event), group, standing)
        self.parties_of = self._by_name()

    def _note(self, event: str, group: str, standing: Standing) -> None:
        for one in (event, *standing.around):
            self.spoke[one][group].add(in_order(standing.measure))

    def build(self) -> Iterator[Incident]:
        past: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.view.claims.values(), key=lambda one: one.key):
            if claim.event is not None and claim.key not in self.gathered.topic_of:
                past[self.view.incident(claim.event)].append(claim)
        merged: dict[str, list[str]] = defaultdict(list)
        for event in sorted(self.view.events):
            merged[self.view.incident(event)].append(event)
        for key in sorted(merged, key=lambda one: (*self._when(one), one)):
            measures = tuple(sorted(self._measures(key), key=_rank))
            yield Incident(
                key=key,
                label=self._label(key),
                events=tuple(merged[key]),
                measures=measures,
                silent=tuple(self._silent(key)),
                past=tuple(past[key]),
            )

    def _when(self, key: str) -> tuple[float, str]:
        event = self.view.event(key)
        span = None if event is None else event.over or event.occurred
        return (inf, "") if span is None else (begins(span), span.edtf)

    def _label(self, key: str) -> str:
        event = self.view.event(key)
        return (None if event is None else event.label) or short_key(key)

    def _measures(self, key: str) -> Iterator[MeasureFigures]:
        for name in self.topics.get(key, ()):
            members = self.gathered.members[name]
            lines = by_line(members)
            placed = {standing.claim.key for rows in lines.values() for _, standing in rows}
            words = [one for one in members if one.claim.key not in placed]
            kinds = tuple(kind.value for kind in _TOLD if kind in self.kinds[name])
            silent = tuple(self._silent_on(key, name)) if lines else ()
            for unit, rows in sorted(lines.items()) or [("", [])]:
                yield _measure(self.gathered.topics[name], unit, rows, words, kinds, silent, self.view)
                words = []

    # who has not spoken

    def _by_name(self) -> dict[Concept, str]:
        """The parties by what their names stand for; a party goes before others that act for it."""
        words, found = self.view.vocabulary, {}
        for party in sorted(self.view.parties.values(), key=lambda one: one.key, reverse=True):
            for name in (*party.aliases, party.name):
                found[words.concept(words.state_of(name))] = party.key
        return found

    def _silent(self, key: str) -> Iterator[Silent]:
        """Those whom the incident concerns, of whom no claim about it is here."""
        for who, party, group in self._groups(self.expected.get(key, {}), key):
            if group not in self.spoke[key]:
                yield Silent(party=party, name=self._called(who, party), why=self.expected[key][who])

    def _silent_on(self, key: str, topic: str) -> Iterator[Silent]:
        """Those whom a measure concerns, who speak of the incident and not of this."""
        for who, party, group in self._groups(self.expected_on.get(topic, {}), key):
            measure = in_order(self.gathered.members[topic][0].measure)
            if group in self.spoke[key] and measure not in self.spoke[key][group]:
                yield Silent(party=party, name=self._called(who, party), why=self.expected_on[topic][who])

    def _groups(self, who: Iterable[str | Concept], key: str) -> Iterator[tuple[str | Concept, str | None, str]]:
        """Each of those concerned, the party that is meant where the ledger has it, and whose word would be theirs."""
        seen: set[str] = set()
        for one in sorted(who, key=str):
            party = one if isinstance(one, str) else self.parties_of.get(one)
            group = str(one) if party is None else self._group(party, key)
            if group not in seen:
                seen.add(group)
                yield one, party, group

    def _group(self, party: str, key: str) -> str:
        event = self.view.event(key)
        return self.view.control_group(party, None if event is None else event.over or event.occurred)

    def _called(self, who: str | Concept, party: str | None) -> str:
        if party is not None:
            return self.view.party_name(party)
        atoms = sorted(who.atoms) if isinstance(who, Concept) else [who]
        terms = [self.view.vocabulary.term(atom) for atom in atoms]
        return " and ".join(atom if term is None else term.name for atom, term in zip(atoms, terms, strict=True))


def _concerned(standing: Standing) -> Iterator[tuple[str | Concept, str]]:
    """Whose things or people a claim is about, and who is said to have done it, each with the reason."""
    if standing.operator is not None:
        yield standing.operator, f"it is about {standing.subject_label}"
    if standing.agent is not None and standing.claim.polarity:
        yield standing.agent, "is said to have done it"


def _rank(measure: MeasureFigures) -> tuple[int, bool, str]:
    """The gravest finding first, then figures, then words."""
    grave = [place for place, kind in enumerate(_TOLD) if kind.value in measure.kinds and kind in _GRAVE]
    return min(grave, default=len(_TOLD)), not any(one.is_figure for one in measure.figures), measure.topic.label


def _measure(
    topic: Topic,
    unit: str,
    rows: Rows,
    words: Sequence[Standing],
    kinds: tuple[str, ...],
    silent: tuple[Silent, ...],
    view: View,
) -> MeasureFigures:
    by_party: dict[tuple[str, ...], list[tuple[Range | None, Standing]]] = defaultdict(list)
    for found, standing in drawn_once(rows):
        by_party[standing.claimants].append((found, standing))
    for standing in words:
        by_party[standing.claimants].append((None, standing))
    figures = [one for parties, held in by_party.items() for one in _said_by(parties, held, view)]
    numbers = [one for one in figures if one.is_figure]
    floors = [one.documented for one in numbers if one.documented is not None]
    return MeasureFigures(
        topic=topic,
        unit=unit,
        figures=tuple(sorted(figures, key=lambda one: (not one.parties, one.name, one.parties, one.is_figure))),
        kinds=kinds,
        low=_outer((one.low for one in numbers), min),
        high=_outer((one.high for one in numbers), max),
        floor=max(floors, default=None),
        silent=silent,
    )


def _outer(ends: Iterable[Number | None], choose: Callable[[list[Number]], Number]) -> Number | None:
    """The outermost of some ends, None where one of them has no bound."""
    held = list(ends)
    bounded = [end for end in held if end is not None]
    return choose(bounded) if bounded and len(bounded) == len(held) else None


def _said_by(
    parties: tuple[str, ...], rows: Sequence[tuple[Range | None, Standing]], view: View
) -> Iterator[PartyFigure]:
    """What one party says: its latest figures, what it says in words, and beside the first what it said before."""
    ordered = sorted(rows, key=lambda row: row[1].claim.key)
    gone = overtaken_claims([standing for _, standing in ordered])
    latest = [row for row, overtaken in zip(ordered, gone, strict=True) if not overtaken]
    past = [standing.claim for (_, standing), overtaken in zip(ordered, gone, strict=True) if overtaken]
    earlier = tuple(sorted(past, key=lambda claim: (_time(claim, view), claim.key)))
    numbers = [(found, standing) for found, standing in latest if found is not None]
    words = [standing for found, standing in latest if found is None]
    if numbers:
        yield _figure(parties, numbers, earlier, view)
    if words:
        yield PartyFigure(
            parties=parties,
            name=_name(parties, view),
            figure=_words(words),
            claims=tuple(standing.claim for standing in words),
            earlier=() if numbers else earlier,
        )


def _figure(parties: tuple[str, ...], latest: Rows, earlier: tuple[Claim, ...], view: View) -> PartyFigure:
    shared = sweep([found for found, _ in latest]).cliques
    first, last = shared[0], shared[-1]
    lows = {found.low: found.low_written for found, _ in latest if _is_wider(found.low, found.low_written)}
    highs = {found.high: found.high_written for found, _ in latest if _is_wider(found.high_written, found.high)}
    floors = [found.low for found, standing in latest if standing.is_floor and found.low is not None]
    return PartyFigure(
        parties=parties,
        name=_name(parties, view),
        figure=_words(standing for _, standing in latest),
        claims=tuple(standing.claim for _, standing in latest),
        earlier=earlier,
        is_figure=True,
        low=lows.get(first.low, first.low),
        high=highs.get(last.high, last.high),
        low_open=first.low_open and first.low not in lows,
        high_open=last.high_open and last.high not in highs,
        documented=max(floors, default=None),
        agrees=len(shared) == 1,
        approximate=all(is_approximate(found, standing) for found, standing in latest),
    )


def _is_wider(lower: Number | None, upper: Number | None) -> bool:
    """Whether an end is held to be farther out than it is written: 65 % is compared as 64.5 to 65.5."""
    return lower is not None and upper is not None and lower < upper


def _time(claim: Claim, view: View) -> float:
    moment = moment_of(claim, view)
    return 0.0 if moment is None else moment.at


def _words(standings: Iterable[Standing]) -> str:
    told = dict.fromkeys(shown(standing) for standing in standings)
    return ", ".join(word for word in told if word)


def _name(parties: tuple[str, ...], view: View) -> str:
    return " and ".join(view.party_name(key) for key in parties) or NOBODY


def _measure_plain(measure: MeasureFigures) -> dict[str, Any]:
    return {
        "topic": measure.topic.label,
        "unit": measure.unit or None,
        "low": _plain(measure.low),
        "high": _plain(measure.high),
        "documented": _plain(measure.floor),
        "findings": list(measure.kinds),
        "figures": [
            {
                "parties": list(one.parties),
                "figure": one.figure,
                "is_figure": one.is_figure,
                "low": _plain(one.low),
                "high": _plain(one.high),
                "low_open": one.low_open,
                "high_open": one.high_open,
                "documented": _plain(one.documented),
                "agrees": one.agrees,
                "approximate": one.approximate,
                "claims": [claim.key for claim in one.claims],
                "earlier": [claim.key for claim in one.earlier],
            }
            for one in measure.figures
        ],
        "silent": [asdict(one) for one in measure.silent],
    }


def _plain(number: Number | None) -> int | str | None:
    return number if number is None or isinstance(number, int) else str(number)


def _within(topic: Topic, incident: str) -> str:
    """A topic by what is left of its label under the heading of its incident."""
    return topic.label.removesuffix(f", {incident}") or topic.label
