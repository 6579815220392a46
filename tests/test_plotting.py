"""Pictures are read back from the axes: what is drawn, what is written beside it, and what is told below."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord, MissingExtra, UnknownKey
from claimcheck.findings.topics import Topic
from claimcheck.formats.casefile import read_case
from claimcheck.incidents.series import timeline_of
from claimcheck.ledger import Ledger
from claimcheck.plotting.evidence import evidence_of
from claimcheck.plotting.layers import columns_of, lay_out
from claimcheck.plotting.rows import rows_of
from tests.strategies import ledgers

matplotlib = pytest.importorskip("matplotlib", reason='pictures need "claimcheck[plot]"')
matplotlib.use("agg")
pyplot: Any = pytest.importorskip("matplotlib.pyplot")

_KEPT: list[Ledger] = []
"""Topics know their ledger by a weak reference: what a test makes in passing is kept until it ends."""

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    pyplot.close("all")
    _KEPT.clear()


@cache
def istanbul() -> Any:
    return read_case(FIXTURES / "istanbul" / "case.yaml")


def names(ax: Any) -> list[str]:
    """The parties on the left, from the top."""
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


def texts(ax: Any, gid: str) -> list[str]:
    """What is written on the axes in one role."""
    return [text.get_text().replace("\n", " ") for text in ax.texts if text.get_gid() == gid]


def spans(ax: Any, gid: str) -> list[tuple[float, float]]:
    """From where to where the bars of one role reach."""
    boxes = [bar.get_path().get_extents(bar.get_patch_transform()) for bar in ax.patches if bar.get_gid() == gid]
    return [(round(box.x0, 6), round(box.x1, 6)) for box in boxes]


def drawn(ax: Any) -> None:
    """Draw all of it, with every warning an error."""
    ax.figure.canvas.draw()


def fire(*told: tuple[str, str]) -> Any:  # Any: what axes hold is read back without its types
    """A ledger in which each party says how many a fire killed."""
    ledger = Ledger()
    _KEPT.append(ledger)
    for name, killed in told:
        ledger.claim(f"{killed} killed", by=ledger.party(name), event="fire")
    return ledger


# a topic


def test_a_topic_has_a_row_for_each_claim() -> None:
    """Parties stand on the left and figures on the right, the lowest first."""
    ax = fire(("Ministry", "471"), ("Agency", "100-300")).topics[0].plot()

    assert names(ax) == ["Agency", "Ministry"]
    assert texts(ax, "figure") == ["100-300, contested", "471, contested"]


def test_the_title_says_in_words_what_is_contested() -> None:
    """The topic stands above, and under it the figures that cannot both be right."""
    ax = fire(("Ministry", "471"), ("Agency", "100-300")).topics[0].plot()

    assert texts(ax, "title") == ["killed, fire"]
    assert texts(ax, "verdict") == ["Contested: figures that cannot both be right: 100-300 / 471"]


def test_a_finding_leads_to_the_picture() -> None:
    """The topic of a finding draws itself as well."""
    ledger = fire(("Ministry", "471"), ("Agency", "100-300"))

    assert names(ledger.contested()[0].topic.plot()) == ["Agency", "Ministry"]


def test_what_agrees_is_not_contested() -> None:
    """One figure and a bound below it can both be right."""
    ax = fire(("Ministry", "471"), ("Agency", "more than 300")).topics[0].plot()

    assert texts(ax, "verdict")[0].startswith("Not contested")
    assert not any("contested" in label for label in texts(ax, "figure"))


def test_points_ranges_and_arrows() -> None:
    """A figure is a point at it, a range a bar between its ends, a bound an arrow from its end to the axis' end."""
    ax = fire(("Ministry", "471"), ("Agency", "100-300"), ("Mayor", "more than 400")).topics[0].plot()
    marks = {line.get_marker(): float(line.get_xdata()[0]) for line in ax.lines if line.get_marker() in ("o", ">")}

    assert spans(ax, "range") == [(100.0, 300.0)]
    assert marks == {"o": 471.0, ">": ax.get_xlim()[1]}
    assert any(list(line.get_xdata()) == [401.0, ax.get_xlim()[1]] for line in ax.lines)


