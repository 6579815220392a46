"""Taking a log into a ledger in portions: forward references, what is broken off, what cannot be taken."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from claimcheck.errors import BadInput
from claimcheck.formats import importing, read, write
from claimcheck.formats.importing import import_into, import_lines
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Party, Proposition
from tests.strategies import ledgers

DAY = datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of claims in one transaction, each before what it names, so that portions of three cut it anywhere."""
    monkeypatch.setattr(importing, "_PORTION", 3)
    ledger = Ledger(case="raids")
    claims = [
        Claim(key=f"c{number}", proposition=Proposition(event=f"e{number}"), text="5 killed", claimants=("army",))
        for number in range(7)
    ]
    ledger.add(*claims, *(Event(key=f"e{number}") for number in range(7)), Party(key="army", name="Army"), recorded=DAY)
    ledger.amend("c3", by="desk", why="a slip", text="6 killed")
    ledger.amend("c3", by="desk", why="after all", text="5 killed")
    write(ledger, tmp_path / "raids.jsonl")
    return tmp_path / "raids.jsonl"


def test_what_is_named_may_stand_further_on(lines: Path) -> None:
    ledger, told = Ledger(), list[int]()
    assert str(import_lines(ledger, lines, progress=told.append)) == "17 added, 0 amended, 0 there already"
    assert ledger == read(lines)
    assert told == [3, 6, 9, 12, 15, 17]
    assert [entry.by for entry in ledger.log][-2:] == ["desk", "desk"]
    assert {entry.recorded for entry in ledger.log.entries[:15]} == {DAY}


def test_an_import_that_was_broken_off_goes_on(lines: Path, tmp_path: Path) -> None:
    def stop(number: int) -> None:
        if number > 14:
            raise KeyboardInterrupt

    with Ledger.open(tmp_path / "ledger.db") as ledger:
        with pytest.raises(KeyboardInterrupt):
            import_lines(ledger, lines, keep_going=True, progress=stop)
        held = len(ledger.log)
        assert 0 < held < 17
        done = import_lines(ledger, lines, keep_going=True)
        assert (done.added, done.unchanged) == (17 - held, held)
        assert ledger == read(lines)
        assert len(ledger.log) == 17
        assert ledger.audit() == ()


