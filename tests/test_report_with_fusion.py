"""The report with fusion: beside the positions in every format, harmless, the same bytes on every run."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from claimcheck.errors import InvalidRecord
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.model import Party, Tie
from claimcheck.reporting import report
from claimcheck.reporting.build import build_report
from claimcheck.reporting.html import render_html
from claimcheck.reporting.json import render_json
from claimcheck.reporting.markdown import render_markdown
from claimcheck.reporting.model import Report
from tests.renew import FUSED_CASE, FUSED_GOLDEN
from tests.test_report import HOSTILE, Page, _no_network

pytest.importorskip("scipy", reason="fusion needs scipy")


def raids() -> Ledger:
    return read(FUSED_CASE)


def fused(ledger: Ledger, **options: Any) -> Report:
    return build_report(ledger, fusion=ledger.fuse(**options))


@pytest.fixture(scope="module")
def model() -> Report:
    return fused(raids())


@pytest.fixture(scope="module")
def page(model: Report) -> Page:
    return Page(render_html(model))


def _plain(built: Report, ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_json(ledger, built))["fusion"]
    return found


# what it says


def test_every_contested_topic_stays_contested(model: Report) -> None:
    """Each contested topic keeps its card, with the sentence of fusion beside its positions and a link to both."""
    cards = next(section for section in model.sections if section.id == "contested").entries
    assert model.fusion is not None
    beside = {topic.anchor: topic for topic in model.fusion.topics if topic.contested}

    assert [card.heading for card in cards] == [card.heading for card in build_report(raids()).sections[0].entries]
    assert all(card.fused.endswith("The topic stays contested.") for card in cards)
    assert {card.fused_at for card in cards} == set(beside)
    assert {topic.finding for topic in beside.values()} == {card.anchor for card in cards}


def test_a_value_shows_its_weight_and_who_says_it(model: Report) -> None:
    """Beside the positions stand the values: how probable, who says them, how reliable they are, in which claims."""
    assert model.fusion is not None
    topic = next(one for one in model.fusion.topics if one.heading == "Killed, Raid 2")
    first, second = topic.lines[0].values

    assert [position.value for position in topic.positions] == ["17", "21"]
    assert (first.value, first.weight, first.allowed) == ("17", "probability 0.98", 1)
    assert [(voice.parties[0].text, voice.claims[0].anchor) for voice in first.voices] == [
        ("City Hospital", "claim-hospital2"),
        ("Police of the <North>", "claim-police2"),
    ]
    assert first.voices[0].reliability == "0.71, 95 % from 0.30 to 0.97, 5 tested claims"
    assert second.voices[0].reliability == "unknown, 4 tested claims"
    assert topic.lines[0].leaving[0].claims[0].anchor == "claim-mission2"


def test_what_abstains_says_why(model: Report) -> None:
    """A topic of which one voice says a value is undecided for that reason, and the denial is named as not weighed."""
    assert model.fusion is not None
    flood = next(one for one in model.fusion.topics if one.heading == "Killed, Flood")

    assert flood.sentence.startswith("Fusion calls no value the best: only one voice says more than a bound.")
    assert flood.lines[0].values[0].weight == ""
    assert [(why, voice.claims[0].text) for why, voice in flood.left_out] == [("a denial says no value", "denied")]


def test_reliability_says_what_it_rests_on(model: Report) -> None:
    """Parties with few tested claims are unknown; who counts with whom is named with the reason."""
    assert model.fusion is not None
    rated = {one.parties[0].text: (one.reliability, one.interval, one.tested) for one in model.fusion.parties}
    (group,) = model.fusion.groups

    assert rated == {
        "City Hospital": ("0.71", "0.30 to 0.97", 5),
        "Police of the <North>": ("0.72", "0.30 to 0.98", 5),
        "وزارة الحرب": ("unknown", "", 4),
        "Fire Service": ("unknown", "", 1),
        "Monitoring Mission": ("unknown", "", 0),
    }
    assert ([ref.text for ref in group.parties], group.why) == (
        ["Fire Service", "City Hospital"],
        ("under one command, that of City",),
    )
    assert {why: [ref.text for ref in voice.claims] for why, voice in model.fusion.left_out} == {
        "a denial says no value": ["denied"],
        "nobody is named for it": ["nobody1"],
    }


def test_suspects_go_by_their_names() -> None:
    """Parties that may be copies are told by their names, with the counts, and not by their keys."""
    ledger = Ledger(case="copies")
    names = {"a": "Police", "x": "Wire and Sons", "y": "Echo"}
    for key, name in names.items():
        ledger.party(name, key=f"copies/{key}")
    for number in range(9):
        for key in names:
            value = "41" if key == "a" else "90"
            ledger.claim(by=f"copies/{key}", event=f"raid {number}", measure="killed", value=value)
    built = fused(ledger)
    assert built.fusion is not None
    (pair,) = built.fusion.suspects

    assert pair.why == ("Wire and Sons and Echo say the same on 9 of 9 contested topics",)
    assert "may be copies of each other, and are counted apart." in built.fusion.topics[0].sentence


def test_topics_of_one_voice_are_listed_apart() -> None:
    """What only one voice speaks of, uncontested, has no probability in the report; it is named with its claims."""
    ledger = Ledger()
    ledger.claim(by=ledger.party("a"), event="flood", measure="killed", value="2", key="alone")
    built = fused(ledger)
    assert built.fusion is not None

    assert built.fusion.topics == ()
    assert [(label, voice.claims[0].text) for label, voice in built.fusion.untested] == [("killed, flood", "alone")]
    assert "probability 0." not in render_markdown(built)
    assert built.overview[-1] == (
        "Fusion can weigh 0 of 1 topic by who says what and calls no value the best; what is contested stays so."
    )


def test_the_overview_says_what_fusion_leaves_contested(model: Report) -> None:
    """The overview counts what fusion decides, and how much of that stays contested."""
    assert model.overview[-1] == (
        "Fusion can weigh 5 of 6 topics by who says what and calls one value the best in 5, of which 4 are contested "
        "and stay so."
    )


def test_scores_are_not_called_probabilities() -> None:
    """By a method without probabilities a value has a share of the scores, and an estimate is told as one."""
    ledger = Ledger()
    for party, killed in (("Police", 5), ("Medics", 5), ("Mayor", 8)):
        ledger.claim(by=ledger.party(party), event="fire", measure="killed", value=killed)
    votes, gtm = fused(ledger, method="vote"), fused(ledger, method="gtm")
    assert votes.fusion is not None
    assert gtm.fusion is not None

    assert votes.fusion.topics[0].lines[0].values[0].weight == "share of the scores 0.67"
    assert "Fusion puts the figure at" in gtm.fusion.topics[0].sentence


def test_what_does_not_fit_is_counted() -> None:
    """A busy topic shows the first values, positions and voices, and says how many more there are."""
    ledger = Ledger()
    for number in range(60):
        party = ledger.party(f"party {number:02}")
        ledger.claim(by=party, event="march", measure="marched", value=str(1000 * (number % 15)))
        ledger.claim(event="march", measure="marched", value=str(number), key=f"nobody {number}")
    built = fused(ledger)
    assert built.fusion is not None
    (topic,) = built.fusion.topics

    assert (len(topic.positions), len(topic.lines[0].values), topic.lines[0].more) == (12, 12, 3)
    assert topic.more_positions == len(ledger.positions("nobody 0")) - 12
    for text in (render_html(built), render_markdown(built)):
        assert "3 more values" in text
        assert "20 more" in text


# formats


def test_markdown_says_what_html_says(model: Report, page: Page) -> None:
    """Sentences, weights and reliabilities of one format stand in the other."""
    markdown = Page(MarkdownIt("commonmark").enable("table").render(render_markdown(model))).text
    assert model.fusion is not None
    words = [topic.sentence for topic in model.fusion.topics]
    words += [voice.reliability for topic in model.fusion.topics for voice in topic.lines[0].values[0].voices]
    words += [why for why, _ in model.fusion.left_out]

    for one in words:
        assert one in page.text
        assert one in markdown


def test_the_page_is_whole(page: Page) -> None:
    """Anchors are unique, every link arrives, tables have captions and headers, and nothing is fetched."""
    anchors = page.values("id")
    targets = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}

    _no_network(page)
    assert len(anchors) == len(set(anchors))
    assert targets <= set(anchors)
    assert {"fusion", "reliability", "fused-killed-Raid-1"} <= set(anchors)
    assert set(page.values("aria-labelledby")) <= set(anchors)
    assert len(page.all("caption")) == len(page.all("table"))


def test_json_has_it_under_one_key(model: Report) -> None:
    """Programs read the topics by the ledger's keys; what rests on too little is null and not one half."""
    ledger = raids()
    found = _plain(model, ledger)
    topic = next(one for one in found["topics"] if one["label"] == "killed, Raid 1")
    (line,) = topic["lines"]

    assert {one["key"] for one in found["topics"]} == {one.key for one in ledger.topics}
    assert (topic["contested"], topic["positions"]) == (True, ["40", "44", "49", "at least 61"])
    assert (line["best"], line["abstained"], line["values"][0]["stated"]) == (
        "40",
        None,
        ["raids/hospital1", "raids/police1"],
    )
    assert {one["party"]: one["reliability"] is None for one in found["parties"]} == {
        "raids/fire": True,
        "raids/hospital": False,
        "raids/ministry": True,
        "raids/mission": True,
        "raids/police": False,
    }
    assert found["left_out"] == [
        {"where": "raids/denied", "why": "a denial says no value"},
        {"where": "raids/nobody1", "why": "nobody is named for it"},
    ]


