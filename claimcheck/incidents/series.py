"""What the picture of a course over time shows: a series for each party and topic, and what has no place on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import inf
from typing import Any, ClassVar, Final

from attrs import evolve, frozen

from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.values import Range
from claimcheck.findings.charted import drawn_once, figure_words, is_approximate, within_reach
from claimcheck.findings.lines import Rows, by_line
from claimcheck.findings.topics import Gathered, computed_claims
from claimcheck.incidents.definitions import redefinitions
from claimcheck.incidents.moments import Moment, moment_of
from claimcheck.incidents.naming import counted, name_of_claim, who_says
from claimcheck.incidents.ordering import is_after
from claimcheck.listed import brief
from claimcheck.markup import html_table, several, visible
from claimcheck.model import Claim, Relation
from claimcheck.view import View

__all__ = ["Mark", "Series", "Timeline", "courses", "timeline_of"]

_MOST_LISTED: Final = 30
_LOOKED_AT: Final = 200
"""Figures before one, in the order of time, that it is held against to tell whether it falls."""

_Placed = tuple[Range, Standing, Moment]


@frozen(kw_only=True)
class Mark:
    """One figure at its time, and in words what became of it."""

    claim: str
    who: str
    figure: str
    found: Range
    moment: Moment
    approximate: bool = False
    floor: bool = False
    fate: str = ""
    """"retracted", "superseded" or "no source left", with the day where it is known; "" for a current claim."""

    change: str = ""
    """"corrected" or "revised" where it takes the place of another figure; "falls" where it is below the last."""

    before: str = ""
    """The figure before it, where it is below that."""

    @property
    def label(self) -> str:
        """The figure, and what became of it."""
        return ", ".join(word for word in (self.figure, self.change, self.fate) if word)

    @property
    def changed(self) -> str:
        """How it came to be and what became of it, "" where there is nothing to tell."""
        change = f"{self.change} from {self.before}" if self.before else self.change
        return ", ".join(word for word in (change, self.fate) if word)

    @property
    def height(self) -> float:
        """Where the line passes: the figure, the middle of a range, the known end of a bound."""
        ends = [float(end) for end in (self.found.low, self.found.high) if end is not None]
        return sum(ends) / len(ends)


@frozen(kw_only=True)
class Series:
    """The figures of one party on one topic, in the order of their times; those of nobody are joined by no line."""

    name: str
    marks: tuple[Mark, ...]
    is_joined: bool = True

    @property
    def is_changing(self) -> bool:
        """Whether the figures of one party cannot all be right, or something became of one of them."""
        lows = [mark.found.low for mark in self.marks if mark.found.low is not None]
        highs = [mark.found.high for mark in self.marks if mark.found.high is not None]
        apart = bool(lows and highs) and max(lows) > min(highs)
        return (apart and self.is_joined) or any(mark.changed for mark in self.marks)


@frozen(kw_only=True, repr=False)
class Timeline:
    """A course over time; ``listed`` are claims told in words below, ``others`` how many stand in other topics."""

    title: str
    unit: str = ""
    whole: bool = False
    series: tuple[Series, ...] = ()
    listed: tuple[tuple[str, str], ...] = ()
    others: int = 0
    repeated: int = 0
    topic: str | None = None
    """The key of the only topic that is shown."""

    breaks: tuple[str, ...] = ()
    """Who changed what a word means, so that figures before and after are no fall and no rise."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every figure that has a place."""
        return tuple(mark for one in self.series for mark in one.marks)

    @property
    def verdict(self) -> str:
        """What changed, in words and numbers."""
        marks = self.marks
        if not marks:
            return "No figure with a date"
        told = [
            ("fall", sum("falls" in mark.change for mark in marks)),
            ("correction", sum("corrected" in mark.change for mark in marks)),
            ("revision", sum("revised" in mark.change for mark in marks)),
            ("retraction", sum("retracted" in mark.fate for mark in marks)),
        ]
        changes = [counted(number, word) for word, number in told if number]
        if self.breaks:
            changes.append(counted(len(self.breaks), "change of definition", "changes of definition"))
        figures = f"{counted(len(marks), 'figure')} in {counted(len(self.series), 'line')}"
        return f"{figures}; {', '.join(changes) or 'no fall, correction or retraction'}"

    def to_plain(self) -> dict[str, Any]:
        """Return the timeline as JSON-ready text and lists; claims by their keys.

        Examples:
            >>> Timeline(title="killed").to_plain()["series"]
            []
        """
        return {
            "topic": self.title,
            "unit": self.unit or None,
            "verdict": self.verdict,
            "breaks": list(self.breaks),
            "series": [
                {
                    "by": one.name,
                    "figures": [
                        {
                            "claim": mark.claim,
                            "when": mark.moment.day,
                            "dated_by": mark.moment.by,
                            "figure": mark.figure,
                            "changed": mark.changed or None,
                        }
                        for mark in one.marks
                    ],
                }
                for one in self.series
            ],
            "without_a_place": [words for _, words in self.listed],
        }

    _headings: ClassVar[tuple[str, ...]] = ("topic", "figures", "what changed")

    def _cells(self) -> tuple[object, ...]:
        told = (f"{mark.who}: {mark.figure}, {mark.changed}" for mark in self.marks if mark.changed)
        return self.title, len(self.marks), several([*self.breaks, *told])

    def __str__(self) -> str:
        return f"{self.title}: {self.verdict}"

    def __repr__(self) -> str:
        return brief(self)

    def _repr_html_(self) -> str:
        rows = [(one.name, mark.moment.day, mark.figure, mark.changed) for one in self.series for mark in one.marks]
        notes = " ".join(self.notes())
        table = html_table(["by", "when (UTC)", "figure", "what changed"], rows, caption=str(self))
        return f"{table}<p>{escape(visible(notes))}</p>" if notes else table

    def notes(self) -> tuple[str, ...]:
        """Return what is told below the axes."""
        lines = list(self.breaks)
        if self.listed:
            lines += ["Without a place on the axes:", *(words for _, words in self.listed[:_MOST_LISTED])]
            if len(self.listed) > _MOST_LISTED:
                lines.append(f"and {counted(len(self.listed) - _MOST_LISTED, 'more claim')}.")
        if self.others:
            are = "is" if self.others == 1 else "are"
            lines.append(
                f"{counted(self.others, 'claim')} of other topics {are} not drawn: no figure that changed, "
                "or in another unit. Name a topic to see them."
            )
        if self.repeated:
            are = "follows" if self.repeated == 1 else "follow"
            lines.append(f"{counted(self.repeated, 'figure')} only {are} from another of the same party.")
        return tuple(lines)


