"""On how many origins a claim rests: the cases worked by hand, and what the three numbers and the ways say."""

from typing import Any

import pytest

from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Derivation, Source, Tie
from claimcheck.support.independence import Independence
from claimcheck.times import time_span


def fire() -> Ledger:
    """A ledger with an event, and nothing said of it yet."""
    ledger = Ledger()
    ledger.event("fire", occurred="2025-06-02", key="fire")
    return ledger


def killed(ledger: Ledger, by: str | list[str] | None, *sources: str, value: str = "5", **more: Any) -> Claim:
    """A count of those killed, by somebody, in some sources."""
    return ledger.claim(f"{value} killed", by=by, event="fire", measure="killed", value=value, source=sources, **more)


def numbers(found: Independence) -> tuple[int, int, int]:
    """Named, independent, reach."""
    return found.named, found.independent, found.reach


def outlets(ledger: Ledger, count: int, *origins: str) -> list[str]:
    """As many outlets with a document each that derives from some others."""
    for number in range(count):
        ledger.party(f"Outlet {number}", kind="outlet", key=f"o{number}")
        ledger.source(f"report {number}", publisher=f"o{number}", derives_from=origins, key=f"r{number}")
    return [f"r{number}" for number in range(count)]


@pytest.mark.parametrize("claimed", ["by the police", "by each outlet", "by the wire and each outlet"])
@pytest.mark.parametrize("kind", [None, "outlet"])
def test_ten_outlets_on_one_wire_are_one_origin(claimed: str, kind: str | None) -> None:
    """Ten outlets that print one wire are one origin, whoever is recorded as saying so."""
    ledger = fire()
    ledger.party("Police", key="police")
    ledger.party("Agency", kind=kind, key="agency")
    ledger.source("wire", publisher="agency", key="wire")
    reports = outlets(ledger, 10, "wire")
    if claimed == "by the police":
        claim = killed(ledger, "police", "wire", *reports)
    else:
        if "wire" in claimed:
            killed(ledger, "agency", "wire")
        claim, *_ = [killed(ledger, f"o{number}", report) for number, report in enumerate(reports)]
    found = ledger.independence(claim)

    assert found.independent == 1
    assert found.reach == (11 if "wire" in claimed or "police" in claimed else 10)
    assert "corroborated" not in ledger.status(claim)


@pytest.mark.parametrize("kind", [None, "outlet", "agency"])
def test_an_outlet_with_imagery_of_its_own_is_a_second_origin(kind: str | None) -> None:
    """Two broadcasters print a wire, and one of them has pictures as well: two."""
    ledger = fire()
    ledger.party("Agency", kind=kind, key="agency")
    ledger.source("wire", publisher="agency", key="wire")
    for name in ("BBC", "CNN"):
        ledger.party(name, kind="outlet")
        ledger.source(f"{name} report", publisher=name, derives_from="wire")
    wire = killed(ledger, "agency", "wire")
    killed(ledger, "BBC", "BBC report")
    assert ledger.independence(wire).independent == 1
    killed(ledger, "CNN", "CNN report", basis="imagery")
    found = ledger.independence(wire)

    assert (found.named, found.independent) == (2, 2)
    assert {path.origin for path in found.paths} == {"agency", "CNN"}
    assert "corroborated" in ledger.status(wire)


def circle(ledger: Ledger, *, fed: bool = False) -> None:
    """Two outlets that cite each other, and a ministry whose statement one of them cites."""
    for name in ("A", "B"):
        ledger.party(name, kind="outlet")
    ledger.party("Ministry", kind="ministry", key="ministry")
    ledger.add(
        Source(key="statement", publisher="ministry"),
        Source(key="a", publisher="A", derives_from=[Derivation(source=key) for key in ("b", *["statement"] * fed)]),
        Source(key="b", publisher="B", derives_from=[Derivation(source="a")]),
    )


