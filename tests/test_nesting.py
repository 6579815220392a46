"""Which topics may lie within which: look-ups and sweeps, held to compare over all pairs of topics."""

from collections import defaultdict
from collections.abc import Hashable
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.findings.nesting import nested_topics
from claimcheck.findings.topics import Gathered, gather
from claimcheck.model import Claim, Event, Proposition, Term
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.spans import relate_spans
from claimcheck.times import time_span
from claimcheck.view import View
from claimcheck.vocabulary import default_vocabulary

TERMS = (
    Term(name="the region", kind="place", parts=("the city", "the plain")),
    Term(name="the city", kind="place", parts=("the old town",)),
    Term(name="residents", kind="subject", parts=("children",)),
)
VOCABULARY = default_vocabulary().extended(TERMS)
WINDOWS = (
    "2025-06-01",
    "2025-06-01/2025-06-02",
    "2025-06-01/2025-06-03",
    "2025-06-02/2025-06-03",
    "2025-06",
    "../2025-06-02",
    "2025-06-01T20:00+03:00/2025-06-02T09:00+03:00",
    "2025-06-01T21:00+03:00/2025-06-02T08:00+03:00",
    "2025-06-01T23:00Z/2025-06-02T04:00Z",
    "2025-06-01T12:00-05:00/2025-06-02T12:00-05:00",
    "2025-06-03T00:00Z/2025-06-03T09:00Z",
)


def _view(*claims: Claim) -> View:
    view = View(base=VOCABULARY)
    for event in (
        Event(key="war", label="the war", over=time_span("2025-05-01/2025-06-30"), place="the region"),
        Event(key="battle", label="the battle", part_of="war", over=time_span("2025-06-01/2025-06-03")),
        Event(key="raid", label="the raid", part_of="battle", occurred=time_span("2025-06-01"), place="the city"),
    ):
        view.put(event)
    for claim in claims:
        view.put(claim)
    return view


@st.composite
def ledgers(draw: st.DrawFn) -> View:
    """Claims about parts and wholes in time, place, subject, measure and incident."""
    claims = []
    axes = draw(st.sampled_from(("over", "place", "event", "all")))
    for number in range(draw(st.integers(2, 12))):
        event = draw(st.sampled_from((None, "war", "battle", "raid"))) if axes in ("event", "all") else None
        over = draw(st.sampled_from((None, *WINDOWS) if event else WINDOWS)) if axes != "event" else None
        place = draw(st.sampled_from((None, "the region", "the city", "the plain", "the old town")))
        low = draw(st.integers(0, 9))
        claims.append(
            Claim(
                key=f"c{number:02}",
                proposition=Proposition(
                    event=event or (None if over else "war"),
                    measure=draw(st.sampled_from(("killed", "killed", "casualties", "wounded"))),
                    subject=draw(st.sampled_from(("residents", "residents", "children"))),
                    value=draw(st.sampled_from((Quantity(low=low, high=low), Quantity(low=low), None))),
                    over=None if over is None else time_span(over),
                    place=place if axes in ("place", "all") else None,
                ),
            )
        )
    return _view(*claims)


def _first(gathered: Gathered, name: str) -> Standing:
    return gathered.members[name][0]


def _related(gathered: Gathered, view: View) -> dict[tuple[str, str], Comparison]:
    """Every ordered pair of topics of which compare finds the first to be part of the second."""
    found = {}
    for one in gathered.topics:
        for other in gathered.topics:
            compared = compare_standings(_first(gathered, one), _first(gathered, other), view)
            is_part = compared.outcome is Outcome.PART_OF
            if compared.outcome is Outcome.PART_EXCEEDS_WHOLE:
                is_part = f"part:{_first(gathered, one).claim.key}" in compared.aspects
            if one != other and is_part and not _is_settled(_first(gathered, one), _first(gathered, other)):
                found[one, other] = compared
    return found


def _is_settled(part: Standing, whole: Standing) -> bool:
    """Whether only the incident they share relates the two: one leaves out what the other says, or zones differ."""
    if part.period is not None and whole.period is not None:
        windows = part.is_window or whole.is_window
        if relate_spans(part.period, whole.period, window=windows) in ("unknown", "overlapping"):
            return True
    where = part.place is None and whole.claim.place is not None
    when = part.period is None and whole.own_period
    return part.event != whole.event and (where or when)


def _least_room(gathered: Gathered, names: list[str]) -> int | None:
    """The least upper end of the figures of some topics, read off the quantities."""
    values = [one.value for name in names for one in gathered.members[name]]
    ends = [value.high for value in values if isinstance(value, Quantity)]
    return min((int(end) for end in ends if end is not None), default=None)


