"""Argument maps as text: statements and relations come back exactly, and no text breaks out of its place."""

import json
import os
import subprocess
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.exchange.argumentation.argdown import write_argdown
from claimcheck.exchange.argumentation.arguments import statements
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Link, Party, Proposition, Relation
from tests.argdown_reader import Read, read_argdown
from tests.hostile import hostile_case
from tests.strategies import keys, ledgers, texts

ISTANBUL: Final = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"
PARSER: Final = os.environ.get("CLAIMCHECK_ARGDOWN")


def text_of(ledger: Ledger) -> str:
    return b"".join(write_argdown(ledger, Outlet())).decode("utf-8")


def found_in(ledger: Ledger) -> Read:
    return read_argdown(text_of(ledger))


def decoded(title: str) -> str:
    """The key that a title stands for: percent signs and hexadecimal digits are bytes of UTF-8."""
    out = bytearray()
    place = 0
    while place < len(title):
        if title[place] == "%":
            out.append(int(title[place + 1 : place + 3], 16))
            place += 3
        else:
            out += title[place].encode("utf-8")
            place += 1
    return out.decode("utf-8")


def debate() -> Ledger:
    """Two forces that contradict each other, one that denies, links of every kind, and figures that follow."""
    ledger = Ledger(case="night")
    said: dict[str, Any] = {"event": "raid", "subject": "people", "measure": "killed"}
    ledger.claim("37 killed", by="Army", value=37, key="a", asserted="2025-06-02", **said)
    ledger.claim("90 killed", by="Enemy", value=90, key="e", **said)
    wounded = {**said, "measure": "wounded", "value": 5}
    ledger.claim("5 wounded", by="Enemy", key="y", **wounded)
    ledger.claim("5 wounded", by="Army", polarity=False, key="n", **wounded)
    ledger.link("e", "disputes", "a", by="Enemy", basis="statement of 3 June")
    ledger.link("n", "supports", "a", by="desk")
    ledger.link("y", "qualifies", "a", by="desk", basis="of soldiers only")
    return ledger


def test_a_debate_in_argdown() -> None:
    """People's links are arguments with their reason, computed conflicts relations under a heading of their own."""
    assert text_of(debate()) == DEBATE


DEBATE: Final = r"""
===
title: "night"
===

# Claims

[a]: 37 killed #(contested)
  {"by": "Army", "asserted": "2025-06-02", "subject": "people", "measure": "killed", "value": "37", "event": "raid"}

[e]: 90 killed #(contested)
  {"by": "Enemy", "subject": "people", "measure": "killed", "value": "90", "event": "raid"}

[n]: denied\: 5 wounded #(denied) #(contested)
  {"by": "Army", "subject": "people", "measure": "wounded", "value": "5", "event": "raid"}

[y]: 5 wounded #(contested)
  {"by": "Enemy", "subject": "people", "measure": "wounded", "value": "5", "event": "raid"}

# What people linked

<assertion of a>: Army says so. #(assertion)
  +> [a]

<link:e disputes a (Enemy)>: disputes\: statement of 3 June #(linked)
  {"by": "Enemy"}
  <+ [e]
  -> [a]

<link:n supports a (desk)>: supports #(linked)
  {"by": "desk"}
  <+ [n]
  +> [a]

<link:y qualifies a (desk)>: qualifies\: of soldiers only #(linked)
  {"by": "desk"}
  <+ [y]
  _> <assertion of a>

# What was computed

// contradicts: figures that cannot both be right: 37 / 90
[a]
  -> [e]
  <- [e]

// denial: Army denies what Enemy said: 5
[n]
  >< [y]
""".lstrip("\n")


def test_what_people_said_is_told_from_what_was_computed() -> None:
    """Each argument that people set is tagged; what was computed joins claims directly, and a denial contradicts."""
    found = found_in(debate())

    assert {title: tags for title, (_, tags, _) in found.arguments.items()} == {
        "assertion of a": ("assertion",),
        "link:e disputes a (Enemy)": ("linked",),
        "link:n supports a (desk)": ("linked",),
        "link:y qualifies a (desk)": ("linked",),
    }
    assert found.arguments["link:e disputes a (Enemy)"][0] == "disputes: statement of 3 June"
    assert found.arguments["link:e disputes a (Enemy)"][2] == {"by": "Enemy"}
    assert set(found.relations) == {
        ("<assertion of a>", "+>", "[a]"),
        ("<link:e disputes a (Enemy)>", "<+", "[e]"),
        ("<link:e disputes a (Enemy)>", "->", "[a]"),
        ("<link:n supports a (desk)>", "<+", "[n]"),
        ("<link:n supports a (desk)>", "+>", "[a]"),
        ("<link:y qualifies a (desk)>", "<+", "[y]"),
        ("<link:y qualifies a (desk)>", "_>", "<assertion of a>"),
        ("[a]", "->", "[e]"),
        ("[a]", "<-", "[e]"),
        ("[n]", "><", "[y]"),
    }
    assert found.headings == ["Claims", "What people linked", "What was computed"]