def test_what_is_approximate_is_hatched_and_says_so() -> None:
    """An estimate with a tolerance is a hatched bar, and the word stands beside it."""
    ax = fire(("Ministry", "471"), ("Agency", "about 250")).topics[0].plot()

    assert [bar.get_hatch() for bar in ax.patches if bar.get_gid() == "range"] == ["/////"]
    assert "about 250, approximate, contested" in texts(ax, "figure")


def test_a_documented_minimum_is_marked() -> None:
    """It has a mark of its own, the words beside it, and a line in the key."""
    ax = istanbul().plot_topic("sbu41")

    assert texts(ax, "figure") == ["at least 13, documented minimum", "more than 40", "41"]
    assert any(line.get_marker() == "|" and line.get_xdata()[0] == 13 for line in ax.lines)
    assert "documented minimum" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_positions_are_shaded_and_told() -> None:
    """Each set of claims that could all be right has a letter, a shade as wide as its range, and words below."""
    ax = fire(("Ministry", "471"), ("Agency", "100-300")).topics[0].plot()

    assert spans(ax, "position") == [(100.0, 300.0)]
    assert texts(ax, "position") == ["A", "B"]
    assert "A at least 100 and at most 300; B 471" in texts(ax, "notes")[0]


@pytest.mark.parametrize(
    ("figures", "scale"), [(("5", "20"), "linear"), (("5", "20,000"), "log"), (("0", "5", "20,000"), "symlog")]
)
def test_figures_far_apart_stand_on_a_logarithmic_axis(figures: tuple[str, ...], scale: str) -> None:
    """More than three decades are not squeezed into a line; the axis says that it is logarithmic."""
    ax = fire(*((f"Party {place}", figure) for place, figure in enumerate(figures))).topics[0].plot()
    drawn(ax)

    assert ax.get_xscale() == scale
    assert ("logarithmic" in ax.get_xlabel()) is (scale != "linear")
    assert not any("mathdefault" in label.get_text() for label in ax.get_xticklabels())


def test_words_stand_in_columns() -> None:
    """Each word has a column, and each party a mark in that of its own."""
    ax = istanbul().plot_topic("children-ua")
    columns = [label.get_text() for label in ax.get_xticklabels()]
    marks = [(names(ax)[1 - int(line.get_ydata()[0])], columns[int(line.get_xdata()[0])]) for line in ax.lines[2:]]

    assert columns == ["forcibly removed", "relocated for protection"]
    assert marks == [("Ukraine", "forcibly removed"), ("Russia", "relocated for protection")]
    assert texts(ax, "verdict")[0].startswith("Contested: one act, described in words that exclude each other")


def test_what_no_mark_can_stand_for_is_listed() -> None:
    """A claim in another unit, one in words and a denial are told below, each with the reason."""
    ledger = fire(("Ministry", "471"), ("Agency", "300"))
    ledger.claim("none of it", by="Mayor", event="fire", measure="killed", value="5", polarity=False)
    ledger.claim("a massacre", by="Opposition", event="fire", measure="killed", value="massacre")
    (told,) = texts(ledger.plot_topic("killed, fire"), "notes")

    assert "Mayor: 5 (denied)" in told
    assert "Opposition: massacre (in words)" in told


def test_many_claims_are_counted() -> None:
    """Forty rows are drawn, and how many more there are is said."""
    ax = fire(*((f"Party {number}", str(number)) for number in range(50))).topics[0].plot()

    assert len(names(ax)) == 40
    assert "10 more claims not shown one by one." in texts(ax, "notes")[0]


def test_axes_are_taken_and_given_back() -> None:
    """A picture drawn on given axes stays in its figure, at its size."""
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4))
    before = right.get_position().bounds

    assert fire(("Ministry", "471")).topics[0].plot(right) is right
    assert right.get_position().bounds == before
    assert figure.get_size_inches().tolist() == [12, 4]
    assert not left.texts