def timeline_of(topic: str | None, gathered: Gathered, view: View) -> Timeline:
    """Return the figures of a topic over time, or those of all topics in which they changed.

    A figure's time is up to when it was counted, else when it was asserted, else when its source was published.
    Claims that are no longer current have their place as well.

    Examples:
        >>> from claimcheck.findings.topics import gather
        >>> timeline_of(None, gather(View()), View()).verdict
        'No figure with a date'
    """
    members = _members(gathered, view)
    breaks = redefinitions(gathered, view)
    if topic is not None:
        label = gathered.topics[topic].label
        drawn = _drawn(label, [members[label, topic]], view)
        return evolve(drawn, topic=topic, breaks=breaks.get(topic, ()))
    courses = {name: _rows(held, view) for name, held in members.items()}
    changing = {name: rows for name, rows in courses.items() if _has_course(rows[1], view)}
    chosen = changing or {name: rows for name, rows in courses.items() if rows[1]}
    by_unit: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, rows in sorted(chosen.items()):
        by_unit[rows[0]].append(name)
    if not by_unit:
        left = [standing for held in members.values() for standing in held]
        return _drawn("Figures over time", [left] if left else [], view)
    unit = max(sorted(by_unit), key=lambda one: sum(len(chosen[name][1]) for name in by_unit[one]))
    names = by_unit[unit]
    others = sum(len(held) for name, held in members.items() if name not in names)
    title = names[0][0] if len(names) == 1 else "Figures over time"
    told = dict.fromkeys(sentence for _, key in names for sentence in breaks.get(key, ()))
    return evolve(_drawn(title, [members[name] for name in names], view, others=others), breaks=tuple(told))


def courses(gathered: Gathered, view: View) -> tuple[Timeline, ...]:
    """Return the figures over time of every topic in which some party gives them for two times, or changed a word.

    One timeline a topic, by label; linear in the claims, but for sorting each topic by time.

    Examples:
        >>> from claimcheck.findings.topics import gather
        >>> courses(gather(View()), View())
        ()
    """
    breaks, changes = redefinitions(gathered, view), dict(_changes(view))
    found = []
    for (label, key), members in sorted(_members(gathered, view).items()):
        if key in breaks or _has_course(_rows(members, view)[1], view):
            drawn = _drawn(label, [members], view, changes=changes)
            if key in breaks or any(one.is_changing for one in drawn.series):
                found.append(evolve(drawn, topic=key or None, breaks=breaks.get(key, ())))
    return tuple(found)


