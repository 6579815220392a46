"""What the picture of a topic shows: a row for each figure or word, positions, a verdict in words, and what is left."""

from collections.abc import Iterable, Sequence, Set
from typing import Final

from attrs import frozen

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Range
from claimcheck.findings.charted import drawn_once, figure_words, first_end, is_approximate, within_reach
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.lines import by_line, positions_of
from claimcheck.findings.positions import Position
from claimcheck.findings.topics import Topic
from claimcheck.incidents.naming import counted, name_of_claim, who_says
from claimcheck.model import Category
from claimcheck.plotting.scales import Scale, scale_of
from claimcheck.quantity import Quantity
from claimcheck.view import View

__all__ = ["Row", "TopicRows", "rows_of", "told_in_words", "verdict_of"]

_MOST_ROWS: Final = 40
_MOST_WORDS: Final = 7
_MOST_POSITIONS: Final = 8

_OPPOSED: Final = {
    Kind.CONTESTED: "Contested",
    Kind.INCONSISTENT: "Inconsistent within one command",
    Kind.DISPUTED_BY_UNATTRIBUTED: "Disputed only by a claim that nobody is named for",
}
_CALM: Final = (
    Kind.REPORTED_DIFFERENTLY,
    Kind.CONCEDED,
    Kind.FLOOR,
    Kind.PROGRESSION,
    Kind.REVISION,
    Kind.ESTIMATE_SPREAD,
)


@frozen(kw_only=True)
class Row:
    """One claim: who says it, how it reads, its range or the column of its word, and what a reader should know."""

    claim: str
    who: str
    figure: str
    found: Range | None = None
    column: int | None = None
    approximate: bool = False
    floor: bool = False
    denied: bool = False
    marked: str = ""

    @property
    def label(self) -> str:
        """The figure, and in words what its mark shows."""
        told = (
            "denied" if self.denied else "",
            "documented minimum" if self.floor else "",
            "approximate" if self.approximate else "",
            self.marked,
        )
        return ", ".join(word for word in (self.figure, *told) if word)


@frozen(kw_only=True)
class TopicRows:
    """A topic as it is drawn; ``listed`` are the claims that are told in words below, each with the reason."""

    title: str
    verdict: str
    unit: str = ""
    rows: tuple[Row, ...] = ()
    scale: Scale | None = None
    whole: bool = False
    words: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    listed: tuple[tuple[str, str], ...] = ()
    more: int = 0
    repeated: int = 0


def rows_of(topic: Topic, members: Sequence[Standing], findings: Iterable[Finding], view: View) -> TopicRows:
    """Return what the picture of *topic* shows: every claim as a row or listed, none left out.

    Examples:
        >>> rows_of(Topic(key="t", label="killed, fire"), (), (), View()).verdict
        'Not contested'
    """
    here = {standing.claim.key for standing in members}
    about = [one for one in findings if (one.topic is not None and one.topic.key == topic.key) or _is_of(one, here)]
    marks = _marks(about)
    case = members[0].claim.key.rpartition("/")[0] if members else ""
    title, verdict = topic.label, verdict_of(about).replace(f"{case}/", "") if case else verdict_of(about)
    lines = {unit: _in_reach(rows) for unit, rows in by_line(members).items()}
    lines = {unit: rows for unit, rows in lines.items() if rows}
    if lines:
        unit, held = max(sorted(lines.items()), key=lambda line: len(line[1]))
        return _figures(title, verdict, unit, held, members, marks, view)
    return _words(title, verdict, members, marks, view)


def _is_of(finding: Finding, here: Set[str]) -> bool:
    """Whether a finding without a topic of its own tells of claims of the topic."""
    return finding.kind is Kind.REPORTED_DIFFERENTLY and not here.isdisjoint(claim.key for claim in finding.claims)


def verdict_of(findings: Sequence[Finding]) -> str:
    """Return in words whether a topic is contested, and why; *findings* are those of the topic.

    Examples:
        >>> verdict_of(
        ...     [Finding(kind=Kind.CONTESTED, sentence="", reason="figures differ: 5 / 8; the event is assumed")]
        ... )
        'Contested: figures differ: 5 / 8'
    """
    by_kind: dict[Kind, Finding] = {}
    for one in findings:
        by_kind.setdefault(one.kind, one)
    for kind, words in _OPPOSED.items():
        if kind in by_kind:
            return f"{words}: {_deciding(by_kind[kind])}"
    for kind in _CALM:
        if kind in by_kind and by_kind[kind].reason:
            return f"Not contested ({kind.value.replace('_', ' ')}): {_deciding(by_kind[kind])}"
    if Kind.UNDETERMINED in by_kind:
        return f"Not contested, but open: {_deciding(by_kind[Kind.UNDETERMINED])}"
    return "Not contested"


def _deciding(finding: Finding) -> str:
    return finding.reason.partition("; ")[0]


def _marks(findings: Iterable[Finding]) -> dict[str, str]:
    """The word beside each claim that takes part in a dispute."""
    found: dict[str, str] = {}
    for one in findings:
        if one.kind in _OPPOSED:
            word = {Kind.CONTESTED: "contested", Kind.INCONSISTENT: "inconsistent"}.get(one.kind, "disputed")
            for claim in one.claims:
                found.setdefault(claim.key, word)
    return found


