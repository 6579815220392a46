"""Where does a noun phrase begin and end, which words are verbs in a tense, and who can be a speaker at all?"""

from claimcheck.reading.speech.prose import CLOSE, OPEN, Prose

__all__ = ["Span", "is_adverb", "is_finite", "is_plausible", "is_pronoun", "phrase_after", "phrase_from"]

Span = tuple[int, int]
"""The first token, and the token after the last."""


def phrase_from(prose: Prose, start: int, stop: int) -> Span | None:
    """Return the noun phrase that begins at *start*, read forward up to a verb, a comma or *stop*."""
    words, nouns = prose.saying.words, prose.saying.nouns
    index, named, depth = start, False, 0
    while index < stop and index - start < 25:
        word, low = prose.words[index], prose.lower[index]
        if word == "(":
            depth += 1
        elif depth:
            depth -= word == ")"
        elif low in words["personal"]:
            return (index, index + 1) if index == start else (start, index)
        elif (
            not (word[0].isalnum() or word in {"$", "&", "'", "’"})
            or low in words["relatives"]
            or low in words["conjunctions"]
        ) or (index > start and (is_finite(prose, index) or (low.endswith("ly") and word[0].islower()))):
            break
        elif word[0].isupper():
            named = True
        elif (
            named
            and low not in nouns["roles"]
            and low not in nouns["documents"]
            and low not in prose.saying.words["joints"]
        ):
            break
        index += 1
    while index > start and prose.lower[index - 1] in prose.saying.words["joints"] | words["determiners"]:
        index -= 1
    return (start, index) if index > start else None


def phrase_after(prose: Prose, start: int, stop: int) -> Span | None:
    """Return the noun phrase after ``according to`` or ``said``: up to a comma, a stop, a time or another clause.

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> prose = Prose("according to a spokesman for the State Emergency Service, which went on", saying("en"))
        >>> span = phrase_after(prose, 2, prose.size)
        >>> " ".join(prose.words[span[0] : span[1]])
        'a spokesman for the State Emergency Service'
    """
    words = prose.saying.words
    index, depth = start, 0
    while index < min(stop, start + 40):
        word, low = prose.words[index], prose.lower[index]
        if depth:
            depth -= word in {")", "]"}
        elif word in {"(", "["}:
            depth += 1
        elif low == "," and _name_goes_on(prose, index):
            pass
        elif word == OPEN and index == start and prose.quotations[prose.inside[index]].last - index < 15:
            index = prose.quotations[prose.inside[index]].last
            if prose.lower[index + 1 : index + 2] not in (["by"], ["of"]):
                return start, min(index + 1, stop)
        elif index == start and low in words["personal"]:
            return start, start + 1
        elif (
            (
                word in {CLOSE, ",", ";", ":", "—", "–", "--", "?", "!"}
                or (word == OPEN and index > start)
                or not word.strip(".")
            )
            or (low in words["conjunctions"] and low != "than")
            or low in words["relatives"]
            or (index > start and low in {"on", "in", "at", "during", "last", "this"} and _is_time(prose, index, stop))
            or (
                index > start
                and low in words["times"]
                and word[0].isupper()
                and low not in {"may", "sun", "sat"}
                and prose.lower[index + 1 : index + 2] != ["by"]
            )
            or (
                index > start and low in {"is", "are", "was", "were", "has", "had", "said", "says", "told", "referring"}
            )
            or (index > start and low in {"as", "to"} and prose.lower[start] in words["personal"])
        ):
            break
        index += 1
    while index > start and (prose.words[index - 1] == "," or prose.lower[index - 1] in {"and", "or"}):
        index -= 1
    return (start, index) if index > start else None


def _name_goes_on(prose: Prose, comma: int) -> bool:
    """Return whether the comma stands inside a name: ``Martin Luther King, Jr.``."""
    return prose.lower[comma + 1 : comma + 2] in (["jr."], ["sr."], ["jr"], ["sr"], ["inc."], ["inc"])


def _is_time(prose: Prose, index: int, stop: int) -> bool:
    """Return whether a time or the place of speaking follows: ``on Monday``, ``in an interview``."""
    words = prose.saying.words
    for place in range(index + 1, min(stop, index + 6)):
        low = prose.lower[place]
        if low in words["times"] or low in words["venues"] or (low[:4].isdigit() and len(low) == 4):
            return True
        if not low[0].isalnum():
            return False
    return False


def is_finite(prose: Prose, index: int) -> bool:
    """Return whether the word is, as far as its form tells, a verb in a tense and not part of a noun phrase."""
    word, low = prose.words[index], prose.lower[index]
    if not word[0].islower() and word[0] not in "'’":
        return low in prose.saying.words["headline_verbs"]
    if low in prose.saying.words["finite"]:
        return True
    if len(low) > 4 and low.endswith("ed") and low not in prose.saying.words["no_past"]:
        before = prose.lower[index - 1] if index else ""
        return before not in prose.saying.words["determiners"] and before not in prose.saying.words["prepositions"]
    return False


def is_adverb(prose: Prose, index: int) -> bool:
    """Return whether the word only says how, when or how often: ``repeatedly``, ``later``."""
    low = prose.lower[index]
    if low in prose.saying.words["adverbs"]:
        if low in {"all", "both", "each"}:
            return index > 0 and prose.lower[index - 1] in {"have", "had", "'ve"}
        return low not in {"today", "yesterday"} or index == 0
    return (
        low.endswith("ly")
        and len(low) > 4
        and prose.words[index][0].islower()
        and low not in prose.saying.words["no_adverbs"]
    )


def is_pronoun(prose: Prose, span: Span) -> bool:
    """Return whether the speaker is a pronoun, whose meaning stands elsewhere."""
    return span[1] - span[0] == 1 and prose.lower[span[0]] in prose.saying.words["pronouns"]


def _is_no_denial(prose: Prose, index: int) -> bool:
    """Return whether ``no`` is a number's or only bounds one: ``No 10``, ``no fewer than 12 officials``."""
    following = prose.lower[index] if index < prose.size else ""
    return following[:1].isdigit() or following in {"fewer", "less", "other", "lesser"}


def is_plausible(prose: Prose, span: Span) -> bool:
    """Return whether *span* can be somebody or something that speaks, as far as its words tell.

    Where no officials say so, nobody does.

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> [is_plausible(Prose(one, saying("en")), (0, 2)) for one in ("the officials", "no officials", "No 10")]
        [True, False, True]
    """
    words = prose.saying.words
    start, stop = span
    if stop - start > 45 or stop <= start:
        return False
    low = prose.lower[start]
    if low in words["denying_speakers"] and not _is_no_denial(prose, start + 1):
        return False
    if stop - start == 1 and low in words["empty_speakers"] and low != "it":
        return False
    if low in words["prepositions"] or low in words["doubts"] or low in {"to", "there", "be"}:
        return False
    last = prose.lower[stop - 1]
    if (
        last in words["prepositions"]
        or last
        in words["determiners"]
        - {"all", "both", "most", "many", "few", "some", "several", "one", "two"}
        - words["pronouns"]
    ):
        return False
    if last in words["possessives"] and stop - start == 1:
        return False
    return any(prose.words[index][0].isalpha() for index in range(start, stop))