def _members(gathered: Gathered, view: View) -> dict[tuple[str, str], list[Standing]]:
    """The claims of each topic, by its label and key: the current ones, and those that no longer are."""
    found = {(topic.label, key): list(gathered.members[key]) for key, topic in gathered.topics.items()}
    names = {axes: (gathered.topics[key].label, key) for key, axes in gathered.axes.items()}
    newer = {link.b: link.a for link in view.links.values() if view.takes_effect(link)}
    for claim in sorted(view.claims.values(), key=lambda one: one.key):
        if view.is_current(claim):
            continue
        for one in (claim, *computed_claims(claim, view.vocabulary)):
            standing = stand(one, view)
            name = names.get(standing.topic)
            after = _latest(one.key, newer)
            if name is None and after in gathered.topic_of:
                key = gathered.topic_of[after]
                name = gathered.topics[key].label, key
            what = ", ".join(word for word in (standing.subject_label, standing.measure_label) if word)
            found.setdefault(name or (what or name_of_claim(claim), ""), []).append(standing)
    return found


def _has_course(rows: Iterable[_Placed], view: View) -> bool:
    """Whether some party gives figures at two times."""
    first: dict[tuple[str, ...], float] = {}
    return any(first.setdefault(_parties(standing, view), moment.at) != moment.at for _, standing, moment in rows)


def _parties(standing: Standing, view: View) -> tuple[str, ...]:
    return tuple(sorted({view.party(key) for key in standing.claim.claimants}))


def _latest(key: str, newer: dict[str, str]) -> str:
    seen = {key}
    while key in newer and newer[key] not in seen:
        key = newer[key]
        seen.add(key)
    return key


def _rows(members: Sequence[Standing], view: View) -> tuple[str, list[_Placed]]:
    """The unit and the figures of a topic that have a place: an end that an axis can show, and a time."""
    placed: dict[str, list[_Placed]] = {}
    for unit, rows in by_line(members).items():
        held = [
            (found, standing, moment)
            for found, standing in drawn_once(_drawable(rows))
            if (moment := moment_of(standing.claim, view)) is not None
        ]
        if held:
            placed[unit] = held
    if not placed:
        return "", []
    return max(sorted(placed.items()), key=lambda line: len(line[1]))


def _drawable(rows: Rows) -> Rows:
    return [
        (found, standing)
        for found, standing in rows
        if (found.low is not None or found.high is not None)
        and all(end is None or within_reach(end) is not None for end in (found.low, found.high))
    ]


def _drawn(
    title: str,
    topics: Sequence[Sequence[Standing]],
    view: View,
    *,
    others: int = 0,
    changes: Mapping[str, str] | None = None,
) -> Timeline:
    series: list[Series] = []
    listed: list[tuple[str, str]] = []
    units, repeated, whole = [], 0, True
    changes = dict(_changes(view)) if changes is None else changes
    for members in topics:
        unit, rows = _rows(members, view)
        units.append(unit)
        whole = whole and not unit and all(standing.discrete for _, standing, _ in rows)
        placed = {standing.claim.key for _, standing, _ in rows}
        told = {(standing.claimants, found) for found, standing, _ in rows}
        for standing in sorted(members, key=lambda one: one.claim.key):
            if standing.claim.key in placed:
                continue
            if standing.claim.computed_from and (standing.claimants, standing.ranges.get("count")) in told:
                repeated += 1
            else:
                listed.append((standing.claim.key, _listed(standing, unit, view)))
        label = f"{_what(rows[0][1])}: " if len(topics) > 1 and rows else ""
        series += _series(label, rows, changes, view)
    return Timeline(
        title=title,
        unit=next(iter(units), ""),
        whole=whole,
        series=tuple(series),
        listed=tuple(sorted(listed)),
        others=others,
        repeated=repeated,
    )


def _what(standing: Standing) -> str:
    return " ".join(word for word in (standing.subject_label, standing.measure_label) if word)