def test_a_topic_without_its_ledger() -> None:
    """A topic whose ledger is gone, that travelled, or that is none of a ledger's says what to do."""
    ledger = fire(("Ministry", "471"))
    (topic,) = ledger.topics
    travelled = pickle.loads(pickle.dumps(topic))

    assert travelled == topic
    with pytest.raises(UnknownKey, match="topic 'killed, fire' has no ledger any more: keep the ledger"):
        travelled.plot()
    with pytest.raises(UnknownKey, match="has no ledger any more"):
        Topic(key="t", label="of nobody").plot()


def test_a_ledger_on_disk_draws_as_one_in_memory(tmp_path: Path) -> None:
    """What a ledger in a file draws is what stands in it."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.claim("471 killed", by=ledger.party("Ministry"), event="fire", source="Wire")

        assert names(ledger.topics[0].plot()) == ["Ministry"]
        assert texts(ledger.plot_graph(), "source") == ["Wire"]


def test_a_topic_that_is_gone() -> None:
    """A topic of a ledger that has changed since is refused by name."""
    ledger = fire(("Ministry", "471"))
    (topic,) = ledger.topics
    ledger.retract(next(iter(ledger.claims)), by="Ministry")

    with pytest.raises(UnknownKey, match="no topic 'killed, fire' in the ledger any more"):
        topic.plot()


def test_what_is_no_axes_is_refused() -> None:
    """A figure in the place of its axes is named."""
    with pytest.raises(InvalidRecord, match="ax: expected matplotlib axes or None, got Figure"):
        fire(("Ministry", "471")).topics[0].plot(pyplot.figure())


@pytest.mark.parametrize("call", ["plot_topic", "plot_graph", "plot_timeline"])
def test_without_matplotlib(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    ledger = fire(("Ministry", "471"))
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    given_topic = ("killed, fire",) if call == "plot_topic" else ()

    with pytest.raises(MissingExtra, match=r'plotting needs matplotlib: install "claimcheck\[plot\]"'):
        getattr(ledger, call)(*given_topic)


# names

_HOSTILE = (
    "$\\frac{1}{0}$ & $x",
    "Міністерство оборони",
    "وزارة الصحة",
    "国防部",
    "🚁 crew",
    "a\u202eb",
    "a\nb\tc",
    "_hidden",
    "\u200d",
    "x" * 300,
    "<script>alert(1)</script>",
    "%s {0} \\",
)


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_names_are_drawn_as_they_are(name: str, tmp_path: Path) -> None:
    """No name is read as a formula, moves the text, or warns; what has no glyph is a box."""
    ledger: Any = Ledger()
    source = ledger.source(name, published="2025-06-02")
    for killed in ("5", "8"):
        ledger.claim(
            f"{killed} killed",
            by=ledger.party(name, key=f"p{killed}"),
            event=ledger.event(name, key="e"),
            source=source,
        )
    for number, ax in enumerate((ledger.topics[0].plot(), ledger.plot_graph(), ledger.plot_timeline())):
        ax.figure.savefig(tmp_path / f"{number}.svg")
        written = [text.get_text() for text in (*ax.texts, *ax.get_yticklabels())]
        assert not any("\u202e" in text for text in written)
    assert not any(text.get_parse_math() for text in ledger.topics[0].plot().texts)


def test_formulas_stay_signs() -> None:
    """A dollar stands in the label as it was written."""
    ax = fire(("$\\frac{1}{2}$", "5")).topics[0].plot()

    assert names(ax) == ["$\\frac{1}{2}$"]


def test_a_name_without_glyphs_keeps_its_key() -> None:
    """Letters that no font here has are boxes, and the claim's key tells one such row from another."""
    ledger = Ledger()
    ledger.claim("5 killed", by="𓀀𓀁", event="fire", key="c5")

    assert names(ledger.topics[0].plot()) == ["▯▯ [c5]"]


# over time


def course() -> Any:
    """A figure that is revised, corrected and falls, one that is retracted, a bound, and one without a date."""
    ledger = Ledger()
    first = ledger.claim("12 killed", by=ledger.party("Police"), event="quake", asserted="2025-06-01")
    second = ledger.revise(first, "45 killed", asserted="2025-06-02")
    ledger.correct(second, "39 killed", asserted="2025-06-03")
    wrong = ledger.claim("100 killed", by=ledger.party("Health"), event="quake", asserted="2025-06-02")
    ledger.retract(wrong, by="Health", when="2025-06-04")
    ledger.claim("at least 30 killed", by=ledger.party("Red Cross"), event="quake", cutoff="2025-06-04")
    ledger.claim("41 killed", by=ledger.party("Mayor"), event="quake")
    return ledger


