r"""How do several texts stand in one cell? With a semicolon between, and a backslash before one that is in a text.

Lists may stand in lists, each with another sign between: any texts come back as they were.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["joined", "parted"]

_ESCAPE: Final = "\\"


def joined(texts: Iterable[str], sign: str = ";") -> str:
    r"""Return *texts* as one, with *sign* between; the inverse of ``parted``, for at least one text.

    Examples:
        >>> joined(["Army", "Navy; Marines"])
        'Army; Navy\\; Marines'
    """
    return f"{sign} ".join(_escaped(one, sign) for one in texts)


def _escaped(text: str, sign: str) -> str:
    return re.sub(rf"\A\s|\s\Z|[\\{sign}]", lambda found: _ESCAPE + found.group(), text)


def parted(cell: str, sign: str = ";") -> tuple[str, ...]:
    r"""Return the texts that *cell* holds, without the blanks around each.

    Examples:
        >>> parted("Army; Navy\\; Marines ;")
        ('Army', 'Navy; Marines', '')
    """
    return tuple(_parts(cell, sign))


def _parts(cell: str, sign: str) -> Iterator[str]:
    if _ESCAPE not in cell:
        yield from (one.strip() for one in cell.split(sign))
        return
    part: list[str] = []
    kept = 0  # so much of the part was escaped or is no blank, and stays
    escaped = False
    for letter in cell:
        if escaped or letter not in {_ESCAPE, sign}:
            if escaped or not letter.isspace():
                part.append(letter)
                kept = len(part)
            elif part:
                part.append(letter)
            escaped = False
        elif letter == _ESCAPE:
            escaped = True
        else:
            yield "".join(part[:kept])
            part, kept = [], 0
    yield "".join(part[:kept])
