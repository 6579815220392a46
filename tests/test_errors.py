"""Errors: each is of this library and of the builtin it resembles, and keeps its parts."""

import pytest

from claimcheck.errors import (
    BadInput,
    ClaimCheckError,
    InvalidRecord,
    MissingExtra,
    NotACase,
    NotAdditive,
    Problem,
    UnknownKey,
)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidRecord, ValueError),
        (UnknownKey, LookupError),
        (MissingExtra, ImportError),
        (NotAdditive, ValueError),
        (BadInput, ValueError),
        (NotACase, BadInput),
    ],
)
def test_an_error_is_what_it_resembles(error: type[Exception], builtin: type[Exception]) -> None:
    """Whoever catches the builtin, or everything of this library, catches it."""
    assert issubclass(error, ClaimCheckError)
    assert issubclass(error, builtin)


def test_bad_input_keeps_every_problem() -> None:
    """The problems stand one to a line in the message, and as records beside it."""
    problems = [Problem("case.yaml:7", "no"), Problem("", "nowhere in particular")]
    error = BadInput(iter(problems))

    assert error.problems == tuple(problems)
    assert str(error) == "case.yaml:7: no\nnowhere in particular"


def test_a_problem_is_a_value() -> None:
    """Two problems in the same words at the same place are one."""
    assert len({Problem("a:1", "no"), Problem("a:1", "no"), Problem("a:2", "no")}) == 2
