"""Which languages can be read, and what is said of the others."""

from typing import Any

import pytest

from claimcheck.reading.language import UnknownLanguage, language_table


@pytest.mark.parametrize("language", ["xx", "", "EN", None, ["en"], "../en"])
def test_a_language_without_tables_is_refused(language: Any) -> None:
    """What is no code of a language that can be read is refused by name, whatever it is."""
    with pytest.raises(UnknownLanguage, match=r"expected a language that can be read \(en\), got") as refused:
        language_table(language, "figures")

    assert refused.value.language == language