def test_changes_are_marked_and_labelled() -> None:
    """Falls, corrections, revisions and retractions stand in words beside the figures, and are counted above."""
    ax = course().plot_timeline()

    assert set(texts(ax, "label")) == {
        "12, superseded",
        "45, revised, superseded",
        "39, corrected, falls",
        "100, retracted on 2025-06-04",
        "at least 30",
    }
    assert texts(ax, "verdict") == ["5 figures in 3 lines; 1 fall, 1 correction, 1 revision, 1 retraction"]


def test_a_party_has_a_step_line() -> None:
    """The line passes through the party's figures in the order of their times."""
    ax = course().plot_timeline()
    (line,) = [line for line in ax.lines if line.get_gid() == "line"]

    assert list(line.get_ydata()) == [12, 45, 39]
    assert [after - before for before, after in pairwise(line.get_xdata())] == [1, 1]
    assert line.get_drawstyle() == "steps-post"
    assert sorted(texts(ax, "party")) == ["Health", "Police", "Red Cross"]


def test_a_bound_is_a_bar_to_the_end_of_the_axes() -> None:
    """At least 30 reaches from 30 upwards as far as the axis does."""
    ax = course().plot_timeline()
    (bar,) = [line for line in ax.lines if line.get_gid() == "bounds"]

    assert list(bar.get_ydata()) == [30, ax.get_ylim()[1]]


def test_what_has_no_date_is_listed() -> None:
    """A claim without any date is told below the axes."""
    assert "Mayor: 41 (no date)" in texts(course().plot_timeline(), "notes")[0]


def test_times_are_taken_in_order() -> None:
    """A figure stands at its cutoff, else when it was asserted, else when its source was published."""
    ledger = Ledger()
    source = ledger.source("Wire", published="2025-06-09")
    told: tuple[tuple[str, dict[str, Any]], ...] = (
        ("A", {"cutoff": "2025-06-03", "asserted": "2025-06-05"}),
        ("B", {"asserted": "2025-06-05"}),
        ("C", {}),
    )
    for by, options in told:
        ledger.claim("5 killed", by=by, event="fire", source=source, **options)
    marks = {mark.who: mark for mark in timeline_of(None, ledger._analyse().gathered, ledger.view).marks}
    days = {who: mark.moment.at - marks["A"].moment.at for who, mark in marks.items()}

    assert [marks[who].moment.by for who in "ABC"] == ["cutoff", "asserted", "published"]
    assert days == {"A": 0, "B": 1.5, "C": 5.5}


def test_the_istanbul_case_over_time() -> None:
    """Only what some party told twice has a course there; the rest is counted."""
    ax = istanbul().plot_timeline()

    assert len(texts(ax, "party")) == 7
    assert "Name a topic to see them." in texts(ax, "notes")[0]
    assert set(texts(istanbul().plot_timeline(topic="kherson3"), "label")) == {"1", "2", "3"}


def test_too_many_lines_are_refused() -> None:
    """More than twelve lines cannot be told apart."""
    ledger = Ledger()
    for number in range(13):
        ledger.claim(f"{number} killed", by=f"Party {number}", event="fire", asserted="2025-06-02")

    with pytest.raises(
        InvalidRecord, match=r"plot_timeline: 13 lines cannot be told apart \(at most 12\): name a topic"
    ):
        ledger.plot_timeline()


# the graph of evidence


def circle() -> Any:
    """A wire that two outlets repeat, and two documents that only cite each other."""
    ledger = Ledger()
    wire = ledger.source("Wire", publisher=ledger.party("Police"))
    echo = ledger.source("Echo", derives_from=[wire])
    one, other = ledger.source("One"), ledger.source("Other")
    ledger.link(one, "repeats", other, by="desk")
    ledger.link(other, "quotes", one, by="desk")
    ledger.claim("5 killed", by="Police", event="fire", source=[wire, echo])
    ledger.claim("8 killed", by=ledger.party("Mayor"), event="fire", source=[one, other])
    return ledger