def test_without_fusion_nothing_is_said_of_it() -> None:
    """A report that is not asked for fusion has none, in no format."""
    ledger = raids()
    built = build_report(ledger)

    assert "fusion" not in json.loads(render_json(ledger, built))
    assert "Fusion" not in render_html(built)
    assert "Fusion" not in render_markdown(built)


def hostile() -> Ledger:
    """A ledger whose parties, words, events and keys want to be more than text, with groups and suspects among them."""
    ledger = Ledger(case="hostile <b>case</b>")
    for number, text in enumerate(HOSTILE):
        ledger.add(Party(key=f"h{number}{text}", name=text))
        ledger.add(Party(key=f"x{number}{text}", name=text, acts_for=[Tie(party=f"h{number}{text}")]))
        for event in range(9):
            ledger.claim(by=f"h{number}{text}", event=f"{text}{event}", measure=text, value=text)
            ledger.claim(by=f"x{number}{text}", event=f"{text}{event}", measure="killed", value=str(event))
            ledger.claim(by=ledger.party(f"o{text}"), event=f"{text}{event}", measure="killed", value="90")
            ledger.claim(by=ledger.party(f"p{text}"), event=f"{text}{event}", measure="killed", value="90")
    return ledger


def test_hostile_text_stays_text() -> None:
    """Whatever parties, values and topics are called, no format does anything with it."""
    ledger = hostile()
    built = fused(ledger)
    source, text = render_html(built), render_markdown(built)
    found = Page(source)
    shown = Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))

    _no_network(found)
    assert built.fusion is not None
    assert built.fusion.suspects
    assert "<script>alert(1)</script>" in found.text
    assert all(character.isprintable() or character.isspace() for character in source)
    assert {tag for tag, _ in shown.elements} <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "em", "code",
                                                  "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    assert all(character == "\n" or character.isprintable() for character in text)
    assert "https://evil" not in text


