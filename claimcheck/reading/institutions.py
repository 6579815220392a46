"""Does a sentence say that an institution did something itself, as its own bulletin would?"""

from claimcheck.reading.contents import tidied
from claimcheck.reading.nounphrases import Span, is_finite
from claimcheck.reading.prose import Prose

__all__ = ["self_report"]


def self_report(prose: Prose, sentence: Span) -> Span | None:
    """Return the institution that the sentence says did something itself: ``The air force shot down 52 drones``.

    Examples:
        >>> from claimcheck.reading.saying import saying
        >>> prose = Prose("- Ukraine’s air force shot down 52 drones.", saying("en"))
        >>> span = self_report(prose, (0, prose.size))
        >>> " ".join(prose.words[span[0] : span[1]])
        'Ukraine’s air force'
    """
    first, stop = sentence
    institutions, acts = prose.saying.nouns["institutions"], prose.saying.nouns["acts"]
    start = first
    while start < stop and not prose.words[start][0].isalnum():
        start += 1
    for index in range(start, min(stop, start + 14)):
        low = prose.lower[index]
        pair = f"{low} {prose.lower[index + 1]}" if index + 1 < stop else low
        if low in acts or pair in acts:
            before = index
            while before > start and (
                prose.lower[before - 1] in prose.saying.words["adverbs"]
                or prose.lower[before - 1] in {"has", "have", "had"}
            ):
                before -= 1
            span = tidied(prose, start, before)
            if span is None:
                return None
            core = next((at for at in range(*span) if prose.lower[at] in {"of", "in", "from"}), span[1])
            last = prose.lower[core - 1]
            two = f"{prose.lower[core - 2]} {last}" if core - 2 >= span[0] else last
            return span if last in institutions or two in institutions else None
        if low in {",", ";"} or (is_finite(prose, index) and low not in {"has", "have", "had"}):
            return None
    return None
