"""Does this verb attribute here, given who its subject is and what follows it?"""

from attrs import frozen

from claimcheck.reading.speech.complements import Complement, Follows
from claimcheck.reading.speech.cues import Cue, Voice
from claimcheck.reading.speech.nounphrases import Span
from claimcheck.reading.speech.prose import CLOSE, Prose

__all__ = ["after_quotation", "attributes"]


@frozen
class _Subject:
    """What the words of a speaker tell: a name, a document, somebody with a role, a pronoun."""

    name: bool
    document: bool
    role: bool
    pronoun: bool

    @property
    def speaks(self) -> bool:
        return self.name or self.document or self.role or self.pronoun


def attributes(prose: Prose, cue: Cue, complement: Complement, speaker: Span, sentence: Span) -> bool:
    """Return whether the verb attributes here, given who its subject is and what follows it."""
    form, follows = cue.form, complement.follows
    assert form is not None
    classes = form.classes
    if cue.voice is Voice.ONGOING and follows in {Follows.NOUN, Follows.NOTHING}:
        return False
    first = min(speaker[0], cue.first)
    quoted = after_quotation(prose, first, sentence)
    if "asking" in classes:
        return follows is Follows.QUOTE or quoted
    if prose.lower[speaker[0]] in {"i", "we"} and first > sentence[0] and prose.lower[first - 1] == "as":
        return False
    if "dismissing" in classes and follows is Follows.THAT:
        return True
    if classes == {"dismissing"}:
        return False
    if "soft" in classes:
        return follows is Follows.THAT or (follows is Follows.CLAUSE and form.verb == "believe")
    if "free" in classes:
        said = form.verb != "tell" and prose.lower[complement.start : complement.start + 1] != []
        nothing = said and prose.lower[complement.start] in prose.saying.words["nothing_said"]
        return follows is not Follows.NOUN or quoted or (said and not nothing)
    if follows in {Follows.QUOTE, Follows.COLON}:
        return True
    subject = _subject(prose, speaker)
    beside = quoted or _is_parenthetical(prose, first, complement, sentence)
    if classes & {"valuing", "against", "as_said", "calling"}:
        return _is_framed(prose, cue, follows, subject, sentence[1])
    if "evidence" in classes and (subject.document or not classes & {"nominal", "clause"}):
        return _is_shown(form.verb, follows, subject, beside)
    if beside or follows in {Follows.THAT, Follows.CLAUSE}:
        return True
    if "nominal" in classes and follows is Follows.NOUN:
        place = "reporting_place" in classes and prose.lower[speaker[1] - 1] in prose.saying.nouns["places"]
        return subject.speaks and not place
    return cue.stop > cue.verb + 1 and form.verb in prose.saying.particles


def _subject(prose: Prose, speaker: Span) -> _Subject:
    inside, nouns = {prose.lower[index] for index in range(*speaker)}, prose.saying.nouns
    return _Subject(
        name=any(prose.words[index][0].isupper() for index in range(*speaker)),
        document=not inside.isdisjoint(nouns["documents"]),
        role=not inside.isdisjoint(nouns["roles"]),
        pronoun=not inside.isdisjoint(prose.saying.words["personal"]),
    )


def _is_framed(prose: Prose, cue: Cue, follows: Follows, subject: _Subject, stop: int) -> bool:
    """Return whether the words that such a verb needs follow: put it at 12, accused him of, called for."""
    classes = cue.form.classes if cue.form is not None else frozenset()
    if "valuing" in classes:
        return (subject.name or subject.document or subject.role) and _has_value(prose, cue.stop, stop)
    if "against" in classes:
        return follows in {Follows.NOUN, Follows.CLAUSE}
    if "as_said" in classes:
        return any(prose.lower[index] == "as" for index in range(cue.stop, min(stop, cue.stop + 25)))
    return cue.stop > cue.verb + 1


def _is_shown(verb: str, follows: Follows, subject: _Subject, beside: bool) -> bool:
    """Return whether evidence shows something: a document in any words, others only with a clause."""
    if subject.document:
        return beside or follows in {Follows.THAT, Follows.CLAUSE, Follows.NOUN}
    if verb not in {"suggest", "indicate", "conclude", "find"} or not subject.speaks:
        return False
    hinted = verb in {"suggest", "indicate"} and (beside or follows is Follows.CLAUSE)
    return follows is Follows.THAT or hinted


def _has_value(prose: Prose, start: int, stop: int) -> bool:
    """Return whether ``at`` and a figure follow: ``put the toll at 12``."""
    for index in range(start, min(stop - 1, start + 15)):
        if prose.lower[index] == "at" and (
            prose.words[index + 1][0].isdigit() or prose.lower[index + 1] in prose.saying.words["before_figures"]
        ):
            return True
        if prose.words[index] in {",", ";"}:
            return False
    return False


def _is_parenthetical(prose: Prose, first: int, complement: Complement, sentence: Span) -> bool:
    """Return whether speaker and cue stand after or within what is said, as in ``..., X noted``."""
    if complement.follows is not Follows.NOTHING:
        return False
    before = prose.words[first - 1] if first > sentence[0] else ""
    return (
        before in {"", ",", CLOSE, "—", "–", "--", "as", "than", "(", "?", "!"}
        or before.lower() in prose.saying.words["joining"]
    )


def after_quotation(prose: Prose, place: int, sentence: Span) -> bool:
    """Return whether a quotation, and perhaps a comma, ends right before this token."""
    before = place - 1
    if before > sentence[0] and prose.words[before] == ",":
        before -= 1
    if before < sentence[0]:
        return place == sentence[0] and before >= 0 and place not in prose.breaks and prose.words[before] == CLOSE
    return prose.words[before] == CLOSE
