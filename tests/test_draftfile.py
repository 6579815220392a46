"""Drafts as a case file: read at once, every field marked, nobody invented, and hostile text harmless."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput
from claimcheck.formats import read
from claimcheck.formats.casefile import parse_case, write_case
from claimcheck.formats.documents import Document
from claimcheck.formats.draftfile import draft_case, draft_records, write_drafts
from claimcheck.ledger import Ledger
from claimcheck.model import Attribution, Party, Source, Tie
from claimcheck.reading.speech.drafts import extract

STATE = Party(key="north/state", name="Northland", kind="state")
ARMY = Party(key="north/army", name="Army of Northland", kind="force", acts_for=(Tie(party="north/state"),))


def drafted(text: str, *parties: Party, name: str = "article.txt") -> Ledger:
    written = draft_case(extract(text, parties=parties), Document(text=text, name=name), parties=parties)
    return parse_case(written)


def test_a_party_that_was_given_is_the_claimant() -> None:
    """A speaker among the parties is the claimant, marked as inferred; whom it acts for stands in the file too."""
    ledger = drafted("The Army of Northland said 12 people died.", ARMY, STATE)
    (claim,) = ledger.claims

    assert claim.claimants == ("north/army",)
    assert "by" in claim.inferred
    assert sorted(party.key for party in ledger.parties) == ["north/army", "north/state"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The rebels said 12 people died.", "speaker, as written, and no party yet: The rebels (said)"),
        ("He said 12 people died.", "speaker, a pronoun whose meaning stands elsewhere: He (said)"),
        ("12 people died.", None),
    ],
)
def test_nobody_is_invented(text: str, note: str | None) -> None:
    """A speaker who is no party, or a pronoun, becomes none: the words stand in the note."""
    ledger = drafted(text, ARMY, STATE)
    (claim,) = ledger.claims

    assert (claim.claimants, claim.note, list(ledger.parties)) == ((), note, [])


def test_every_field_that_was_read_is_marked() -> None:
    """Each field with a value that came from the prose is inferred, and no claim is without a mark."""
    text = "The Army of Northland denied that 12 people died. “It rained,” said Lee. 5 were hurt."
    for claim in drafted(text, ARMY, STATE).claims:
        said = claim.proposition
        filled = {
            "by": claim.claimants, "value": said.value, "subject": said.subject, "measure": said.measure,
            "polarity": not said.polarity, "attribution": True,
        }  # fmt: skip

        assert claim.inferred == {name for name, value in filled.items() if value}


def test_check_asks_for_each_claim_until_it_is_accepted() -> None:
    """Each claim is a finding of the kind inferred; accepted, it is none."""
    ledger = drafted("The Army of Northland said 12 people died. 5 were hurt.", ARMY, STATE)
    assert len(ledger.findings(kind="inferred")) == len(ledger.claims) == 2
    for claim in list(ledger.claims):
        ledger.accept(claim, by="desk")

    assert ledger.findings(kind="inferred") == ()


def test_a_claimant_whom_a_person_fills_in_is_no_longer_inferred() -> None:
    """An amended claimant is accepted, whichever name its field goes by."""
    ledger = drafted("The Army of Northland said 12 people died.", ARMY, STATE)
    amended = ledger.amend(next(iter(ledger.claims)), by="desk", why="it was the state", claimants="north/state")

    assert "by" not in amended.inferred


def test_figures_of_one_utterance_share_an_act() -> None:
    """Figures of one draft, and the pieces of one quotation, are one act; a claim alone has none."""
    text = "Lee said three died and nine were hurt. “We lost 5,” said Day, “and they lost 6.” 7 were found."
    acts = [claim.act for claim in drafted(text).claims]

    assert acts == ["article-drafts/act-1"] * 2 + ["article-drafts/act-2"] * 2 + [None]


def test_each_figure_has_the_words_that_are_its_own() -> None:
    """The measure of a figure is looked for between it and the next one."""
    text = "Lee said three were killed and nine were injured."

    assert [(str(one.value), one.measure) for one in drafted(text).claims] == [("3", "killed"), ("9", "injured")]


def test_the_quote_is_the_selector() -> None:
    """Quote, prefix and suffix find the words in the text, and the source says which text it is."""
    text = "It rained. Lee said 12 people died. It rained."
    (claim,) = drafted(text).claims
    (appearance,) = claim.appearances

    assert text == f"{appearance.prefix}{appearance.quote}{appearance.suffix}"
    assert appearance.attribution is Attribution.PARAPHRASE


def test_whose_words_stand_there() -> None:
    """A quotation is reported, indirect speech and an own act are paraphrase, the rest is unattributed."""
    text = "“We lost 5,” said Lee. Day said 6 died. The army shot down 7 drones. 8 died."

    assert [claim.appearances[0].attribution for claim in drafted(text).claims] == [
        Attribution.REPORTED,
        Attribution.PARAPHRASE,
        Attribution.PARAPHRASE,
        Attribution.UNATTRIBUTED,
    ]


def test_what_a_page_says_of_itself_is_its_word_only() -> None:
    """Site and date of a page are written down as unchecked: no publisher is declared, and no day of publication."""
    document = Document(text="", name="a.html", title="Raid", site="The Gazette", date="2025-06-02")
    (source,) = draft_records((), document, case="a")

    assert isinstance(source, Source)
    assert (source.name, source.publisher, source.published) == ("Raid", None, None)
    assert source.note == "the page says of itself, and nobody has checked it: site The Gazette, date 2025-06-02"


def test_the_file_is_named_from_the_folder_of_the_case(tmp_path: Path) -> None:
    """A text beside the case is named by its path, one elsewhere by nothing."""
    document = Document(text="", name="a.txt", file=tmp_path / "texts" / "a.txt")
    names = [draft_records((), document, case="a", folder=folder)[0] for folder in (tmp_path, tmp_path / "other")]

    assert [one.file for one in names if isinstance(one, Source)] == ["texts/a.txt", None]


def test_the_head_says_what_to_do() -> None:
    """The comments name the speakers that are no party yet, and how to go on."""
    text = "The rebels said 12 died. He said 13 died. The rebels said 14 died."
    head = draft_case(extract(text), Document(text=text, name="article.txt")).partition("claimcheck: 1")[0]

    assert all(line.startswith("#") for line in head.splitlines())
    assert "not one of them a fact yet" in head
    assert "The rebels: 2\n" in head
    assert "He:" not in head


def test_times_stand_in_the_note() -> None:
    """Whether a time is when it happened or when it was said is left to a person."""
    (claim,) = drafted("Lee said 12 people died on 2 June 2025.").claims
    assert claim.note is not None

    assert claim.note.endswith("times in the words: on 2 June 2025 = 2025-06-02") or claim.note.endswith(
        "times in the words: 2 June 2025 = 2025-06-02"
    )


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    """A file in which a person may have worked is never written over."""
    path = tmp_path / "drafts.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="it exists, and is left as it is"):
        write_drafts((), Document(text="", name="a.txt"), path)

    assert path.read_text(encoding="utf-8") == "mine"


def test_drafts_are_read_by_the_library(tmp_path: Path) -> None:
    """What was written is a case file like any other."""
    text = "The army said 12 people died."
    path = tmp_path / "drafts.yaml"
    write_drafts(extract(text), Document(text=text, name="a.txt"), path)

    assert len(read(path).claims) == 1


PIECES = (
    "Lee said |12 people died|\x1b[31m|\u202e|#|: |- |\n|“|”|'|\"|{|}|&a |*a |<script>|!!python |\ufeff|\x85|\u2028|. |"
    "The army shot down 5 drones|%|\t|>"
).split("|")
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def _seen(text: str) -> str:
    return text.replace("\x1b", "␛").replace("\x85", "\ufffd")


@given(HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever stands in the text, the case file reads back with the same words, and writes as it was read."""
    drafts = extract(text)
    written = draft_case(drafts, Document(text=text, name=text[:20] or "a"))
    ledger = parse_case(written)

    assert {claim.text for claim in ledger.claims} == {_seen(draft.content) for draft in drafts}
    assert write_case(ledger) == written[written.index("claimcheck: 1") :]
    assert written.replace("\n", "").isprintable() or not text.isprintable()


