"""Where do words stand that attribute: a verb of saying in a tense, or a phrase such as "according to"?"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from claimcheck.reading.speech.nounphrases import is_adverb, is_finite
from claimcheck.reading.speech.prose import CLOSE, OPEN, Prose
from claimcheck.reading.speech.saying import BASE, ONGOING, PARTICIPLE, PAST, THIRD, Form

__all__ = ["Cue", "Voice", "find_cues"]


class Voice(StrEnum):
    """How a cue names its speaker."""

    ACTIVE = "active"  # X said
    ONGOING = "ongoing"  # ..., saying
    PASSIVE = "passive"  # was described by X
    QUOTED = "quoted"  # X was quoted as saying
    PHRASE = "phrase"  # according to X


class Cue(NamedTuple):
    """Words that attribute: their tokens, the verb among them, and how they name the speaker."""

    first: int
    stop: int
    verb: int
    voice: Voice
    form: Form | None = None


def find_cues(prose: Prose, sentence: tuple[int, int]) -> Iterator[Cue]:
    """Yield the cues of one sentence, in order; what stands inside a quotation is somebody else's.

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> def cues(text):
        ...     prose = Prose(text, saying("en"))
        ...     return [" ".join(prose.words[cue.first : cue.stop]) for cue in find_cues(prose, (0, prose.size))]
        >>> cues("Kyiv has repeatedly said so, according to two officials.")
        ['has repeatedly said', 'according to']
        >>> cues("He did not say so, and nobody would say so. It was said to be large.")
        []
        >>> cues("The raid was described by aides as a success despite the reported losses.")
        ['was described by']
    """
    verbs, phrases = prose.saying.verbs, prose.saying.phrases
    index, stop = sentence
    if _is_asked(prose, sentence):
        return
    while index < stop:
        low = prose.lower[index]
        if prose.inside[index] < 0:
            if low in phrases:
                for phrase in phrases[low]:
                    if tuple(prose.lower[index : index + len(phrase)]) == phrase:
                        yield Cue(index, index + len(phrase), index, Voice.PHRASE)
                        index += len(phrase) - 1
                        break
            elif low in verbs:
                cue = _verb_cue(prose, index, sentence, verbs[low])
                if cue is not None:
                    yield cue
                    index = cue.stop - 1
        index += 1


def _is_asked(prose: Prose, sentence: tuple[int, int]) -> bool:
    """Return whether the sentence itself asks, as ``Did the minister say so?`` does."""
    first, stop = sentence
    words = prose.saying.words
    low = prose.lower[first]
    asks = low in {"did", "do", "does", "have", "has", "had", "what", "who", "why", "how", "which", "when", "where"}
    return prose.words[stop - 1] == "?" and (asks or low in words["being"] or low in words["modals"])


def _verb_cue(prose: Prose, verb: int, sentence: tuple[int, int], form: Form) -> Cue | None:
    """Return the cue that this form of a verb of saying makes with the words around it, or None."""
    words = prose.saying.words
    begin = sentence[0]
    first = verb
    while first > begin and verb - first < 4 and is_adverb(prose, first - 1):
        first -= 1
    before = prose.lower[first - 1] if first > begin else ""
    if before in words["negations"] or any(prose.lower[at] in words["negations"] for at in range(first, verb)):
        return None
    if ONGOING in form.forms:
        return _ongoing(prose, verb, first, begin, form)
    if before in words["being"]:
        return _passive(prose, verb, first, sentence, form) if PARTICIPLE in form.forms else None
    if before in words["modals"] or before in {"to", "'s"}:
        return None
    if before in {"has", "have", "had", "'ve", "'d"}:
        if PARTICIPLE not in form.forms:
            return None
        first -= 1
        while first > begin and is_adverb(prose, first - 1) and verb - first < 6:
            first -= 1
        if first > begin and (prose.lower[first - 1] in words["modals"] or prose.lower[first - 1] in {"to", "having"}):
            return None
    elif before in {"do", "does", "did"}:
        if BASE not in form.forms or _is_question(prose, first - 1, begin):
            return None
        first -= 1
    elif before in {"as", "than"} and PARTICIPLE in form.forms:
        # "as reported by X"
        if prose.lower[verb + 1 : verb + 2] == ["by"]:
            return Cue(verb, verb + 2, verb, Voice.PASSIVE, form)
        return None
    elif not _is_verb_here(prose, verb, first, sentence, form):
        return None
    return Cue(first, _with_particle(prose, verb, form), verb, Voice.ACTIVE, form)


def _is_question(prose: Prose, auxiliary: int, begin: int) -> bool:
    return auxiliary == begin or prose.lower[auxiliary - 1] in {"what", "why", "how", "when", "where", "who"}


def _ongoing(prose: Prose, verb: int, first: int, begin: int, form: Form) -> Cue | None:
    """Read ``saying``: after a comma, after ``is``, after ``quoted as``; elsewhere it may be a noun."""
    words = prose.saying.words
    before = prose.lower[first - 1] if first > begin else ""
    if before == "as" and first - 2 >= begin and prose.lower[first - 2] in {"quoted", "cited"}:
        start = first - 2
        while start > begin and (
            prose.lower[start - 1] in words["being"]
            or prose.lower[start - 1] in {"has", "have", "had"}
            or is_adverb(prose, start - 1)
        ):
            start -= 1
        if start == first - 2:
            return None
        return Cue(start, verb + 1, verb, Voice.QUOTED, form)
    if before == "as" and any(low in words["quoting"] for low in prose.lower[max(begin, first - 12) : first - 1]):
        return Cue(first - 1, verb + 1, verb, Voice.QUOTED, form)
    if before in words["being"]:
        at = first - 1
        if at > begin and prose.lower[at - 1] in {"has", "have", "had"}:
            at -= 1
        return Cue(at, _with_particle(prose, verb, form), verb, Voice.ACTIVE, form)
    if before in {",", "and", "—", "–", ")"} or prose.words[first - 1] == CLOSE:
        return Cue(first, _with_particle(prose, verb, form), verb, Voice.ONGOING, form)
    strong = "free" in form.classes or form.verb in words["with_that"]
    follows = prose.lower[verb + 1] if verb + 1 < prose.size else ""
    if strong and first > begin and before not in words["prepositions"] and follows in {"that", OPEN}:
        return Cue(first, verb + 1, verb, Voice.ONGOING, form)
    return None


def _passive(prose: Prose, verb: int, first: int, sentence: tuple[int, int], form: Form) -> Cue | None:
    """Read ``was described by``; without ``by`` nobody is named."""
    stop = sentence[1]
    by = verb + 1
    while by < min(stop, verb + 3) and is_adverb(prose, by):
        by += 1
    if by >= stop or prose.lower[by] != "by":
        return None
    if prose.lower[by + 1 : by + 2] and prose.lower[by + 1][-3:] == "ing":
        return None
    start = first - 1
    if start > sentence[0] and prose.lower[start - 1] in {"has", "have", "had"}:
        start -= 1
    if start > sentence[0] and prose.lower[start - 1] in prose.saying.words["modals"]:
        return None
    return Cue(start, by + 1, verb, Voice.PASSIVE, form)


def _is_verb_here(prose: Prose, verb: int, first: int, sentence: tuple[int, int], form: Form) -> bool:
    """Return whether the word, which may be a noun or an adjective as well, is a verb in a tense here."""
    words, nouns = prose.saying.words, prose.saying.nouns
    if not form.forms & {BASE, THIRD, PAST}:
        return False
    before = prose.lower[first - 1] if first > sentence[0] else ""
    after = prose.lower[verb + 1] if verb + 1 < sentence[1] else ""
    capital = prose.words[verb][0].isupper()
    if capital and verb == sentence[0] and after != "":
        return PAST in form.forms and prose.inside[verb] < 0 and "free" in form.classes
    if before in words["determiners"] - words["pronouns"] - {"all", "both", "this", "that", "these", "those"}:
        return False
    if before in words["possessives"] or before.endswith("'s") or before in words["prepositions"] - {"like"}:
        return before.endswith("'s") and form.verb == "say" and PAST in form.forms
    if form.forms & {BASE, THIRD}:
        if (
            BASE in form.forms
            and PAST not in form.forms
            and (_is_singular(prose, first - 1) or before in {"", ",", "and"})
        ):
            return (before == "," and form.verb in {"say", "believe"}) or before == OPEN
        if form.verb in prose.saying.words["nouns_also"] and form.verb != "say":
            return _is_no_noun(prose, verb, first, sentence, form)
    if PARTICIPLE in form.forms and before in {"", "("}:
        return False
    if "as_said" in form.classes and after == "as":
        return False
    if "against" in form.classes and after in {"of", "for", "by", "in", ","}:
        return False
    by_phone = after == "by" and prose.lower[verb + 2 : verb + 3] != [] and prose.lower[verb + 2] in words["venues"]
    if PARTICIPLE in form.forms and after == "by" and before not in words["personal"] and not by_phone:
        return False
    if (
        before in nouns["documents"]
        and form.verb in {"report", "note", "mention", "describe"}
        and after in {"by", "in", "on"}
    ):
        return False
    return not (
        PAST in form.forms
        and "free" not in form.classes
        and after in {"by", "to"}
        and form.verb not in prose.saying.words["with_to"]
    )


def _is_no_noun(prose: Prose, verb: int, first: int, sentence: tuple[int, int], form: Form) -> bool:
    """Return whether ``reports``, ``claims``, ``shows`` is a verb, given the words around it."""
    words, nouns = prose.saying.words, prose.saying.nouns
    before = prose.lower[first - 1] if first > sentence[0] else ""
    after = prose.lower[verb + 1] if verb + 1 < sentence[1] else ""
    if prose.words[verb][0].isupper():
        return False
    if form.verb == "state" and BASE in form.forms:
        return after in {"that", OPEN} or before in words["personal"]
    if form.verb == "show" and after == OPEN:
        return before in words["personal"]
    if before in words["personal"]:
        return True
    if first > sentence[0] and _has_object(prose, first - 1, sentence[0]):
        return False
    if before in {"and", "or", "but", ""}:
        return after in {"that", OPEN} and before != ""
    if before == CLOSE:
        return THIRD in form.forms
    if before == ",":
        return THIRD in form.forms and after not in {"", ",", "and", "of", "."} | words["prepositions"]
    if after in {"that", OPEN, "how", "why"}:
        return True
    if after in {".", ",", ""}:
        named = prose.words[first - 1][0].isupper() or before in nouns["documents"] or before in nouns["roles"]
        return THIRD in form.forms and named and PAST not in form.forms and form.verb != "state"
    if not before[:1].isalnum() or before.isdigit() or not (after[0].isalnum() or after[0] in "$€£"):
        return False
    if after in words["conjunctions"] or after in words["prepositions"] - {"about"} or after in {"and", "or", "to"}:
        return after == "as" and prose.lower[verb + 2 : verb + 3] in (["many"], ["much"])
    return not (verb + 1 < sentence[1] and (is_finite(prose, verb + 1) or after in prose.saying.verbs))


def _has_object(prose: Prose, index: int, begin: int) -> bool:
    """Return whether the word is a verb whose object follows: ``dismissed reports that``, ``sparked claims that``.

    ``The report released claims that`` has a participle, which tells which report; the verb follows it.
    """
    word = prose.lower[index] if index == begin else prose.words[index]
    if not (is_finite(prose, index) or word in prose.saying.verbs):
        return False
    earlier = prose.lower[max(begin, index - 2) : index]
    return prose.lower[index] not in prose.saying.nouns["documents"] and not any(
        low in prose.saying.nouns["documents"] for low in earlier
    )


def _is_singular(prose: Prose, index: int) -> bool:
    """Return whether a plain form cannot follow: ``the official say``."""
    if index < 0:
        return True
    low = prose.lower[index]
    return low in {"he", "she", "it"}


def _with_particle(prose: Prose, verb: int, form: Form) -> int:
    particles = prose.saying.particles.get(form.verb)
    after = prose.lower[verb + 1] if verb + 1 < prose.size else ""
    return verb + 2 if particles and after in particles else verb + 1
