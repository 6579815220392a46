"""What is known of a document: tidied and checked when it is made."""

import pytest

from claimcheck.errors import InvalidRecord
from claimcheck.tracing.sourcetext import SourceText


def test_one_name_is_enough() -> None:
    """One publisher's name and a day as text are taken as they come."""
    source = SourceText(key="a", text="", publishers="AFP", published="2 June 2025")

    assert (source.publishers, source.published is not None and source.published.edtf) == (("AFP",), "2025-06-02")


def test_a_key_is_needed() -> None:
    """A document without a name cannot be pointed at."""
    with pytest.raises(InvalidRecord, match="key: expected some text"):
        SourceText(key=" ", text="")


def test_a_day_must_be_read() -> None:
    """A day that cannot be read is refused, and not taken for unknown."""
    with pytest.raises(InvalidRecord, match="sometime"):
        SourceText(key="a", text="", published="sometime")
