"""What a report is made of, before any format: findings, sides, figures, events, claims, parties, sources, fusion."""

from attrs import frozen

from claimcheck.fusion.beside import Beside
from claimcheck.reporting.chart import Chart, Tick
from claimcheck.reporting.labelling import ENGLISH, Labels
from claimcheck.verifying.verification import Verification

__all__ = [
    "CarriedRow",
    "ClaimView",
    "CourseLine",
    "CourseMark",
    "CourseRow",
    "CourseView",
    "Entry",
    "EvidenceLine",
    "EvidenceNode",
    "EvidenceView",
    "FusedLine",
    "FusedTopic",
    "FusionView",
    "GradeView",
    "GradedView",
    "GroupView",
    "IncidentView",
    "MeasureView",
    "PartyLine",
    "PartyView",
    "Rated",
    "Ref",
    "Report",
    "Section",
    "Side",
    "SourceView",
    "Tally",
    "Told",
    "ValueView",
    "Verified",
    "VerifiedRow",
    "VoiceView",
]


@frozen(kw_only=True)
class Ref:
    """A name, and the anchor of what it names in this report."""

    text: str
    anchor: str | None = None


@frozen(kw_only=True)
class Told:
    """Where a claim stands: the document, the words, and whose words they are."""

    source: Ref
    own: str
    url: str | None = None
    published: str | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    language: str | None = None
    translation: str | None = None
    failed: str | None = None
    """How the quote stands in its source, where it was looked up and does not stand as it is printed."""


@frozen(kw_only=True)
class ClaimView:
    """One claim as a reader sees it."""

    key: str
    anchor: str
    text: str
    figure: str
    by: tuple[Ref, ...]
    who: str
    """The claimants in one line."""

    when: str
    """When it was asserted, and up to when it was counted, in one line."""

    topic: str
    parts: str = ""
    nature: str | None = None
    polarity: bool = True
    event: Ref | None = None
    asserted: str | None = None
    cutoff: str | None = None
    basis: str | None = None
    told: tuple[Told, ...] = ()
    state: str | None = None
    origins: int = 0
    status: tuple[Ref, ...] = ()
    story: str = ""
    note: str | None = None
    computed_from: Ref | None = None


@frozen(kw_only=True)
class Side:
    """Those who stand together: the first of their claims, how many more they make, the origins behind them.

    ``reach`` is in how many documents their claims stand.
    """

    names: str
    claims: tuple[ClaimView, ...]
    origins: int | None = None
    reach: int = 0
    more: int = 0


@frozen(kw_only=True)
class CarriedRow:
    """How one document gives a figure that is reported differently: the figure, the words, how it stands."""

    source: Ref
    figure: str
    stands: str
    quote: str | None = None
    failed: str | None = None


@frozen(kw_only=True)
class EvidenceNode:
    """A party, a source or a claim in a picture of evidence: its short name there, where it stands, what it tells.

    ``x`` is in thousandths of the width and ``y`` in pixels.
    """

    code: str
    kind: str
    ref: Ref
    x: int
    y: int
    note: str = ""
    tells: tuple[str, ...] = ()


@frozen(kw_only=True)
class EvidenceLine:
    """A line between nodes through the points given; ``look`` is plain, publishes or circular."""

    points: tuple[tuple[int, int], ...]
    look: str


@frozen(kw_only=True)
class EvidenceView:
    """A picture of what stands behind the claims of a topic; its height is in pixels.

    ``bends`` join two claims: from where to where, how far out, and whether it is a conflict.
    """

    sentence: str
    height: int
    nodes: tuple[EvidenceNode, ...]
    lines: tuple[EvidenceLine, ...]
    bends: tuple[tuple[int, int, int, bool], ...]


@frozen(kw_only=True)
class Entry:
    """One finding as a reader sees it; ``aside`` is what a row of a table says of it beside the claim's words."""

    anchor: str
    kind: str
    title: str
    heading: str
    sentence: str
    reason: str
    assumed: tuple[str, ...] = ()
    outcome: str | None = None
    origins: str | None = None
    gap: str | None = None
    question: str | None = None
    sides: tuple[Side, ...] = ()
    positions: tuple[str, ...] = ()
    more_positions: int = 0
    chart: Chart | None = None
    aside: str = ""
    carried: tuple[CarriedRow, ...] = ()
    more_carried: int = 0
    evidence: EvidenceView | None = None
    """The picture of what stands behind the claims, with the first finding that disputes a topic."""

    no_picture: str = ""
    """Why there is no such picture."""

    fused: str = ""
    """What fusion finds of the topic, in sentences."""
    fused_at: str | None = None
    """The anchor at which fusion stands beside the positions."""

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """The claims shown of every side."""
        return tuple(claim for side in self.sides for claim in side.claims)