def test_two_that_cite_each_other_are_no_origin() -> None:
    """A and B citing each other are circular, and no origin."""
    ledger = fire()
    circle(ledger)
    claim = killed(ledger, "A", "a")
    killed(ledger, "B", "b")
    found = ledger.independence(claim)

    assert numbers(found) == (0, 0, 2)
    assert found.circular == ("a", "b")
    assert found.reason == (
        "no origin: a and b cite one another and nothing else, which is circular, carried by 2 outlets"
    )


@pytest.mark.parametrize("source", ["statement", "a"])
def test_a_circle_fed_by_a_ministry_is_one_origin(source: str) -> None:
    """What a ministry says and two outlets take from it and from each other has one origin."""
    ledger = fire()
    circle(ledger, fed=source == "statement")
    claim = killed(ledger, "ministry", source)
    killed(ledger, "A", "a")
    killed(ledger, "B", "b")
    found = ledger.independence(claim)

    assert (found.named, found.independent) == (1, 1)
    assert found.single_points == (source,)


def test_two_origins_through_one_aggregator_are_one() -> None:
    """Two parties known only through one document could be wrong together: one, with two named."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    killed(ledger, "Police", "digest")
    claim = killed(ledger, "Hospital", "digest")
    found = ledger.independence(claim)

    assert numbers(found) == (2, 1, 1)
    assert found.reason == (
        "2 origins named (Hospital and Police), both known only through digest; 1 independent, carried by 1 outlet"
    )
    assert found.single_points == found.fewest == ("digest",)
    assert "corroborated" not in ledger.status(claim)


def test_an_aggregator_far_up_limits_as_well() -> None:
    """Statements of two parties that reach readers only through one digest, itself reprinted, are one."""
    ledger = fire()
    for name in ("Police", "Hospital", "Fire Brigade"):
        ledger.party(name)
        ledger.source(f"statement of {name}", key=f"s {name}")
    ledger.source("digest", derives_from=["s Police", "s Hospital"], key="digest")
    outlets(ledger, 2, "digest")
    killed(ledger, "Police", "r0")
    claim = killed(ledger, "Hospital", "r1")
    assert numbers(ledger.independence(claim)) == (2, 1, 2)
    assert ledger.independence(claim).single_points == ("digest",)
    killed(ledger, "Fire Brigade", "s Fire Brigade")
    found = ledger.independence(claim)

    assert numbers(found) == (3, 2, 3)
    assert "Hospital and Police known only through digest; 2 independent" in found.reason
    assert found.single_points == ()
    assert found.fewest == ("digest", "s Fire Brigade")


def test_parties_of_one_state_are_one_origin() -> None:
    """The air force and the ministry of one state are one; a senator and the army are two, the state named in both."""
    ledger = fire()
    ledger.party("State", kind="state", key="state")
    for name in ("Air Force", "Ministry", "Army"):
        ledger.party(name, acts_for="state")
    ledger.party("Senator", kind="person", part_of="state")
    claim = killed(ledger, "Air Force", "s1")
    killed(ledger, "Ministry", "s2")
    assert ledger.independence(claim).independent == 1
    killed(ledger, "Senator", "s3")

    assert numbers(ledger.independence(claim)) == (2, 2, 3)


def test_nobody_is_no_origin() -> None:
    """What nobody is named as saying has no origin, and neither has what a stranger says."""
    ledger = fire()
    claim = killed(ledger, None, "s1")
    assert ledger.independence(claim).reason == "no declared origin, carried by 1 outlet"
    killed(ledger, "a stranger", "s2")

    assert numbers(ledger.independence(claim)) == (0, 0, 2)


def test_a_joint_statement_is_one_origin() -> None:
    """What two parties say together is one act, however often they say it, and two once one says it alone."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    claim = killed(ledger, ["Police", "Hospital"], "s1", "s2")
    assert numbers(ledger.independence(claim)) == (2, 1, 2)
    assert "both heard only in one statement" in ledger.independence(claim).reason
    killed(ledger, ["Police", "Hospital"], "s3", asserted="2025-06-03")
    assert ledger.independence(claim).independent == 1
    killed(ledger, "Police", "s4")

    assert ledger.independence(claim).independent == 2