@settings(max_examples=300)
@given(ledgers())
def test_a_part_is_held_against_the_whole_that_leaves_the_least_room(view: View) -> None:
    """Of the wholes that differ in nothing but their period, the one that leaves a part the least room is proposed."""
    gathered = gather(view)
    proposed = set(nested_topics(gathered, view.vocabulary))
    wholes: dict[Hashable, list[str]] = defaultdict(list)
    for part, whole in _related(gathered, view):
        key = gathered.axes[whole]
        wholes[part, key[:6], key[7:]].append(whole)

    for (part, *_), held in wholes.items():  # type: ignore[misc]
        tried = [whole for whole in held if (part, whole) in proposed]
        assert tried, f"nothing proposed for {gathered.topics[part]}"
        assert _least_room(gathered, tried) == _least_room(gathered, held)


@settings(max_examples=100)
@given(ledgers())
def test_no_topic_is_proposed_as_its_own_part(view: View) -> None:
    """Pairs are of two topics, and none is proposed twice."""
    pairs = list(nested_topics(gather(view), view.vocabulary))

    assert [pair for pair in pairs if pair[0] == pair[1]] == []
    assert len(pairs) == len(set(pairs))


def _killed(key: str, figure: str, over: str | None, **fields: str) -> Claim:
    value = parse_quantity(figure)
    window = None if over is None else time_span(over)
    return Claim(
        key=key,
        proposition=Proposition(
            event=fields.get("event"),
            measure=fields.get("measure", "killed"),
            subject="residents",
            value=value,
            over=window,
            place=fields.get("place"),
        ),
    )


def _pairs(*claims: Claim) -> set[tuple[str, str]]:
    view = _view(*claims)
    gathered = gather(view)
    return {
        (_first(gathered, one).claim.key, _first(gathered, other).claim.key)
        for one, other in nested_topics(gathered, view.vocabulary)
    }


def test_a_night_lies_within_the_smallest_window_and_the_tightest() -> None:
    """A window is held against the smallest around it and against the one whose figure leaves the least room."""
    pairs = _pairs(
        _killed("night", "53", "2025-06-01T20:00Z/2025-06-02T04:00Z"),
        _killed("day", "162", "2025-06-01T12:00Z/2025-06-02T12:00Z"),
        _killed("week", "40", "2025-05-28T00:00Z/2025-06-04T00:00Z"),
        _killed("month", "900", "2025-05-15T00:00Z/2025-06-14T00:00Z"),
    )

    assert {pair for pair in pairs if pair[0] == "night"} == {("night", "day"), ("night", "week")}


def test_windows_that_overlap_are_in_neither() -> None:
    """Windows that overlap in part are not proposed, though both lie in a third."""
    pairs = _pairs(
        _killed("early", "5", "2025-06-01/2025-06-10"),
        _killed("late", "6", "2025-06-05/2025-06-15"),
        _killed("month", "40", "2025-06-01/2025-06-30"),
    )

    assert pairs == {("early", "month"), ("late", "month")}


def test_instants_lie_within_days_only_in_every_zone() -> None:
    """A window with hours lies in days whose zone nobody gave only if it does wherever these were counted."""
    pairs = _pairs(
        _killed("inside", "5", "2025-06-01T13:00Z/2025-06-03T09:00Z"),
        _killed("astride", "5", "2025-06-01T11:00Z/2025-06-03T09:00Z"),
        _killed("days", "40", "2025-06-01/2025-06-03"),
    )

    assert {pair for pair in pairs if pair[1] == "days"} == {("inside", "days")}


def test_places_measures_and_incidents_lie_within_one_another() -> None:
    """A part is found by the place, the measure and the incident that contain its own."""
    pairs = _pairs(
        _killed("street", "5", "2025-06", place="the old town"),
        _killed("region", "9", "2025-06", place="the region"),
        _killed("all", "12", "2025-06", place="the region", measure="casualties"),
        _killed("raid", "2", None, event="raid"),
        _killed("war", "50", None, event="war"),
    )

    assert {("street", "region"), ("region", "all"), ("street", "all")} <= pairs
    assert ("raid", "war") in pairs
    assert ("region", "street") not in pairs


def test_a_chain_of_two_thousand_windows_gives_at_most_two_pairs_each() -> None:
    """Windows nested one in another are each held against two others at most, never against all."""
    count = 2000
    middle = datetime(2025, 6, 1, tzinfo=UTC)
    claims = []
    for number in range(1, count + 1):
        ends = (middle - timedelta(minutes=number), middle + timedelta(minutes=number))
        claims.append(_killed(f"w{number:04}", f"{number}", "/".join(end.isoformat() for end in ends)))
    view = _view(*claims)
    gathered = gather(view)
    pairs = list(nested_topics(gathered, view.vocabulary))

    assert len(gathered.topics) == count
    assert count - 1 <= len(pairs) <= 2 * count