@frozen(kw_only=True)
class Section:
    """Findings of some kinds under one heading."""

    id: str
    title: str
    lead: str
    layout: str
    entries: tuple[Entry, ...]


@frozen(kw_only=True)
class Tally:
    """How many findings there are of a kind, where they stand, and what the kind means."""

    kind: str
    title: str
    meaning: str
    count: int
    section: str


@frozen(kw_only=True)
class PartyLine:
    """Between which ends a party's latest figures of a measure lie, in which claims, and what it said before.

    ``low`` and ``high`` are "" where it gives no figure; ``agrees`` is false where its figures cannot all be right.
    """

    by: tuple[Ref, ...]
    low: str
    high: str
    claims: tuple[Ref, ...]
    more: int = 0
    agrees: bool = True
    earlier: tuple[tuple[Ref, str], ...] = ()
    more_earlier: int = 0


@frozen(kw_only=True)
class MeasureView:
    """What everybody says of one measure of an incident; ``silent`` are those it concerns who do not, and why."""

    what: str
    unit: str
    contested: bool
    kinds: tuple[Ref, ...]
    span: str
    floor: str
    lines: tuple[PartyLine, ...]
    silent: tuple[tuple[Ref, str], ...] = ()


@frozen(kw_only=True)
class IncidentView:
    """An incident: measure by measure who says how much, who is silent and why that matters, what is past."""

    anchor: str
    label: str
    facts: tuple[tuple[str, str], ...]
    sentence: str
    measures: tuple[MeasureView, ...]
    silent: tuple[tuple[Ref, str], ...] = ()
    past: tuple[Ref, ...] = ()


@frozen(kw_only=True)
class CourseMark:
    """A figure at its time, in thousandths of the picture's width and height, from the upper left."""

    x: int
    y: int
    changed: bool = False
    gone: bool = False
    printed: bool = False
    """Whether its time is only that at which it was printed."""

    start: int = 0
    end: int = 0
    """From where to where the time may be that is known of it."""


@frozen(kw_only=True)
class CourseLine:
    """The figures of one party over time; ``path`` is the step line in the terms of SVG, "" where none joins them."""

    name: str
    letter: str
    path: str
    marks: tuple[CourseMark, ...]


@frozen(kw_only=True)
class CourseRow:
    """A figure, what became of it, and how many before it are plain steps that the table leaves out."""

    by: str
    when: str
    figure: Ref
    changed: str
    skipped: int = 0


