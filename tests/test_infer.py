"""Reading a line of prose: one figure, one measure and one subject, or nothing; and never a claimant."""

from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.ledger import Ledger
from claimcheck.reading.infer import Reading, read_statement
from claimcheck.vocabulary import default_vocabulary

WORDS = default_vocabulary()


@pytest.mark.parametrize(
    ("text", "value", "subject", "measure"),
    [
        ("52 of 80 Russian drones shot down", "52 of 80", "Russian drones", "shot down"),
        ("162 Ukrainian drones intercepted", "162", "Ukrainian drones", "intercepted"),
        ("More than 40 killed", "more than 40", None, "killed"),
        ("471 people killed. The drones flew on.", "471", "people", "killed"),  # another sentence, another thing
        ("The drones came at night, and 3 people were killed", "3", "people", "killed"),
        ("Russia attacked while 52 drones were shot down", "52", "drones", "shot down"),
        ("52 drones (UAVs) shot down, that is downed", "52", "drones", "shot down"),  # two words for one thing
        ("52 drones shot down or killed", "52", "drones", None),  # two measures
        ("52 drones shot down or suppressed", "52", "drones", "shot down or suppressed"),  # one, in three words
        ("52 drones near a school shot down", "52", "drones", "shot down"),
        ("52 drones beside warplanes shot down", "52", None, "shot down"),  # two subjects
        ("3 killed and 19 injured", None, None, None),
        ("52 drones and 3 missiles shot down", None, None, None),
        ("no figure here", None, None, None),
        ("They sold us drones for 5 years", "5 years", "drones", None),
        ("52 US drones shot down", "52", "US drones", "shot down"),
        ("52 South Korean drones shot down", "52", "South Korean drones", "shot down"),
        ("", None, None, None),
    ],
)
def test_lines_read_by_hand(text: str, value: str | None, subject: str | None, measure: str | None) -> None:
    """Each line gives what stands in its figure's clause once, and nothing where two things stand there."""
    read = read_statement(text, WORDS)

    assert (None if read.value is None else str(read.value), read.subject, read.measure) == (value, subject, measure)


@pytest.mark.parametrize(
    "text", ["3 of us drones on", "they shot us drones 5 at a time", "us people killed 3", "5 shot by us"]
)
def test_us_is_no_state(text: str) -> None:
    """The pronoun is not the United States."""
    subject = read_statement(text, WORDS).subject

    assert subject is None or WORDS.split_operator(subject)[0] is None


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                "52 of 80 Russian us drones , . and while killed shot down 3 more than % $ \u2019 - ( ) \x00 é".split()
            )
        ).map(" ".join),
    )
)
def test_any_string_is_read(text: str) -> None:
    """Whatever stands in a text the answer is a reading; with several figures it is empty."""
    read = read_statement(text, WORDS)

    assert (read.value is not None) == (read.figures == 1)
    assert read.figures < 2 or read[:3] == (None, None, None)
    assert all(found is None or found in text for found in (read.subject, read.measure))


def test_a_long_line_is_read_in_good_time() -> None:
    """A hundred thousand words without an end to the sentence are no trap."""
    read = read_statement("shot down and " * 50_000 + "52", WORDS)

    assert str(read.value) == "52"


def test_a_claimant_is_never_read() -> None:
    """Nothing in a reading could be a claimant, and a claim told without one has none."""
    claim = Ledger().claim("The Ukrainian Air Force said 52 drones were shot down")

    assert Reading._fields == ("value", "subject", "measure", "figures")
    assert (claim.claimants, "claimants" in claim.inferred, "by" in claim.inferred) == ((), False, False)
    assert "by" not in signature(read_statement).parameters
