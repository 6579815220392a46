"""Which party a speaker is: by exact names, aliases, last names, abbreviations and demonyms, and never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.model import Party
from claimcheck.reading.speech.resolving import Parties
from claimcheck.reading.speech.saying import saying

WORDS = saying("en")
FORCE = Party(key="ua-af", name="Air Force of Ukraine", kind="force", aliases=("Ukrainian Air Force",))
STATE = Party(key="ua", name="Ukraine", kind="state", aliases=("Kyiv",))
MINISTER = Party(key="umerov", name="Rustem Umerov", kind="person")
SERVICE = Party(key="ses", name="State Emergency Service", kind="agency")


def named(speaker: str, *parties: Party | str, text: str = "") -> str | None:
    return Parties(parties, text, WORDS).named(speaker)


@pytest.mark.parametrize(
    "speaker",
    ["Air Force of Ukraine", "the Ukrainian Air Force", "UKRAINIAN AIR FORCE", "Ukraine’s air force"],
)
def test_names_and_aliases(speaker: str) -> None:
    """Case, articles, the order of words and a demonym in place of its state make no difference."""
    assert named(speaker, FORCE, STATE, MINISTER) == "ua-af"


@pytest.mark.parametrize(
    "speaker",
    ["Rustem Umerov", "Umerov", "Mr. Umerov", "Defence Minister Umerov", "Defence Minister Rustem Umerov, 42"],
)
def test_persons(speaker: str) -> None:
    """A person is known by the full name at the end, by the last name after titles, or by it alone."""
    assert named(speaker, MINISTER, FORCE) == "umerov"


@pytest.mark.parametrize(
    "speaker",
    ["a spokesman for Rustem Umerov", "Umerov’s office", "Anna Umerov", "the minister", "the air force", ""],
)  # fmt: skip
def test_others_are_nobody(speaker: str) -> None:
    """Whoever only belongs to a party, has half its name, or is named by a common noun is not the party."""
    assert named(speaker, MINISTER, FORCE) is None


def test_a_last_name_that_two_have_is_nobodys() -> None:
    """A last name, and any name, resolves only where one party has it."""
    other = Party(key="anna", name="Anna Umerov", kind="person")
    twin = Party(key="twin", name="Kyiv", kind="city")

    assert named("Umerov", MINISTER, other) is None
    assert named("Anna Umerov", MINISTER, other) == "anna"
    assert named("Kyiv", STATE, twin) is None


def test_only_persons_have_last_names() -> None:
    """The last word of an agency's name is no name."""
    assert named("Service", SERVICE) is None


def test_an_abbreviation_that_the_text_explains() -> None:
    """What the text gives in brackets after a full name stands for it."""
    text = "The State Emergency Service (SES) came. The SES left."

    assert named("the SES", SERVICE, text=text) == "ses"
    assert named("the SES", SERVICE) is None
    assert named("the State Emergency Service (SES)", SERVICE, text=text) == "ses"


def test_officials_of_a_state() -> None:
    """Officials of a state are the one given party of that state, and nobody where there are two."""
    assert named("Ukrainian officials", STATE, MINISTER) == "ua"
    assert named("Ukrainian officials", STATE, FORCE) is None
    assert named("Russian officials", STATE) is None


def test_names_alone_are_enough() -> None:
    """Where names are given in place of records, the name is the answer."""
    assert named("the Ministry of Health", "Ministry of Health", "Kyiv") == "Ministry of Health"


@pytest.mark.parametrize(
    ("parties", "message"),
    [("Kyiv", "several names"), ([7], "a name or a Party, got 7"), (7, "several names or records in a list, got 7")],
)
def test_other_parties_are_refused(parties: object, message: str) -> None:
    """A single text is a mistake for a list of one."""
    with pytest.raises(InvalidRecord, match=message):
        Parties(parties, "", WORDS)  # type: ignore[arg-type]


ANNA = Party(key="anna", name="Anna Smith", kind="person")
BOB = Party(key="bob", name="Bob Smith", kind="person")


@pytest.mark.parametrize(
    "speaker",
    [
        "Anna Smith and Bob Smith", "Anna and Bob Smith", "both Anna Smith and Bob Smith", "Anna Smith or Bob Smith",
        "Anna Smith & Bob Smith", "Anna Smith as well as Bob Smith", "Anna Smith, Bob Smith and Joe Lee",
        "Mr. Lee and Ms. Anna Smith", "Bob Smith/Anna Smith",
    ],
)  # fmt: skip
def test_two_speakers_are_nobody(speaker: str) -> None:
    """Where two speak, the one who is given is not the speaker, whichever of them it is."""
    for parties in ([ANNA, BOB], [ANNA], [BOB]):
        assert named(speaker, *parties) is None


def test_and_inside_one_name() -> None:
    """A name with ``and`` in it is one speaker, and so is a person whose office has it."""
    both = Party(key="both", name="Ministry of Health and Welfare", kind="agency")

    assert named("the Ministry of Health and Welfare", both) == "both"
    assert named("the Ministry of Health and Welfare, in a statement", both) == "both"
    assert named("Anna Smith, Minister of Health and Welfare", ANNA, BOB) == "anna"
    assert named("Anna Smith, the head of police and rescue", ANNA, BOB) == "anna"


@given(st.text(max_size=40), st.permutations([FORCE, STATE, MINISTER, SERVICE]))
def test_the_order_of_parties_makes_no_difference(speaker: str, parties: list[Party]) -> None:
    """Any speaker has one answer, whatever the order, and none raises."""
    assert named(speaker, *parties) == named(speaker, FORCE, STATE, MINISTER, SERVICE)