def test_an_import_that_is_broken_off_leaves_nothing_unless_it_keeps_going(lines: Path, tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with Ledger.open(tmp_path / "ledger.db") as ledger:
        with pytest.raises(KeyboardInterrupt):
            import_lines(ledger, lines, progress=stop)
        assert len(ledger.log) == 0
        assert str(import_lines(ledger, lines)) == "17 added, 0 amended, 0 there already"


def test_into_another_ledger_go_the_records_in_force(lines: Path) -> None:
    ledger = Ledger(clock=lambda: DAY + timedelta(days=9))
    ledger.add(Party(key="army", name="Army"), Event(key="e0"), Event(key="fire"))
    assert str(import_lines(ledger, lines, by="desk")) == "13 added, 0 amended, 2 there already"
    assert str(import_lines(ledger, lines, by="desk")) == "0 added, 0 amended, 15 there already"
    assert {entry.by for entry in ledger.log.entries[3:]} == {"desk"}


def test_every_line_that_cannot_be_taken_is_named(lines: Path) -> None:
    text = lines.read_text(encoding="utf-8").splitlines()
    kept = [line for line in text if '"key":"e4"' not in line]
    lines.write_text("\n".join([*kept[:2], "[]", *kept[2:]]), encoding="utf-8")
    ledger = Ledger()
    with pytest.raises(BadInput) as refused:
        import_lines(ledger, lines)
    assert [str(one).partition(": ")[0] for one in refused.value.problems] == [f"{lines}:3", f"{lines}:6"]
    assert "unknown event 'e4'" in str(refused.value)
    done = import_lines(Ledger(), lines, keep_going=True)
    assert (done.added, len(done.refused)) == (15, 2)


def _sources(path: Path, *chain: tuple[str, str | None]) -> None:
    """Lines of sources, each with the one that it is made from."""
    path.write_text(
        "".join(
            f'{{"record":"source","key":"{key}"{_made_from(origin)},"log":{{"recorded":"2025-06-02T09:00Z"}}}}\n'
            for key, origin in chain
        ),
        encoding="utf-8",
    )


def _made_from(origin: str | None) -> str:
    return "" if origin is None else f',"derives_from":[{{"source":"{origin}"}}]'


def test_what_waits_is_called_by_what_it_waits_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One through another, over any number of portions; each waiting entry is looked at when what it names has come."""
    monkeypatch.setattr(importing, "_PORTION", 1)
    chain = [(f"s{number}", f"s{number + 1}") for number in range(20)]
    _sources(tmp_path / "chain.jsonl", *chain, ("s20", None), ("other", "s3"))
    ledger = Ledger()

    assert str(import_lines(ledger, tmp_path / "chain.jsonl")) == "22 added, 0 amended, 0 there already"
    assert [entry.record.key for entry in ledger.log] == [f"s{number}" for number in range(21)] + ["other"]


def test_what_waits_in_vain_is_named_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what only names another that waits in vain."""
    monkeypatch.setattr(importing, "_PORTION", 2)
    _sources(tmp_path / "chain.jsonl", ("a", "b"), ("b", "c"), ("d", None), ("c", "nowhere"))
    done = import_lines(Ledger(), tmp_path / "chain.jsonl", keep_going=True)

    assert (done.added, done.unchanged) == (1, 0)
    assert [str(one).rpartition("chain.jsonl:")[2].partition(";")[0] for one in done.refused] == [
        "1: unknown source 'b'",
        "2: unknown source 'c'",
        "4: unknown source 'nowhere'",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(ledgers())
def test_lines_of_any_ledger_come_in_as_they_were(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "any.jsonl"
    write(ledger, path, private=True)
    found = Ledger()
    import_lines(found, path)
    assert found == ledger
    assert [entry.record for entry in found.log] == [entry.record for entry in ledger.log]
    assert import_lines(found, path).added == 0
    other = Ledger()
    import_into(other, ledger)
    assert other == ledger


def _said_in(source: str, party: str = "Army") -> Ledger:
    other = Ledger()
    other.claim("5 killed", by=party, event="raid", source=source)
    return other


def test_files_of_no_case_stand_beside_one_another() -> None:
    """A claim in two files stands in both their documents, whichever came first; neither takes the other's away."""
    both, turned = Ledger(), Ledger()
    for one in ("Morning", "Evening"):
        import_into(both, _said_in(one))
    for one in ("Evening", "Morning"):
        import_into(turned, _said_in(one))

    (claim,) = both.claims
    assert {one.source for one in claim.appearances} == {"Morning", "Evening"}
    assert both == turned
    assert str(import_into(both, _said_in("Morning"))) == "0 added, 0 amended, 4 there already"


def test_names_of_a_party_are_united() -> None:
    """The other name becomes an alias, and a bare mention takes nothing away from a description."""
    one, other = Ledger(), Ledger()
    one.party("Facts", key="facts.example", kind="organisation")
    other.party("Facts Inc", key="facts.example", aliases=["The Facts"])
    first, second = Ledger(), Ledger()
    for ledger, order in ((first, (one, other)), (second, (other, one))):
        for each in order:
            import_into(ledger, each, by="desk")

    (party,) = first.parties
    assert (party.name, party.kind, party.aliases) == ("Facts", "organisation", ("Facts Inc", "The Facts"))
    assert first == second


def test_a_case_amends_what_it_says_otherwise() -> None:
    """A case is the word of who keeps it: what it no longer says is taken away."""
    ledger = Ledger(case="night")
    case = Ledger(case="night")
    case.claim("5 killed", by="Army", event="raid", source=["Morning", "Evening"], key="night/c")
    import_into(ledger, case, by="desk")
    later = Ledger(case="night")
    later.claim("5 killed", by="Army", event="raid", source="Morning", key="night/c")
    import_into(ledger, later, by="desk")

    assert [one.source for one in ledger.claims["night/c"].appearances] == ["Morning"]
