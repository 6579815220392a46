"""A candidate: its sentence, its link and the line that accepts it."""

from fractions import Fraction

import pytest

from claimcheck.model import Relation
from claimcheck.tracing.copy import Copy, Evidence, EvidenceKind

ALL = (
    Evidence(EvidenceKind.TEXT, "60 % of daily and 90 % of afp stand in the other"),
    Evidence(EvidenceKind.FIGURE, "the same rare figure, 471"),
    Evidence(EvidenceKind.CUE, "daily says according to AFP"),
    Evidence(EvidenceKind.DATE, "daily was published after afp"),
)


def _copy(**more: object) -> Copy:
    told: dict[str, object] = {"a": "daily", "b": "afp", "relation": Relation.REPEATS, "directed": True, **more}
    return Copy(**told)  # type: ignore[arg-type]


def test_the_sentence_holds_all_evidence() -> None:
    """Both documents are named and each piece of evidence stands in the reason."""
    reason = _copy(evidence=ALL).reason

    assert reason.startswith("daily may repeat afp: 60 % of daily and 90 % of afp")
    assert all(one.words in reason for one in ALL)


@pytest.mark.parametrize("left_out", range(4))
def test_each_piece_of_evidence_can_be_missed(left_out: int) -> None:
    """Taken away, a piece of evidence is gone from the reason, and the others stay."""
    kept = [one for place, one in enumerate(ALL) if place != left_out]
    reason = _copy(evidence=kept).reason

    assert ALL[left_out].words not in reason
    assert all(one.words in reason for one in kept)


def test_an_open_direction_is_said() -> None:
    """Where nothing shows which came first, the sentence says so."""
    assert "or the other way round" in _copy(directed=False).reason
    assert "other way round" not in _copy().reason


def test_one_outlet_is_said() -> None:
    """Two documents of one publisher are marked as such."""
    assert "both have one publisher" in _copy(same_outlet=True).reason


def test_the_link_is_a_candidate() -> None:
    """The link carries the reason and is not accepted."""
    link = _copy(evidence=ALL).link

    assert (link.a, link.relation, link.b, link.accepted) == ("daily", Relation.REPEATS, "afp", False)
    assert link.basis == _copy(evidence=ALL).reason


def test_a_key_that_is_no_plain_word_is_quoted() -> None:
    """A key that YAML would read as something else is quoted in the line."""
    assert _copy(b="a: [1]\n").line == 'derives_from: [{source: "a: [1]\\n", relation: repeats}]'


def test_it_is_plain_for_programs() -> None:
    """Numbers are exact text, and nothing of the evidence is lost."""
    plain = _copy(evidence=ALL, share=Fraction(2, 3), shared=20).to_plain()

    assert (plain["share"], plain["shared"], len(plain["evidence"])) == ("2/3", 20, 4)