# the same every time


@pytest.mark.parametrize("path", FUSED_GOLDEN, ids=lambda path: path.suffix)
def test_the_golden_report_is_up_to_date(path: Path, tmp_path: Path) -> None:
    """The reports of the raids are what the library writes; `python -m tests.renew` writes them anew."""
    fresh, ledger = tmp_path / path.name, raids()
    report(ledger, fresh, fusion=ledger.fuse())

    assert fresh.read_bytes() == path.read_bytes(), (
        f"{path.name} has changed: run `python -m tests.renew`, then read it"
    )


def test_the_order_of_records_changes_nothing() -> None:
    """The same records in another order give the same report."""
    ledger = raids()
    turned = Ledger(case="raids")
    turned.add(*reversed(ledger.records()))

    for render in (render_html, render_markdown):
        assert render(fused(turned)) == render(fused(ledger))
    assert _plain(fused(turned), turned) == _plain(fused(ledger), ledger)


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    """Two runs with different hash seeds write the same bytes."""
    written = []
    for seed in ("0", "4242"):
        folder = tmp_path / seed
        folder.mkdir()
        code = (
            "import sys; from pathlib import Path\n"
            "from claimcheck.formats import read\n"
            "from claimcheck.reporting import report\n"
            "ledger = read(sys.argv[1])\n"
            "for suffix in ('md', 'html', 'json'):\n"
            "    report(ledger, Path(sys.argv[2], f'r.{suffix}'), fusion=ledger.fuse())\n"
            "print(ledger.beside())"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", code, str(FUSED_CASE), str(folder)], check=True, env=environment, capture_output=True
        )
        written.append([done.stdout, *(path.read_bytes() for path in sorted(folder.iterdir()))])

    assert len(written[0]) == 4
    assert written[0] == written[1]


# refusals


def test_a_fusion_of_another_ledger_is_refused(tmp_path: Path) -> None:
    """What was found elsewhere stands in no report of this ledger, and nothing is written."""
    other = Ledger()
    other.claim(by=other.party("a"), event="e", measure="killed", value="5")
    with pytest.raises(InvalidRecord, match="fusion: it is of another ledger, or of this one before it changed"):
        report(raids(), tmp_path / "r.md", fusion=other.fuse())
    with pytest.raises(InvalidRecord, match=r"fusion: expected what ledger\.fuse\(\) gives, got True"):
        report(raids(), tmp_path / "r.md", fusion=True)  # type: ignore[arg-type]

    assert list(tmp_path.iterdir()) == []