def expected(ledger: Ledger, computed: frozenset[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.claim.key: (one.text, one.tags) for one in statements(ledger, computed)}


@settings(max_examples=60, deadline=None)
@given(ledger=ledgers())
def test_any_claim_comes_back(ledger: Ledger) -> None:
    """Every claim is one statement under its key, with its words, its tags and its data, whatever they are."""
    found = found_in(ledger)
    held = {decoded(title): (text, tags) for title, (text, tags, _) in found.statements.items()}
    data = {decoded(title): data for title, (_, _, data) in found.statements.items()}

    assert held == expected(ledger, frozenset(held))
    for claim in ledger.claims:
        told = data[claim.key]
        assert told.get("place") == claim.place
        assert told.get("note") == claim.note
        assert told.get("text", claim.text or None) == (claim.text or None)


@settings(max_examples=60, deadline=None)
@given(key=keys(None), other=keys(None), text=texts(longest=40), basis=texts(longest=40), by=texts())
def test_any_link_comes_back(key: str, other: str, text: str, basis: str, by: str) -> None:
    """A link stands with its reason and its author, between the two claims that it is between."""
    ledger = Ledger()
    ends = list(dict.fromkeys((key, other)))
    ledger.add(*(Claim(key=one, text=text, proposition=Proposition()) for one in ends))
    ledger.add(Link(a=key, relation=Relation.REFUTES, b=other, by=by, basis=basis))
    found = found_in(ledger)
    ((title, (told, tags, data)),) = found.arguments.items()

    assert " ".join(told.split()) == " ".join(f"refutes: {basis}".split())
    assert (tags, data) == (("linked",), {"by": by})
    assert decoded(title) == f"link:{key} refutes {other} ({by})"
    assert [(decoded(one[1:-1]), mark, decoded(far[1:-1])) for one, mark, far in found.relations] == [
        (decoded(title), "<+", key),
        (decoded(title), "->", other),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n[b]: another statement",
        "a\n  + <x>: an argument",
        "===\ntitle: stolen\n===",
        "a === b ===",
        "# a heading",
        "[b]: c",
        "<b>: c",
        "a <!-- b --> /* c */ // d",
        "a {by: someone} #(tag) #tag @[b] @<c>",
        "**bold** __bold__ *it* _it_ [link](javascript:alert(1)) <script>alert(1)</script>",
        ":smile: .->. a.b.c",
        "(1) a\n----\n(2) b",
        "a\\",
        "a\\]",
        "- a",
        "a\u2028b\u2029c\u00a0d",
        "a\r\n\r\nb",
    ],
)
def test_text_stays_in_its_place(text: str) -> None:
    """What would be a statement, an argument, a heading, a comment, data or a tag is text, wherever it stands."""
    ledger = Ledger(case=text)
    ledger.add(
        Party(key="p", name=text),
        Claim(key=text, text=text, claimants=("p",), note=text, proposition=Proposition(place=text)),
    )
    found = found_in(ledger)
    ((title, (told, tags, data)),) = found.statements.items()

    assert found.front == {"title": text}
    assert (decoded(title), told, tags) == (text, " ".join(text.split()), ())
    assert (data["by"], data["note"], data["place"]) == (text, text, text)
    assert (found.arguments, found.relations, found.headings) == ({}, [], ["Claims"])


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """A whole case of attacks is statements and relations, and nothing else."""
    ledger = hostile_case(tmp_path)
    found = found_in(ledger)
    held = {decoded(title): (text, tags) for title, (text, tags, _) in found.statements.items()}

    assert held == expected(ledger, frozenset(held))
    assert found.headings == ["Claims", "What people linked", "What was computed"]


