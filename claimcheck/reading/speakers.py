"""Who is the subject of this verb: the speaker, token by token?

A speaker is looked for to the left of a verb of saying, with its apposition stepped over, and nowhere further than
the sentence.
"""

from typing import Final

from claimcheck.reading.nounphrases import Span, is_finite, phrase_from
from claimcheck.reading.prose import CLOSE, OPEN, Prose

__all__ = ["apposition_subject", "clause_subject", "subject_before"]

_WIDEST: Final = 80
_BREAKS: Final = frozenset({";", ":", "—", "–", "--", OPEN, CLOSE, "•", "*", "/", "|"})
_DASHES: Final = frozenset({"—", "–", "--", "-"})


def subject_before(prose: Prose, stop: int, first: int) -> Span | None:
    """Return the subject that stands before token *stop* in the sentence that begins at *first*, or None.

    An apposition, a relative clause or a participle between commas is stepped over; a verb that follows ``and``
    has the subject of its clause.

    Examples:
        >>> from claimcheck.reading.saying import saying
        >>> def subject(text, verb):
        ...     prose = Prose(text, saying("en"))
        ...     found = subject_before(prose, prose.lower.index(verb), 0)
        ...     return found and " ".join(prose.words[found[0] : found[1]])
        >>> subject("On Monday, the mayor of Kyiv said so.", "said")
        'the mayor of Kyiv'
        >>> subject("Ann Lee, who is 28, said so.", "said")
        'Ann Lee'
        >>> subject("Police and rescuers said so.", "said")
        'Police and rescuers'
        >>> subject("He backed Clinton but told her so.", "told")
        'He'
    """
    words, last = prose.saying.words, stop - 1
    first = max(first, stop - _WIDEST)
    if last < first:
        return None
    low = prose.lower[last]
    if low in {"and", "but", "or", "then", "yet"}:
        return clause_subject(prose, first, last)
    if low in {"who", "which", "that"}:
        return _antecedent(prose, last, first)
    if low in {"whom", "whose", "what"}:
        return None
    if low == "," or prose.words[last] in _DASHES:
        return _before_apposition(prose, last, first)
    if low in {"and", *words["prepositions"]} or prose.words[last] in _BREAKS:
        return None
    return _directly_before(prose, stop, first)


def _antecedent(prose: Prose, relative: int, first: int) -> Span | None:
    """Return what ``who said`` or ``that found`` refers back to."""
    stop = relative - 1 if prose.lower[relative - 1] == "," and relative > first else relative
    if stop <= first:
        return None
    if stop == relative and not any(
        prose.lower[index] in prose.saying.nouns["documents"] or prose.lower[index] == "paper"
        for index in range(max(first, stop - 4), stop)
    ):
        return None
    span = _directly_before(prose, stop, first)
    if span is None:
        return None
    return _last_phrase(prose, span)


def _last_phrase(prose: Prose, span: Span) -> Span:
    """Return the part of *span* after its last verb, as what a relative clause refers to."""
    start, stop = span
    for index in range(stop - 1, start - 1, -1):
        if is_finite(prose, index) and index + 1 < stop:
            return index + 1, stop
    return span


def _before_apposition(prose: Prose, comma: int, first: int) -> Span | None:
    """Return the noun whose apposition ends with the comma, else the subject of the clause before it."""
    found = apposition_subject(prose, comma, first)
    if found is not None:
        return found
    return clause_subject(prose, first, comma) if prose.lower[comma] == "," else None


def apposition_subject(prose: Prose, comma: int, first: int) -> Span | None:
    """Return the noun whose apposition ends with the comma, as in ``X, the minister of Y, said``; None where none is.

    Clauses with a verb of their own and phrases that introduce the clause may stand before it.

    Examples:
        >>> from claimcheck.reading.saying import saying
        >>> prose = Prose("It rained, Ann Lee, the mayor of Kyiv, said.", saying("en"))
        >>> span = apposition_subject(prose, 10, 0)
        >>> " ".join(prose.words[span[0] : span[1]])
        'Ann Lee'
    """
    chunks = _chunks(prose, comma, first)
    while len(chunks) > 1:
        head = trimmed(prose, chunks[0])
        clause = head is None or any(is_finite(prose, index) for index in range(*head))
        if not clause and not _is_adverbial(prose, chunks[0]):
            break
        chunks.pop(0)
    head = trimmed(prose, chunks[0]) if len(chunks) > 1 else None
    lead = None if head is None else _without_lead(prose, head)
    if lead is not None and _names(prose, lead, chunks[1]):
        return lead[0], chunks[1][1]
    return lead