@frozen(kw_only=True)
class CourseView:
    """How the figures of one topic changed over time."""

    anchor: str
    title: str
    unit: str
    sentence: str
    breaks: tuple[str, ...]
    lines: tuple[CourseLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    rows: tuple[CourseRow, ...]
    more: int = 0
    not_drawn: int = 0
    left_out: tuple[str, ...] = ()


@frozen(kw_only=True)
class PartyView:
    """Who can assert something, and whom they act for."""

    key: str
    anchor: str
    name: str
    kind: str | None
    ties: tuple[str, ...]
    aliases: tuple[str, ...]
    declared: bool
    claims: tuple[Ref, ...]
    note: str | None = None


@frozen(kw_only=True)
class SourceView:
    """A document, what it takes from others, the claims that stand in it, and those that hang on it.

    A claim hangs on a document if every way to it from an origin leads through it, or from anybody if it has none.
    """

    key: str
    anchor: str
    name: str
    publisher: Ref | None
    url: str | None
    address: str | None
    archived: str | None
    file: str | None
    digest: str | None
    published: str | None
    retrieved: str | None
    language: str | None
    derives: tuple[tuple[str, Ref], ...]
    claims: tuple[Ref, ...]
    hangs: tuple[Ref, ...] = ()
    retracted: bool = False
    note: str | None = None
    problems: tuple[str, ...] = ()


@frozen(kw_only=True)
class VerifiedRow:
    """One check, or several that were not made for one reason, as a reader sees it.

    ``diff`` is a word diff in pieces: what the record has is "quote", what its source has is "source", else "".
    """

    verdict: str
    label: str
    name: str
    detail: str
    diff: tuple[tuple[str, str], ...]
    place: str
    sources: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    more_sources: int = 0
    more_claims: int = 0


@frozen(kw_only=True)
class Verified:
    """What was checked against the files of the sources: in one sentence, in counts, and what a reader should see."""

    sentence: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[VerifiedRow, ...]
    kept: tuple[tuple[Ref, str, str], ...]
    """The sources that were kept as files: each with how many quotes stand in it, and what its digest shows."""


@frozen(kw_only=True)
class GradeView:
    """One grade as a reader sees it: whose it is, and the rule, the facts or the reasons behind it."""

    scheme: str
    axis: str
    grade: str
    meaning: str
    who: str
    when: str | None
    computed: bool
    rule: str
    facts: tuple[str, ...]
    needs: tuple[str, ...]


@frozen(kw_only=True)
class GradedView:
    """A record, and its grades scheme by scheme: people's first, and beside them the computed ones."""

    ref: Ref
    kind: str
    text: str
    grades: tuple[GradeView, ...]


@frozen(kw_only=True)
class VoiceView:
    """Who says something: the party, or those who say it jointly, how reliable they are, and in which claims."""

    parties: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    reliability: str = ""
    more: int = 0


@frozen(kw_only=True)
class ValueView:
    """A value or a position of a topic, and who says it; ``weight`` is what fusion gives it."""

    value: str
    voices: tuple[VoiceView, ...]
    weight: str = ""
    allowed: int = 0
    more: int = 0


@frozen(kw_only=True)
class FusedLine:
    """What fusion finds of the figures, or of the words, of a topic."""

    name: str
    finding: str
    values: tuple[ValueView, ...]
    more: int = 0
    leaving: tuple[VoiceView, ...] = ()
    more_leaving: int = 0


@frozen(kw_only=True)
class FusedTopic:
    """A topic: its positions, and what fusion finds beside them."""

    anchor: str
    heading: str
    sentence: str
    contested: bool
    lines: tuple[FusedLine, ...]
    positions: tuple[ValueView, ...]
    more_positions: int = 0
    left_out: tuple[tuple[str, VoiceView], ...] = ()
    finding: str | None = None
    """The anchor of the finding that says who contests it."""


@frozen(kw_only=True)
class Rated:
    """How reliable a party has been, unknown where too little tests it; and with whom it counts as one."""

    parties: tuple[Ref, ...]
    reliability: str
    interval: str
    tested: int
    counts_with: tuple[Ref, ...] = ()
    more: int = 0


@frozen(kw_only=True)
class GroupView:
    """Parties that count as one, or that may be copies, and why."""

    parties: tuple[Ref, ...]
    why: tuple[str, ...]
    more: int = 0


@frozen(kw_only=True)
class FusionView:
    """What fusion finds, beside what is contested, and what it had to leave out.

    ``untested`` are the topics of which no two voices say more than a bound, each with its claims.
    """

    sentence: str
    topics: tuple[FusedTopic, ...]
    untested: tuple[tuple[str, VoiceView], ...]
    parties: tuple[Rated, ...]
    groups: tuple[GroupView, ...]
    suspects: tuple[GroupView, ...]
    left_out: tuple[tuple[str, VoiceView], ...]


@frozen(kw_only=True)
class Report:
    """All that a report says, in the order in which it says it."""

    title: str
    overview: tuple[str, ...]
    tallies: tuple[Tally, ...]
    sections: tuple[Section, ...]
    incidents: tuple[IncidentView, ...]
    claims: tuple[ClaimView, ...]
    parties: tuple[PartyView, ...]
    sources: tuple[SourceView, ...]
    courses: tuple[CourseView, ...] = ()
    verified: Verified | None = None
    verification: Verification | None = None
    graded: tuple[GradedView, ...] = ()
    ungraded: int = 0
    fusion: FusionView | None = None
    beside: Beside | None = None
    labels: Labels = ENGLISH
    made: tuple[str, ...] = ()
    """When, by whom and from what it was made, if its maker says so."""