def test_what_has_no_place_is_told() -> None:
    """Links that are no arguments, and candidates, are left out and told of; accepted arguments are not."""
    ledger = debate()
    ledger.link("e", "same_act", "a", by="desk")
    ledger.link("y", "refutes", "a", by="desk", accepted=False)
    outlet = Outlet()
    list(write_argdown(ledger, outlet))
    told = [str(one) for one in outlet.done().left if one.where.startswith("link:")]

    assert "link:e same_act a (desk): an argument map has no place for same_act between these records" in told
    assert (
        "link:y refutes a (desk): nobody has accepted this candidate, and an argument map has no place for candidates"
    ) in told
    assert [one for one in told if "disputes" in one] == [
        "link:e disputes a (Enemy): judged: this format has no place for it"
    ]


def test_an_empty_ledger_is_argdown() -> None:
    """Argdown takes no file without a block, and so there is always one."""
    assert text_of(Ledger()) == "# Claims\n"


@settings(max_examples=25, deadline=None)
@given(ledger=ledgers(), random=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(ledger: Ledger, random: Random) -> None:
    """The same records in any order give the same bytes."""
    records = list(ledger.records())
    random.shuffle(records)
    shuffled = Ledger(case=ledger.case)
    shuffled.add(*records)

    assert text_of(shuffled) == text_of(ledger)


@pytest.mark.parametrize("name", ["a.argdown", "a.ad"])
def test_the_suffix_says_the_format(tmp_path: Path, name: str) -> None:
    """The end of the name is enough; claims, links and computed conflicts are counted."""
    with pytest.warns(UserWarning, match="left out"):
        written = write(debate(), tmp_path / name)

    assert written.written == 4 + 3 + 2


_RUN: Final = """
const { argdown } = require(process.argv[1] + "/node_modules/@argdown/core/dist/argdown");
const input = require("fs").readFileSync(0, "utf8");
const found = argdown.run({ process: ["parse-input", "build-model"], input });
const texts = {};
for (const [title, one] of Object.entries(found.statements || {})) {
  const said = one.members.find(member => (member.section || {}).title === "Claims");
  texts[title] = [said.text, said.tags || [], said.data || {}];
}
const relations = (found.relations || []).map(one => [one.relationType, one.from.title, one.to.title]);
const [errors, broken] = [found.parserErrors.length, (found.exceptions || []).length];
console.log(JSON.stringify({ texts, relations, errors, broken }));
"""


def _argdown(text: str) -> Any:
    done = subprocess.run(
        ["node", "-e", _RUN, str(PARSER)], input=text, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


@pytest.mark.skipif(PARSER is None, reason="CLAIMCHECK_ARGDOWN names no folder with @argdown/core (npm) in it")
class TestArgdownsOwnParser:
    """What argdown.org's own parser finds; it needs node, and ``npm install @argdown/core`` in a folder."""

    def test_the_debate(self) -> None:
        """It finds the statements and relations that our reader finds."""
        found = _argdown(text_of(debate()))

        assert (found["errors"], found["broken"]) == (0, 0)
        assert sorted(found["relations"]) == sorted(
            [
                ["support", "assertion of a", "a"],
                ["support", "e", "link:e disputes a (Enemy)"],
                ["attack", "link:e disputes a (Enemy)", "a"],
                ["support", "n", "link:n supports a (desk)"],
                ["support", "link:n supports a (desk)", "a"],
                ["support", "y", "link:y qualifies a (desk)"],
                ["undercut", "link:y qualifies a (desk)", "assertion of a"],
                ["attack", "a", "e"],
                ["attack", "e", "a"],
                ["contradictory", "n", "y"],
            ]
        )

    @settings(max_examples=60, deadline=None)
    @given(ledger=ledgers())
    def test_any_ledger(self, ledger: Ledger) -> None:
        """It takes whatever is written, and finds each claim's words, tags and data."""
        found = _argdown(text_of(ledger))
        mine = found_in(ledger)

        assert (found["errors"], found["broken"]) == (0, 0)
        for title, (text, tags, data) in mine.statements.items():
            said, tagged, told = found["texts"][title]
            assert said.strip() == "".join([text, *(f" #({tag})" for tag in tags)]).strip()
            assert (tuple(tagged), told) == (tags, data)

    def test_hostile_text(self, tmp_path: Path) -> None:
        """It takes a whole case of attacks as text."""
        found = _argdown(text_of(hostile_case(tmp_path)))

        assert (found["errors"], found["broken"]) == (0, 0)

    def test_a_real_case(self) -> None:
        """It takes the Istanbul case."""
        found = _argdown(text_of(read(ISTANBUL)))

        assert (found["errors"], found["broken"]) == (0, 0)