def test_documents_of_one_owner_are_not_merged() -> None:
    """Merging two documents of one outlet would join what nothing joins: one origin, and not two."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    ledger.party("Daily", kind="outlet", key="daily")
    for number in (1, 2):
        ledger.source(f"Daily {number}", publisher="daily", key=f"d{number}")
    ledger.source("Echo", derives_from=["d2"], key="echo")
    killed(ledger, "Hospital", "d1", value="at least 2")  # says less, and stands in the other document
    claim = killed(ledger, "Police", "echo")

    assert ledger.independence(claim).independent == 1


def test_a_chain_of_a_thousand_reprints_is_one_origin() -> None:
    """However long the chain from which a document is derived, its head is the one origin."""
    ledger = fire()
    ledger.party("Police", key="police")
    ledger.source("first", key="c0")
    for number in range(1, 1001):
        ledger.source(f"reprint {number}", derives_from=[f"c{number - 1}"], key=f"c{number}")
    claim = killed(ledger, "police", *(f"c{number}" for number in range(1001)))
    last = killed(ledger, "police", "c1000", value="6")

    assert numbers(ledger.independence(claim)) == (1, 1, 1001)
    assert len(ledger.independence(last).paths[0].sources) == 1001


def test_outlets_that_do_not_say_how_they_know_count_once() -> None:
    """Three outlets with no source between them may all have it from one: named three, independent one."""
    ledger = fire()
    outlets(ledger, 3)
    claim, *_ = [killed(ledger, f"o{number}", f"r{number}") for number in range(3)]

    assert numbers(ledger.independence(claim)) == (3, 1, 3)
    assert "all counted once, since they may only pass on what others say" in ledger.independence(claim).reason


def test_an_outlet_that_does_not_say_how_it_knows_adds_nothing() -> None:
    """Beside a ministry an outlet that only reports is no second origin; one that saw for itself is."""
    ledger = fire()
    ledger.party("Ministry", kind="ministry")
    ledger.party("Daily", kind="outlet")
    claim = killed(ledger, "Ministry", "s1")
    killed(ledger, "Daily", "s2")
    assert numbers(ledger.independence(claim)) == (1, 1, 2)
    killed(ledger, "Daily", "s3", basis="witness", act="its reporter")

    assert numbers(ledger.independence(claim)) == (2, 2, 3)


def test_what_is_based_on_another_claim_has_its_origin() -> None:
    """An estimate drawn from a ministry's count stands on that count, in whatever figures it is given."""
    ledger = fire()
    ledger.party("Ministry")
    ledger.party("Institute")
    count = killed(ledger, "Ministry", "s1", value="6")
    claim = killed(ledger, "Institute", "s2", value="about 5")
    assert ledger.independence(claim).origins == ("Institute",)
    ledger.link(claim, "based_on", count, by="desk")
    found = ledger.independence(claim)

    assert found.origins == ("Ministry",)
    assert [step.kind for step in found.paths[0].steps] == ["party", "source", "claim", "source", "claim"]


def test_claims_based_on_each_other_are_no_origin() -> None:
    """Two estimates each drawn from the other stand on nothing."""
    ledger = fire()
    for name in ("Institute", "Bureau"):
        ledger.party(name)
    one, other = killed(ledger, "Institute", "s1"), killed(ledger, "Bureau", "s2")
    ledger.link(one, "based_on", other, by="desk")
    ledger.link(other, "based_on", one, by="desk")

    assert ledger.independence(one).independent == 0


