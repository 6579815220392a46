"""Which words does a language have for what is read: the tables of one language, as data."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from claimcheck.errors import ClaimCheckError

__all__ = ["LANGUAGES", "UnknownLanguage", "language_table"]

LANGUAGES: Final = ("en",)
"""The languages that can be read, by their ISO 639-1 codes; each has a folder of tables in ``words/``."""


class UnknownLanguage(ClaimCheckError, ValueError):
    """A text was to be read in a language for which there are no tables."""

    def __init__(self, language: object) -> None:
        self.language = language
        super().__init__(f"expected a language that can be read ({', '.join(LANGUAGES)}), got {language!r}")


def language_table(language: str, table: str) -> Mapping[str, Any]:
    """Return the word lists of *language* for one part of reading; they are data, in ``words/<language>/<table>.toml``.

    Raises:
        UnknownLanguage: There are no tables for this language.

    Examples:
        >>> language_table("xx", "figures")
        Traceback (most recent call last):
        claimcheck.reading.language.UnknownLanguage: expected a language that can be read (en), got 'xx'
    """
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    return _loaded(language, table)


@cache
def _loaded(language: str, table: str) -> Mapping[str, Any]:
    source = files("claimcheck.reading").joinpath("words", language, f"{table}.toml")
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))
