"""Does a text attribute what it says to the publisher of another: "according to AFP", "told the BBC"?"""

from collections.abc import Iterable
from typing import Final

from claimcheck.reading.speech.attributions import find_attributions
from claimcheck.reading.speech.prose import Prose
from claimcheck.reading.speech.saying import saying

__all__ = ["naming"]

_AROUND: Final = 300
_LOOKS: Final = 5


def naming(text: str, names: Iterable[str], *, language: str = "en") -> str | None:
    """Return the words in which *text* names one of *names* as who says or was told something, else None.

    Examples:
        >>> naming("At least 13 died, according to AFP.", ["Agence France-Presse", "AFP"])
        'according to AFP'
        >>> naming("The mayor told the BBC that 12 died.", ["BBC"])
        'told the BBC'
        >>> naming("The BBC is in London.", ["BBC"]) is None
        True
    """
    for name in sorted({name.removeprefix("The ").removeprefix("the ").strip() for name in names} - {""}):
        start = text.find(name)
        looks = 0
        while start >= 0 and looks < _LOOKS:
            stop = start + len(name)
            if _stands_alone(text, start, stop):
                looks += 1
                found = _attributed(text, start, stop, language)
                if found is not None:
                    return found
            start = text.find(name, stop)
    return None


def _stands_alone(text: str, start: int, stop: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[stop : stop + 1].isalnum())


def _attributed(text: str, start: int, stop: int, language: str) -> str | None:
    """The words that name who stands at *start*, where an attribution names it as its speaker or listener."""
    first = max(0, start - _AROUND)
    for mark in ".!?\n":  # from the end of a sentence before, where one is near
        place = text.rfind(mark, first, start)
        if place >= 0 and (mark == "\n" or text[place + 1 : place + 2].isspace()):
            first = max(first, place + 1)
    around = text[first : stop + _AROUND]
    here, there = start - first, stop - first
    prose = Prose(around, saying(language))
    for one in find_attributions(prose):
        (said_first, said_stop), (cue_first, cue_stop) = (
            (prose.starts[begin], prose.ends[end - 1]) for begin, end in (one.speaker, one.cue)
        )
        content = min((prose.starts[span[0]] for span, _ in one.contents), default=len(around))
        if said_first <= here and there <= said_stop:
            return " ".join(around[min(said_first, cue_first) : max(said_stop, cue_stop)].split())
        if cue_stop <= here and there <= content:
            return " ".join(around[cue_first:there].split())
    return None