def test_candidates_are_never_counted() -> None:
    """A suspected copy changes nothing until a person accepts it."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    claim = killed(ledger, "Police", "wire")
    killed(ledger, "Hospital", "copy")
    ledger.link("copy", "repeats", "wire", accepted=False)
    assert ledger.independence(claim).independent == 2
    ledger.link("copy", "repeats", "wire", by="desk")

    assert ledger.independence(claim).independent == 1


def test_another_partys_own_publication_is_not_on_the_way() -> None:
    """A brief that draws on two bulletins has the words of a third party from elsewhere."""
    ledger = fire()
    for name in ("Army", "Hospital"):
        ledger.party(name, kind="force" if name == "Army" else "agency")
    ledger.source("bulletin", publisher="Army", key="bulletin")
    ledger.source("brief", derives_from=["bulletin"], key="brief")
    killed(ledger, "Army", "bulletin")
    claim = killed(ledger, "Hospital", "brief")
    found = ledger.independence(claim)

    assert found.independent == 2
    assert ("brief",) in {path.sources for path in found.paths}


def test_the_way_is_told_by_name() -> None:
    """A way reads from the party through its documents to the claim."""
    ledger = fire()
    ledger.party("Ministry", kind="ministry", key="m")
    ledger.source("Post", publisher="m", key="post")
    ledger.source("Echo", derives_from=["post"], key="echo")
    claim = killed(ledger, "m", "echo", key="c")

    assert str(ledger.independence(claim).paths[0]) == "Ministry -> Post -> Echo -> 5 killed"
    assert "Ministry" in ledger.independence(claim)._repr_html_()


def test_a_change_of_command_counts_by_the_day() -> None:
    """A militia that left a state's command counts with it before and apart from it after."""
    ledger = fire()
    ledger.party("State", key="state")
    ledger.party("Militia", acts_for=[Tie(party="state", until=time_span("2025-06-01"))], key="militia")
    claim = killed(ledger, "state", "s1", asserted="2025-06-03")
    killed(ledger, "militia", "s2", asserted="2025-06-03")

    assert ledger.independence(claim).independent == 2


def test_who_did_it_is_not_corroborated_by_silence() -> None:
    """Five killed does not say by whom; five killed by the air force does say that five were killed."""
    ledger = fire()
    for name in ("Rebels", "Hospital", "Air Force"):
        ledger.party(name)
    blaming = killed(ledger, "Rebels", "s1", agent="Air Force")
    silent = killed(ledger, "Hospital", "s2")

    assert ledger.independence(blaming).origins == ("Rebels",)
    assert ledger.independence(silent).independent == 2
    assert "corroborated" not in ledger.status(blaming)