def _names(prose: Prose, span: Span, apposition: Span) -> bool:
    """Return whether the apposition gives the name of who was called by a common noun: ``one pastor, Ann Lee,``."""
    start, stop = apposition
    if (
        stop - start < 2
        or prose.words[start - 1] != ","
        or (not prose.words[span[1] - 1][0].islower() and not prose.words[span[0]][0].islower())
    ):
        return False
    named = prose.words[start][0].isupper() and prose.words[start + 1][0].isupper()
    return (
        named
        and prose.lower[span[1] - 1] not in prose.saying.words["times"]
        and prose.lower[start] not in {"a", "an", "the"}
    )


def _chunks(prose: Prose, stop: int, first: int) -> list[Span]:
    """Return what stands between commas, from the beginning of the clause to *stop*; brackets are stepped over."""
    chunks: list[Span] = []
    depth, end = 0, stop
    index = stop - 1
    while index >= first:
        word = prose.words[index]
        if word in {")", "]"}:
            depth += 1
        elif word in {"(", "["}:
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if word in _BREAKS and not (word in _DASHES and stop - index < 30):
                break
            if word == "," or word in _DASHES:
                if end > index + 1:
                    chunks.append((index + 1, end))
                end = index
        index -= 1
    if end > index + 1:
        chunks.append((index + 1, end))
    chunks.reverse()
    return chunks


def _is_adverbial(prose: Prose, chunk: Span) -> bool:
    """Return whether the words before a comma only introduce the clause: ``On Monday,`` ``However,`` ``Asked why,``."""
    words, low = prose.saying.words, prose.lower[chunk[0]]
    if low in words["prepositions"] or low in words["openers"] or low in words["conjunctions"]:
        return True
    if (
        low.endswith("ly")
        or low in words["times"]
        or (low.endswith("ing") and prose.words[chunk[0]][0].isupper() and not prose.words[chunk[0] + 1][0].isupper())
    ):
        return all(prose.lower[index] not in prose.saying.nouns["roles"] for index in range(*chunk))
    return low in {"asked", "speaking", "writing", "pressed", "questioned"} or low.isdigit()


def _directly_before(prose: Prose, stop: int, first: int) -> Span | None:
    """Return the noun that ends at *stop*, with what belongs to it: ``a spokesman for X``, ``those who voted``."""
    words = prose.saying.words
    depth, index = 0, stop - 1
    begin = first
    while index >= first:
        word, low = prose.words[index], prose.lower[index]
        if word in {")", "]"}:
            depth += 1
        elif word in {"(", "["}:
            if depth == 0:
                begin = index + 1
                break
            depth -= 1
        elif depth == 0:
            if word in _BREAKS or word == ",":
                begin = index + 1
                break
            if low in words["conjunctions"]:
                begin = index + 1
                break
            if low in {"and", "or", "nor"} and not _coordinates(prose, index, first):
                begin = index + 1
                break
            if index < stop - 1 and is_finite(prose, index) and not _in_relative(prose, index, first):
                begin = index + 1
                break
            if low == "to" and index > first and prose.lower[index - 1] == "according":
                begin = index + 1
                break
        index -= 1
    span = trimmed(prose, (begin, _without_time(prose, begin, stop)))
    if span is None:
        return None
    if span[0] == begin and begin > first and prose.lower[begin - 1] == "," and _is_place_name(prose, span, first):
        wider = _directly_before(prose, begin - 1, first)
        if wider is not None:
            return wider[0], stop
    return _without_lead(prose, span)


def _without_time(prose: Prose, start: int, stop: int) -> int:
    """Return where the noun ends that a time follows: ``the mayor on Friday``, ``a poll this month``."""
    words = prose.saying.words
    if stop - start < 3 or prose.lower[stop - 1] not in words["times"]:
        return stop
    told = prose.lower[stop - 3].endswith("ed")  # "a report published on Monday"
    return stop - 2 if prose.lower[stop - 2] in {"on", "in", "this", "last"} and not told else stop


def _in_relative(prose: Prose, verb: int, first: int) -> bool:
    """Return whether the verb only tells which one is meant: ``those who named X``, ``a memo released on Friday``."""
    for place in range(verb - 1, max(first - 1, verb - 5), -1):
        low = prose.lower[place]
        if low in {"who", "which", "whose"}:
            return True
        if prose.words[place] in _BREAKS or low == ",":
            break
    low, following = prose.lower[verb], prose.lower[verb + 1] if verb + 1 < prose.size else ""
    if not (low.endswith("ed") or low in {"taken", "made", "held", "written", "found"}) or verb - 1 < first:
        return False
    words = prose.saying.words
    return following in words["prepositions"] or following in words["times"] or following == "this"


def _coordinates(prose: Prose, joint: int, first: int) -> bool:
    """Return whether ``and`` joins two nouns: nothing before it in the clause is a verb."""
    if joint - 1 >= first and prose.lower[joint - 1] == ",":
        return False
    index = joint - 1
    while index >= max(first, joint - 12):
        word, low = prose.words[index], prose.lower[index]
        if word in _BREAKS or word == ",":
            return True
        if low in prose.saying.words["conjunctions"]:
            return True
        if is_finite(prose, index) or low in prose.saying.words["personal"]:
            return False
        index -= 1
    return index < first


