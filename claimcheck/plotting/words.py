"""How sentences are fitted into a picture: in one line, in few lines, shortened where a reader sees it."""

from textwrap import TextWrapper

from claimcheck.incidents.naming import one_line

__all__ = ["shortened", "wrapped"]


def shortened(text: str, most: int) -> str:
    """Return *text* in one line of at most that many characters, the end cut off with a sign.

    Examples:
        >>> shortened("Ministry of Defence", 12)
        'Ministry of…'
    """
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def wrapped(text: str, width: int, most: int = 2) -> str:
    r"""Return *text* in at most *most* lines of *width* characters; what does not fit is cut off with a sign.

    Examples:
        >>> wrapped("Ministry of Defence of the Russian Federation", 24)
        'Ministry of Defence of\nthe Russian Federation'
        >>> wrapped("a long sentence indeed", 10, 1)
        'a long…'
    """
    wrapper = TextWrapper(width=width, max_lines=most, placeholder="…", break_on_hyphens=False)
    return wrapper.fill(one_line(text))