def _changes(view: View) -> Iterator[tuple[str, str]]:
    """What each claim that takes the place of another is to it."""
    for link in view.links.values():
        if view.takes_effect(link) and link.relation in {Relation.CORRECTS, Relation.UPDATES}:
            yield link.a, "corrected" if link.relation is Relation.CORRECTS else "revised"


def _series(label: str, rows: Iterable[_Placed], changes: Mapping[str, str], view: View) -> Iterator[Series]:
    """The lines of one topic, by the names of those who draw them."""
    by_party: dict[tuple[str, ...], list[_Placed]] = defaultdict(list)
    for row in rows:
        by_party[_parties(row[1], view)].append(row)
    lines = []
    for parties, held in by_party.items():
        held.sort(key=_in_time)
        before = _falls(held) if parties else {}
        marks = []
        for found, standing, moment in held:
            key = standing.claim.key
            told = (changes.get(key, ""), "falls" if key in before else "")
            marks.append(
                Mark(
                    claim=key,
                    who=who_says(standing.claim, view),
                    figure=figure_words(standing),
                    found=found,
                    moment=moment,
                    approximate=is_approximate(found, standing),
                    floor=standing.is_floor,
                    fate=_fate(standing.claim, view),
                    change=", ".join(word for word in told if word),
                    before=before.get(key, ""),
                )
            )
        name = who_says(held[0][1].claim, view)
        lines.append((name, parties, Series(name=f"{label}{name}", marks=tuple(marks), is_joined=bool(parties))))
    yield from (one for _, _, one in sorted(lines, key=lambda line: line[:2]))


def _in_time(row: _Placed) -> tuple[float, float, float, str]:
    """By time; of one time the higher figure is later, so that what follows is held against it."""
    found, standing, moment = row
    start = -inf if moment.start is None else moment.start
    return moment.at, start, -inf if found.low is None else float(found.low), standing.claim.key


def _falls(rows: Sequence[_Placed]) -> dict[str, str]:
    """The claims of a party that are below what it said before, each with the figure that is no longer reached.

    Before is what is certainly before; a time of printing is no time of the party's. Of figures of one time none
    falls where another still reaches what stood before: the party then contradicts itself, and took nothing back.
    """
    told = [row for row in rows if row[2].by != "published"]
    falls = {}
    for place, row in enumerate(told):
        before = _fallen_from(row, told[max(0, place - _LOOKED_AT) : place])
        if before is not None and not any(
            other is not row and other[2] == row[2] and not _is_below(other[0], before[0])
            for other in told[max(0, place - _LOOKED_AT) : place + _LOOKED_AT]
        ):
            falls[row[1].claim.key] = figure_words(before[1])
    return falls


def _fallen_from(row: _Placed, earlier: Sequence[_Placed]) -> _Placed | None:
    """The nearest of the rows before that a figure is below, unless one between them had fallen from it already."""
    between: list[_Placed] = []
    for other in reversed(earlier):
        if not is_after(row[1].claim, other[1].claim):
            continue
        if _is_below(row[0], other[0]):
            known = any(_is_below(one[0], other[0]) and is_after(one[1].claim, other[1].claim) for one in between)
            return None if known else other
        if _is_below(other[0], row[0]) or other[0] == row[0]:
            return None
        between.append(other)
    return None


def _is_below(found: Range, before: Range) -> bool:
    return found.high is not None and before.low is not None and found.high < before.low


def _fate(claim: Claim, view: View) -> str:
    told = claim.computed_from or claim.key
    reason = view.superseded.get(told, "")
    if reason.startswith("retracted"):
        return "retracted" if " by " in reason else reason
    if reason:
        return "superseded"
    return "no source left" if view.is_unsupported(claim) else ""


def _listed(standing: Standing, unit: str, view: View) -> str:
    """A claim in words, and why it has no place on the axes."""
    words = figure_words(standing) or name_of_claim(standing.claim)
    ranges = standing.ranges
    ends = [end for found in ranges.values() for end in (found.low, found.high) if end is not None]
    if not standing.claim.polarity:
        why = "denied"
    elif not ends:
        why = "no figure"
    elif any(within_reach(end) is None for end in ends):
        why = "beyond the axis"
    elif moment_of(standing.claim, view) is None:
        why = "no date"
    else:
        why = "in another unit" if unit or len(ranges) else "no figure"
    fate = _fate(standing.claim, view)
    return f"{who_says(standing.claim, view)}: {words} ({', '.join(word for word in (why, fate) if word)})"