def _is_place_name(prose: Prose, span: Span, first: int) -> bool:
    """Return whether *span* only tells where the place before the comma lies: ``Stacy Baker of Columbia, Ohio``."""
    before = span[0] - 2
    if not all(prose.words[index][:1].isupper() for index in range(*span)) or span[1] - span[0] > 2 or before <= first:
        return False
    while before > first and prose.words[before][:1].isupper():
        before -= 1
    return prose.lower[before] in {"of", "in", "from"} and before > first and before < span[0] - 2


def trimmed(prose: Prose, span: Span) -> Span | None:
    """Take off what stands before the noun: ``But``, ``And yet``, bullets."""
    start, stop = span
    words = prose.saying.words
    while start < stop and (
        prose.lower[start] in words["openers"] or prose.lower[start] in words["conjunctions"]
        or prose.lower[start] in {"which", "whom", "even", "then"}
        or not (prose.words[start][0].isalnum() or prose.words[start] in {"$", "#", "@"})
        or (prose.lower[start].endswith("ly") and prose.lower[start] not in {"family", "italy", "assembly", "daily"}
            and prose.lower[start + 1 : start + 2] != ["said"] and stop - start > 1)
        ):  # fmt: skip
        if prose.lower[start] in {"so", "only", "many", "some", "several"} and stop - start > 1:
            break
        start += 1
    while stop > start and not (prose.words[stop - 1][-1].isalnum() or prose.words[stop - 1][-1] in ".)%'’"):
        stop -= 1
    return (start, stop) if start < stop else None


def _without_lead(prose: Prose, span: Span) -> Span | None:
    """Take off a phrase that introduces the clause without a comma: ``In April Clinton said``."""
    start, stop = span
    words, nouns = prose.saying.words, prose.saying.nouns
    low = prose.lower
    if (
        low[start] in words["prepositions"]
        or (low[start] in words["times"] and stop - start > 1 and low[start] not in {"may", "march", "time", "sun"})
        or low[start] in {"last", "next"}
    ):
        for index in range(start + 1, stop):
            if low[index] in words["personal"] or (
                low[index] in words["determiners"] and index > start + 1 and low[index - 1] not in words["prepositions"]
            ):
                return index, stop
            if (
                prose.words[index][0].isupper()
                and low[index] not in words["times"]
                and (low[index - 1] in words["times"] or prose.words[index - 1].isdigit())
            ):
                return index, stop
            if low[index] in nouns["roles"] and low[index - 1] in words["times"]:
                return index, stop
        return None
    if stop - start > 1 and low[stop - 1] in words["personal"] and low[start] not in words["determiners"]:
        return stop - 1, stop
    return span


def clause_subject(prose: Prose, first: int, stop: int) -> Span | None:
    """Return the subject of the clause that begins with the sentence, before token *stop*, or None.

    Examples:
        >>> from claimcheck.reading.saying import saying
        >>> prose = Prose("In May, Ukrainian officials remain resolute, stating that", saying("en"))
        >>> span = clause_subject(prose, 0, 8)
        >>> " ".join(prose.words[span[0] : span[1]])
        'Ukrainian officials'
    """
    start = first
    words = prose.saying.words
    for index in range(stop - 1, first - 1, -1):
        if prose.words[index] in {";", "—", "–", OPEN, CLOSE, ":"}:
            quoted = prose.quotations[prose.inside[index]] if prose.inside[index] >= 0 else None
            if quoted is not None and quoted.last - quoted.first < 12:
                continue
            start = index + 1
            break
        if prose.lower[index] == "whereas" and index + 2 < stop:
            start = index + 1
            break
    passed = False
    for _ in range(5):
        span = trimmed(prose, (start, stop))
        if span is None:
            return None
        start = span[0]
        low = prose.lower[start]
        adverbial = (
            low in words["prepositions"]
            or low in words["times"]
            or (low.endswith("ing") and prose.lower[start - 1] != ",")
        )
        if (
            not adverbial
            and prose.lower[start - 1 : start] != []
            and prose.lower[max(first, start - 1)] in words["conjunctions"]
        ):
            adverbial = (
                prose.lower[max(first, start - 1)] not in {"but", "that", "whereas", "while", "so"}
                and start - 1 >= first
            )
        if not adverbial:
            span = phrase_from(prose, start, stop)
            if span is None or span[1] >= stop or prose.lower[span[1]] != "," or not passed:
                return span
            if prose.lower[span[1] + 1] in words["determiners"] | words["relatives"]:
                return span
        passed = True
        comma = next((index for index in range(start, min(stop, start + 40)) if prose.lower[index] == ","), None)
        if comma is None or comma + 1 >= stop:
            return None
        start = comma + 1
    return None