def test_the_graph_has_claimants_sources_and_claims() -> None:
    """Every record has a box, claimants left, claims right, and a source to the right of what it was made from."""
    ax = circle().plot_graph()
    places = {text.get_text().split("\n")[0]: text.get_position()[0] for text in ax.texts if text.get_gid() in _KINDS}

    assert texts(ax, "party") == ["Mayor", "Police"]
    assert sorted(texts(ax, "claim")) == ["5 killed", "8 killed"]
    assert places["Police"] == 0
    assert places["Wire"] < places["Echo"] < places["5 killed"] == places["8 killed"]


_KINDS = ("party", "source", "claim")


def test_conflicts_and_circles_are_marked_in_words() -> None:
    """A conflict has its outcome, and a source in a circle says so, beside lines of their own styles."""
    ax = circle().plot_graph()
    lines = {line.get_gid(): line.get_linestyle() for line in ax.lines if line.get_gid()}

    assert "contradicts" in texts(ax, "relation")
    assert sum(text.endswith("circular") for text in texts(ax, "relation")) == 2
    assert {text for text in texts(ax, "source") if "circular" in text} == {"One (circular)", "Other (circular)"}
    assert lines["contradicts"] == "--"
    assert texts(ax, "verdict") == ["2 claimants, 4 sources, 2 claims; 1 conflict; 2 sources in a circle"]


def test_many_conflicts_are_counted_in_the_boxes() -> None:
    """Where each claim conflicts with many, lines between them would hide one another; the boxes say how many."""
    ax = fire(*((f"Party {number}", str(number)) for number in range(8))).plot_graph()

    assert sorted(texts(ax, "claim")) == [f"{number} killed (conflicts with 7)" for number in range(8)]
    assert texts(ax, "relation") == []
    assert texts(ax, "verdict") == ["8 claimants, 0 sources, 8 claims; 28 conflicts"]
    assert texts(ax, "notes")[0].startswith("Too many links between claims to draw each")


def test_an_empty_ledger_says_so() -> None:
    """Nothing to draw is no error, and is said in words."""
    ledger = Ledger()

    assert texts(ledger.plot_timeline(), "verdict") == ["No figure with a date"]
    assert texts(ledger.plot_graph(), "verdict") == ["0 claimants, 0 sources, 0 claims; no conflict"]


def test_a_large_graph_is_refused() -> None:
    """More than forty nodes are not drawn, and the message says what to name."""
    with pytest.raises(
        InvalidRecord, match=r"plot_graph: 85 nodes cannot be read \(at most 40\): name a topic or a claim, topic="
    ):
        istanbul().plot_graph()


def test_a_graph_of_a_topic_and_of_a_claim() -> None:
    """A topic shows all its claims, a claim itself and what it conflicts with; both at once are refused."""
    ledger = istanbul()

    assert len(texts(ledger.plot_graph(topic="sbu41"), "claim")) == 3
    assert len(texts(ledger.plot_graph(claim="children-ua"), "claim")) == 2
    with pytest.raises(InvalidRecord, match="plot_graph: expected a topic or a claim, got both"):
        ledger.plot_graph(topic="sbu41", claim="sbu41")
    with pytest.raises(InvalidRecord, match="name a claim, claim="):
        fire(*((f"Party {number}", str(number)) for number in range(30))).plot_graph(topic="killed, fire")


def test_boxes_of_a_column_do_not_overlap() -> None:
    """Nodes of one column stand at least their height apart."""
    column = dict.fromkeys("abcdef", 0) | dict.fromkeys("uvw", 1) | {"z": 2}
    edges = [("a", "u"), ("f", "u"), ("b", "w"), ("c", "z"), ("w", "z")]
    laid = lay_out(column, edges)
    heights = [sorted(y for x, y in laid.places.values() if x == at) for at in range(3)]

    assert all(after - before >= 1 for row in heights for before, after in pairwise(row))
    assert len(laid.ways["c", "z"]) == 3