def values(text: str) -> list[str | None]:
    found = [claim.proposition.value for claim in drafted(text).claims]
    return [None if value is None else str(value) for value in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army says 12 people died, not 15.", ["12"]),
        ("Not 12 but 15 people died, the army said.", ["15"]),
        ("12 people did not die, the army said.", [None]),
        ("Neither side confirmed reports that 11 people died.", [None]),
        ("No officials said that 12 people died.", [None]),
        ("The toll rose from 28 to 43.", ["43"]),
        ("The toll rose by 12, officials said.", [None]),
        ("62,000 households were without power, down from 90,000.", ["62,000"]),
        ("The army said the city fell in 3 days and 12 people died in 24 hours.", ["12"]),
        ("The army said Ann Lee, 54, a judge, freed 12 people.", ["12"]),
        ("The army confirmed 12 deaths and denied 5 others.", ["12", "5"]),
    ],
)
def test_only_what_is_claimed_has_a_value(text: str, expected: list[str | None]) -> None:
    """A figure that is denied, an earlier value, a change, an age and a length of time are no value of a claim."""
    assert values(text) == expected


def test_what_is_no_value_stands_in_the_note() -> None:
    """The figures that make no claim are told with what they are, and no word of them is lost."""
    (claim,) = drafted("The toll rose by 15 from 28 to 43 in 24 hours, not 60.").claims

    assert claim.note == (
        "other figures in the words: 15 (a change, up), 28 (an earlier value), 24 hours (over what time), "
        "60 (the words deny it, or deny something with it)"
    )


def test_each_figure_has_the_words_of_its_own_clause() -> None:
    """A verb before a figure is that figure's, and not the one's before it."""
    found = [claim.proposition for claim in drafted("Northland killed 12 and wounded 5, police said.").claims]

    assert [(str(said.value), said.measure) for said in found] == [("12", "killed"), ("5", "wounded")]
