"""Which tokens does a text have: digit runs, words and signs, each with where it stands."""

import re

from claimcheck.reading.numbers.wording import Phrases, Wording, figure_wording

__all__ = ["DASHES", "HYPHENS", "Scan", "match"]

HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | frozenset("–—−")
_BEYOND = 12

# Each part takes its characters once and cannot match the same text in two ways: no backtracking.
_TOKEN = re.compile(
    r"(?:(?<![\w.])\.)?\d+(?:[.,:/'’]\d+)*(?:[eE][+\-]?\d{1,3}(?!\w))?"  # a run of digits
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"  # a word
    r"|(?:[<>]=|[^\w\s]|_)"  # a sign
)


class Scan:
    """The tokens of a text: digit runs, words and signs, each with where it stands.

    Examples:
        >>> scan = Scan("Tu-95, 40 km")
        >>> scan.words[: scan.size]
        ['tu', '-', '95', ',', '40', 'km']
    """

    __slots__ = ("digits", "ends", "size", "starts", "text", "wording", "words")

    def __init__(self, text: str, wording: Wording | None = None) -> None:
        self.text = text
        self.wording = figure_wording("en") if wording is None else wording
        spans = [found.span() for found in _TOKEN.finditer(text)]
        lowered = text.lower()
        if len(lowered) == len(text):
            words = [lowered[start:end] for start, end in spans]
        else:  # a few capitals are longer in small letters
            words = [text[start:end].lower() for start, end in spans]
        self.words = words
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.digits = [word[-1].isdecimal() for word in words]  # only a run of digits ends with one
        self.size = len(self.words)
        # Empty tokens at the end, each apart from the last, so that looking a few ahead needs no test.
        beyond = len(text) + 1
        self.words += [""] * _BEYOND
        self.digits += [False] * _BEYOND
        self.starts += range(beyond, beyond + 2 * _BEYOND, 2)
        self.ends += range(beyond, beyond + 2 * _BEYOND, 2)

    def glued(self, index: int) -> bool:
        """Return whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def written(self, index: int) -> str:
        """Return the token as written, with its capitals."""
        return self.text[self.starts[index] : self.ends[index]]

    def is_capital(self, index: int) -> bool:
        """Return whether the token begins with a capital.

        Examples:
            >>> scan = Scan("Highway 35")
            >>> scan.is_capital(0), scan.is_capital(1)
            (True, False)
        """
        start = self.starts[index]
        return self.text[start : start + 1].isupper()


def match(table: Phrases, scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the meaning of the longest phrase at *index*, and the token after it.

    Examples:
        >>> scan = Scan("at least 7")
        >>> match(scan.wording.prefixes, scan, 0)
        ('at_least', 2)
    """
    words = scan.words
    rests = table.get(words[index])
    if rests is None:
        return None
    for rest, meaning in rests:
        place = index + 1
        for word in rest:
            if words[place] != word:
                break
            place += 1
        else:
            return meaning, place
    return None