def test_columns_bear_circles() -> None:
    """Where edges go in a circle after all, the columns are found in bounded time."""
    assert set(columns_of(["a", "b"], [("a", "b"), ("b", "a")])) == {"a", "b"}


# laws


@settings(max_examples=25)
@given(ledgers())
def test_any_ledger_can_be_drawn(ledger: Ledger) -> None:
    """Whatever a ledger holds, its topics, its graph and its course over time are drawn without an error."""
    try:
        for topic in ledger.topics[:2]:
            drawn(topic.plot())
            drawn(ledger.plot_timeline(topic=topic))
        drawn(ledger.plot_timeline())
        drawn(ledger.plot_graph())
    finally:
        pyplot.close("all")


@settings(max_examples=30)
@given(ledgers())
def test_no_claim_of_a_topic_is_lost(ledger: Ledger) -> None:
    """Every claim has a row or is told below; only what follows from another figure of its party is counted."""
    analysis = ledger._analyse()
    for key, topic in analysis.gathered.topics.items():
        members = analysis.gathered.members[key]
        picture = rows_of(topic, members, analysis.findings, ledger.view)
        found = {row.claim for row in picture.rows} | {claim for claim, _ in picture.listed}
        missing = [one.claim for one in members if one.claim.key not in found]

        assert len(missing) == picture.more + picture.repeated
        assert all(claim.computed_from for claim in missing)


@settings(max_examples=30)
@given(ledgers())
def test_no_claim_is_lost_over_time(ledger: Ledger) -> None:
    """A topic's claims have a place or are told below, those that are no longer current as well."""
    gathered = ledger._analyse().gathered
    for key in gathered.topics:
        course = timeline_of(key, gathered, ledger.view) if len(gathered.members[key]) < 12 else None
        if course is None:
            continue
        found = {mark.claim for mark in course.marks} | {claim for claim, _ in course.listed}
        missing = [one.claim for one in gathered.members[key] if one.claim.key not in found]

        assert len(missing) <= course.repeated
        assert all(claim.computed_from for claim in missing)


@settings(max_examples=30)
@given(ledgers())
def test_no_claim_is_lost_in_the_graph(ledger: Ledger) -> None:
    """Every claim of a small ledger has a box."""
    found = evidence_of(ledger.view, ledger._analyse())

    assert {node.key.removeprefix("claim ") for node in found.nodes if node.kind == "claim"} == {
        claim.key for claim in ledger.claims
    }
    assert found.left_out == 0


@settings(max_examples=20)
@given(ledgers(), st.randoms())
def test_the_order_of_records_does_not_matter(ledger: Ledger, random: Random) -> None:
    """The same records in any order give the same pictures."""
    records = list(ledger.records())
    random.shuffle(records)
    other = Ledger(case=ledger.case)
    other.add(*records)
    one, two = (
        (evidence_of(each.view, each._analyse()), timeline_of(None, each._analyse().gathered, each.view))
        for each in (_again(ledger), other)
    )

    assert one == two


def _again(ledger: Ledger) -> Ledger:
    """The same records without their history."""
    again = Ledger(case=ledger.case)
    again.add(*ledger.records())
    return again


_SCRIPT = """
import sys, io, matplotlib
matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "claimcheck"
import claimcheck as cc
ledger = cc.read(sys.argv[1])
for ax in (ledger.plot_topic("children-ua"), ledger.plot_topic("sbu41"), ledger.plot_graph(topic="ru162"),
           ledger.plot_timeline()):
    held = io.StringIO()
    ax.figure.savefig(held, format="svg", metadata={"Date": None})
    sys.stdout.write(held.getvalue())
"""


def test_the_same_bytes_under_another_hash_seed() -> None:
    """The pictures of the Istanbul case are the same, byte for byte, whatever the seed of hashing."""
    case = str(FIXTURES / "istanbul" / "case.yaml")
    beside = str(Path(__file__).parents[1])
    one, two = (
        subprocess.run(
            [sys.executable, "-W", "error", "-c", _SCRIPT, case],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": beside, "PYTHONUTF8": "1", "HOME": str(Path.home())},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert one == two
    assert one.count(b"<svg") == 4