def test_a_further_derivation_never_adds_an_origin() -> None:
    """What two parties say in two documents, one drawn from the other, stays one origin when the circle is closed."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    ledger.source("wire", key="wire")
    ledger.source("echo", derives_from=["wire"], key="echo")
    claim = killed(ledger, "Police", "echo")
    killed(ledger, "Hospital", "wire")
    assert ledger.independence(claim).independent == 1
    ledger.link("wire", "repeats", "echo", by="desk")
    found = ledger.independence(claim)

    assert (found.named, found.independent) == (2, 1)
    assert "both known only through echo and wire, which cite one another" in found.reason


@pytest.mark.parametrize("kind", ["outlet", " Outlet ", "TV channel", "radio station", "news agency", "magazine"])
def test_outlets_are_known_by_a_word_of_their_kind(kind: str) -> None:
    """A television channel passes on what others say as a newspaper does."""
    ledger = fire()
    for name in ("One", "Two"):
        ledger.party(name, kind=kind)
        ledger.source(f"page of {name}", publisher=name, key=name.casefold())
    claim = killed(ledger, "One", "one")
    killed(ledger, "Two", "two")

    assert ledger.independence(claim).independent == 1


def test_what_is_based_on_one_recording_has_that_in_common() -> None:
    """Two outlets that both read one video are one origin, and it falls with the video; so is a count taken over."""
    ledger = fire()
    for name in ("One", "Two"):
        ledger.party(name, kind="outlet")
    ledger.source("video", key="video")
    claim, other = (killed(ledger, name, f"page of {name}", basis="imagery") for name in ("One", "Two"))
    assert ledger.independence(claim).independent == 2
    for one in (claim, other):
        ledger.link(one, "based_on", "video", by="desk")
    found = ledger.independence(claim)
    assert (found.named, found.independent, found.single_points) == (2, 1, ("video",))
    assert "both known only through video" in found.reason
    assert len(ledger.impact("video").undetermined + ledger.impact("video").falls) == 2
    ledger.party("Police")
    count = killed(ledger, "Police", "statement", value="6")
    ledger.party("Watch")
    own = killed(ledger, "Watch", "list", value="6", basis="own_count")
    ledger.link(own, "based_on", count, by="desk")

    assert ledger.independence(own).origins == ("Police",)


def test_taking_back_never_adds_an_origin() -> None:
    """A party whose own page was drawn from a wire still only passes on once that page is taken back."""
    ledger = fire()
    for name in ("Police", "Network"):
        ledger.party(name)
    ledger.source("wire", key="wire")
    ledger.source("bulletin", publisher="Network", derives_from=["wire"], key="bulletin")
    claim = killed(ledger, "Police", "wire")
    killed(ledger, "Network", "bulletin", "Daily")
    assert ledger.independence(claim).independent == 1
    ledger.retract(ledger.sources["bulletin"], by="Network")

    assert ledger.independence(claim).independent == 1


def test_what_was_taken_back_is_still_where_it_came_from() -> None:
    """A daily that draws on an almanac and on a report with the matter has it from the report, taken back or not."""
    ledger = fire()
    for name in ("Police", "Hospital"):
        ledger.party(name)
    for key in ("almanac", "report"):
        ledger.source(key, publisher="Police", key=key)
    ledger.source("daily", derives_from=["almanac", "report"], key="daily")
    killed(ledger, "Police", "report", value="6", key="told")
    claim = killed(ledger, "Hospital", "daily", value="6", key="c")
    ledger.retract(ledger.sources["report"], by="Police")

    assert ledger.independence(claim).independent == 0
    assert ledger.independence(claim).reason.startswith("no origin left: what it draws on was taken back")


def test_parts_of_one_whole_are_two_and_the_whole_is_named() -> None:
    """A senator and the army of a state count as two, and a reader is told what they have in common."""
    ledger = fire()
    ledger.party("State", kind="state", key="state")
    ledger.party("Army", acts_for="state", key="army")
    ledger.party("Senator", part_of="state")
    claim = killed(ledger, "army", "s1")
    killed(ledger, "Senator", "s2")

    assert ledger.independence(claim).reason == (
        "2 origins (Senator, State); Senator and State belong together as parts of State, carried by 2 outlets"
    )


def test_parties_that_left_a_command_have_their_own_name() -> None:
    """After it left the state's command a militia is named for itself, and not for its old head."""
    ledger = fire()
    ledger.party("State", key="state")
    ledger.party("Militia", acts_for=[Tie(party="state", until=time_span("2025-06-01"))], key="militia")
    claim = killed(ledger, "state", "s1", asserted="2025-06-03")
    killed(ledger, "militia", "s2", asserted="2025-06-03")

    assert ledger.independence(claim).reason.startswith("2 origins (Militia, State)")


def test_what_is_no_longer_current_counts_nothing() -> None:
    """A claim that was retracted rests on nothing, in a table as when asked by itself."""
    ledger = fire()
    ledger.party("Police")
    claim = killed(ledger, "Police", "s1")
    ledger.retract(claim)

    assert numbers(ledger.independence(claim)) == (0, 0, 0)
    assert "no longer current" in ledger.independence(claim).reason
    assert [row["origins"] for row in ledger.rows()] == [0]


def test_joint_statements_are_told_in_their_number() -> None:
    """Three parties in two joint statements are two, heard only in two statements."""
    ledger = fire()
    for name in "ABC":
        ledger.party(name)
    claim = killed(ledger, ["A", "B"], "s1")
    killed(ledger, ["B", "C"], "s2")

    assert numbers(ledger.independence(claim)) == (3, 2, 2)
    assert "all heard only in 2 statements" in ledger.independence(claim).reason