def _in_reach(rows: Iterable[tuple[Range, Standing]]) -> list[tuple[Range, Standing]]:
    """The figures that an axis can show: with an end, and none of a size that no float has."""
    return [
        (found, standing)
        for found, standing in rows
        if (found.low is not None or found.high is not None)
        and all(end is None or within_reach(end) is not None for end in (found.low, found.high))
    ]


def _figures(
    title: str,
    verdict: str,
    unit: str,
    held: list[tuple[Range, Standing]],
    members: Sequence[Standing],
    marks: dict[str, str],
    view: View,
) -> TopicRows:
    drawn = drawn_once(held)
    drawn.sort(key=lambda row: (first_end(row[0]), row[1].claim.key))
    shown = drawn[:_MOST_ROWS]
    on_line = {standing.claim.key for _, standing in held}
    positions = tuple(
        one for one in positions_of(members, view) if one.term is None and (one.unit or "") == unit and _has_end(one)
    )
    return TopicRows(
        title=title,
        verdict=verdict,
        unit=unit,
        rows=tuple(
            Row(
                claim=standing.claim.key,
                who=who_says(standing.claim, view),
                figure=figure_words(standing),
                found=found,
                approximate=is_approximate(found, standing),
                floor=standing.is_floor,
                marked=marks.get(standing.claim.key, ""),
            )
            for found, standing in shown
        ),
        scale=scale_of(found for found, _ in shown),
        whole=all(standing.discrete for _, standing in shown) and not unit,
        positions=positions if 1 < len(positions) <= _MOST_POSITIONS else (),
        listed=_listed((one for one in members if one.claim.key not in on_line), view),
        more=len(drawn) - len(shown),
        repeated=len(held) - len(drawn),
    )


def _has_end(position: Position) -> bool:
    ends = [end for end in (position.low, position.high) if end is not None]
    return bool(ends) and all(within_reach(end) is not None for end in ends)


def _words(title: str, verdict: str, members: Sequence[Standing], marks: dict[str, str], view: View) -> TopicRows:
    """Values that are words: a column for each, the most used first where there are many, and a row for each claim."""
    terms: dict[str, list[Standing]] = {}
    for standing in members:
        if isinstance(standing.value, Category):
            terms.setdefault(str(view.vocabulary.concept(standing.value.term)), []).append(standing)
    often = sorted(sorted(terms), key=lambda term: -len(terms[term]))[:_MOST_WORDS]
    columns = {term: place for place, term in enumerate(sorted(often))}
    rows = [
        Row(
            claim=standing.claim.key,
            who=who_says(standing.claim, view),
            figure="",
            column=columns[term],
            denied=not standing.claim.polarity,
            marked=marks.get(standing.claim.key, ""),
        )
        for term, held in terms.items()
        if term in columns
        for standing in held
    ]
    rows.sort(key=lambda row: (row.column or 0, row.denied, row.who, row.claim))
    shown = rows[:_MOST_ROWS]
    on_axes = {row.claim for row in rows}
    return TopicRows(
        title=title,
        verdict=verdict,
        rows=tuple(shown),
        words=tuple(str(terms[term][0].value) for term in columns),
        listed=_listed((one for one in members if one.claim.key not in on_axes), view),
        more=len(rows) - len(shown),
    )


def _listed(standings: Iterable[Standing], view: View) -> tuple[tuple[str, str], ...]:
    """The claims that are told in words, each with the reason why no mark stands for it."""
    found = []
    for standing in sorted(standings, key=lambda one: one.claim.key):
        value = standing.value
        words = figure_words(standing) or name_of_claim(standing.claim)
        if not standing.claim.polarity:
            why = "denied"
        elif value is None:
            why = "no figure"
        elif isinstance(value, Category):
            why = "in words"
        else:
            why = _why_not_drawn(value, standing)
        found.append((standing.claim.key, f"{who_says(standing.claim, view)}: {words} ({why})"))
    return tuple(found)


def _why_not_drawn(value: Quantity, standing: Standing) -> str:
    if standing.is_broken_count:
        return "a broken number of whole things"
    ends = [end for found in standing.ranges.values() for end in (found.low, found.high) if end is not None]
    if not ends:
        return "no end known"
    if any(within_reach(end) is None for end in ends):
        return "beyond the axis"
    return f"in another unit: {value.unit}" if value.unit else "of another kind"


def told_in_words(picture: TopicRows) -> tuple[str, ...]:
    """Return the lines below the axes: positions, claims that have no mark, and how many are not shown one by one.

    Examples:
        >>> told_in_words(TopicRows(title="t", verdict="v", repeated=1))
        ('1 figure only follows from another of the same party and is drawn once.',)
    """
    lines = []
    if picture.positions:
        held = "; ".join(
            f"{letter} {position}" for letter, position in zip("ABCDEFGH", picture.positions, strict=False)
        )
        lines.append(f"Positions, each of claims that could all be right together: {held}")
    if picture.listed:
        shown = [words for _, words in picture.listed[:_MOST_ROWS]]
        lines += ["Without a mark:", *shown]
    left = picture.more + max(0, len(picture.listed) - _MOST_ROWS)
    if left:
        lines.append(f"{counted(left, 'more claim')} not shown one by one.")
    if picture.repeated:
        follow = "only follows" if picture.repeated == 1 else "only follow"
        are = "is" if picture.repeated == 1 else "are"
        lines.append(
            f"{counted(picture.repeated, 'figure')} {follow} from another of the same party and {are} drawn once."
        )
    return tuple(lines)
