"""Who says what in this text: each attribution as three places, the speaker, the cue and what is said.

Each rule of the grammar, with its example:

Examples:
    >>> from claimcheck.reading.speech.saying import saying
    >>> def told(text):
    ...     prose = Prose(text, saying("en"))
    ...     for who, cue, contents, denies in find_attributions(prose):
    ...         parts = [who, cue, *(span for span, _ in contents)]
    ...         print(" | ".join(text[prose.starts[a] : prose.ends[b - 1]] for a, b in parts) + " (denied)" * denies)
    >>> told("The ministry said on Monday that 12 people died.")  # a subject, a verb, what is said
    The ministry | said | 12 people died
    >>> told("Three bridges were hit, the governor said.")  # what is said stands first
    the governor | said | Three bridges were hit
    >>> told("“We lost 40 planes,” said Ann Lee, a pilot.")  # the speaker follows the verb
    Ann Lee | said | We lost 40 planes
    >>> told("Ann Lee, who is 28, has repeatedly denied that she lied.")  # an apposition, a tense, a denial
    Ann Lee | has repeatedly denied | she lied (denied)
    >>> told("Police and rescuers told reporters 12 died.")  # two speakers, and who was told
    Police and rescuers | told | 12 died
    >>> told("According to the SES, 13 were saved.")  # a phrase, before or after
    the SES | According to | 13 were saved
    >>> told("Two died, police said at the scene. Two died, Lee told a news conference.")  # where it was said
    police | said | Two died
    Lee | told | Two died
    >>> told("The mayor dismissed reports that 12 died. No officials said that 12 died.")  # a denial, and nobody
    The mayor | dismissed | 12 died (denied)
    >>> told("The mayor, who denied that 12 died, said 3 were hurt.")  # a relative clause ends with its comma
    The mayor | denied | 12 died (denied)
    The mayor | said | 3 were hurt
    >>> told("At least 13 were saved, according to the SES.")
    the SES | according to | At least 13 were saved
    >>> told("As Reuters reported, 12 people died.")  # as somebody reported
    Reuters | reported | 12 people died
    >>> told("Officials remain firm, stating that losses mount.")  # a participle has the subject of its clause
    Officials | stating | losses mount
    >>> told("Ukraine maintains that they left, whereas Russia claims they stayed.")  # side by side
    Ukraine | maintains | they left
    Russia | claims | they stayed
    >>> told("Russia claimed interception of 162 drones.")  # a noun is claimed
    Russia | claimed | interception of 162 drones
    >>> told("The raid was described by aides as a success.")  # the passive, where it names somebody
    aides | was described by | a success
    >>> told("The general was quoted as saying that 300 left.")  # quoted by others
    The general | was quoted as saying | 300 left
    >>> told("Kyiv accused Moscow of 12 raids. The union called for talks.")  # a charge, a call
    Kyiv | accused | Moscow of 12 raids
    The union | called for | talks
    >>> told("A new poll shows a gap of 12 points. The ministry put the toll at 12.")  # a document, a value
    A new poll | shows | a gap of 12 points
    The ministry | put | the toll at 12
    >>> told("“We won,” he said, “and they lost.” “It is over.”")  # a quotation in two, and one that goes on
    he | said | We won | and they lost. | It is over.
    >>> told("The dead, he said, were soldiers.")  # in the middle of what is said
    he | said | The dead | were soldiers
    >>> told("Joe Biden: “We will help.”")  # a colon before a quotation
    Joe Biden | : | We will help.
    >>> told("X said that Y denied it.")  # what Y denied is X's word
    X | said | Y denied it
    >>> told("He did not say so. If he says so, who knows? She would say it. It is said. 5 were reported dead.")
    >>> told("The Kherson region reported 12 dead.")  # a place is where it happened, and no speaker
"""

from claimcheck.reading.speech.beside import cut_off, is_within, with_continuations
from claimcheck.reading.speech.complements import Complement, Follows, complement_of
from claimcheck.reading.speech.contents import (
    Attribution,
    Contents,
    content_before,
    content_end,
    contents_of,
    continuation,
    inverted_tail,
    past_circumstances,
    quoted_content,
    relative_end,
    tidied,
)
from claimcheck.reading.speech.cues import Cue, Voice, find_cues
from claimcheck.reading.speech.grounds import attributes
from claimcheck.reading.speech.nounphrases import Span, is_finite, is_plausible, phrase_after
from claimcheck.reading.speech.prose import CLOSE, OPEN, Prose
from claimcheck.reading.speech.speakers import apposition_subject, clause_subject, subject_before

__all__ = ["find_attributions"]


def find_attributions(prose: Prose) -> list[Attribution]:
    """Return the attributions of the text, in order.

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> [one] = find_attributions(Prose("The army said it rained.", saying("en")))
        >>> one.speaker, one.cue, one.contents
        ((0, 2), (2, 3), (((3, 5), -1),))
    """
    found: list[Attribution] = []
    for number, sentence in enumerate(prose.sentences):
        earlier = len(found)
        heading = _heading(prose, sentence)
        if heading is not None:
            found.append(heading)
        for cue in find_cues(prose, sentence):
            one = _attribution(prose, sentence, number, cue, found[earlier:])
            if one is not None and not is_within(prose, one, cue, found[earlier:]):
                found[earlier:] = [cut_off(prose, other, one) for other in found[earlier:]]
                found.append(one)
    return with_continuations(prose, found)


def _attribution(prose: Prose, sentence: Span, number: int, cue: Cue, earlier: list[Attribution]) -> Attribution | None:
    first, stop = sentence
    if cue.voice is Voice.PHRASE:
        return _phrase(prose, sentence, cue)
    form = cue.form
    assert form is not None
    stop = relative_end(prose, cue.first, stop)
    sentence = first, stop
    complement = complement_of(prose, cue, stop)
    denies = "denying" in form.classes or ("dismissing" in form.classes and complement.follows is Follows.THAT)
    if cue.voice is Voice.PASSIVE:
        return _passive(prose, sentence, cue, denies)
    if cue.voice is Voice.ACTIVE:
        inverted = _inverted(prose, sentence, number, cue, complement, denies)
        if inverted is not None:
            return inverted
    speaker = _speaker(prose, sentence, cue, earlier)
    if speaker is None or not is_plausible(prose, speaker) or _is_doubted(prose, speaker, first):
        return None
    if not attributes(prose, cue, complement, speaker, sentence):
        return None
    complement = past_circumstances(prose, sentence, complement, min(speaker[0], cue.first))
    contents = contents_of(prose, sentence, number, cue, complement, speaker)
    if not contents:
        return None
    return Attribution(speaker, (cue.first, cue.stop), contents, denies)


def _speaker(prose: Prose, sentence: Span, cue: Cue, earlier: list[Attribution]) -> Span | None:
    first = sentence[0]
    if cue.voice is Voice.ONGOING:
        if earlier and earlier[-1].cue[1] <= cue.first:
            return earlier[-1].speaker
        return clause_subject(prose, first, cue.first)
    if cue.voice is Voice.QUOTED and prose.lower[cue.first] == "as":
        for place in range(cue.first - 1, max(first, cue.first - 12), -1):
            if prose.lower[place] in prose.saying.words["quoting"]:
                return (place + 1, cue.first) if place + 1 < cue.first else None
        return None
    before = prose.lower[cue.first - 1] if cue.first > first else ""
    if before in {"and", "but"} and earlier:
        return earlier[-1].speaker
    return subject_before(prose, cue.first, first)


def _is_doubted(prose: Prose, speaker: Span, first: int) -> bool:
    """Return whether ``if X says`` leaves open that anybody said it."""
    place = speaker[0] - 1
    return place >= first and prose.lower[place] in prose.saying.words["doubts"]


def _inverted(
    prose: Prose, sentence: Span, number: int, cue: Cue, complement: Complement, denies: bool
) -> Attribution | None:
    """Read ``"...," said X``: the speaker follows the verb where the content stands before it."""
    first, stop = sentence
    form = cue.form
    assert form is not None
    before = prose.words[cue.first - 1] if cue.first > first else ""
    continued = cue.first == first and number > 0 and prose.words[first - 1] == CLOSE
    if not (before in {",", CLOSE, "?", "!", "—", "–"} or continued or before in {"as", "than"}):
        return None
    if cue.stop >= stop or not form.classes & {"free", "clause", "nominal"} or form.verb == "tell":
        return None
    if prose.lower[cue.verb - 1] in {"has", "have", "had", "'ve", "'d"}:
        return None
    if before == "," and apposition_subject(prose, cue.first - 1, first) is not None:
        return None
    if prose.lower[cue.stop] in {"that", OPEN, ",", ":"} | prose.saying.words["prepositions"]:
        return None
    span = phrase_after(prose, cue.stop, stop)
    if span is None or not is_plausible(prose, span):
        return None
    for index in range(span[0], span[1]):
        if index > span[0] and is_finite(prose, index):
            return None
    if span[1] < stop and prose.words[span[1]] == OPEN:
        return None
    if (
        prose.lower[span[0]] in prose.saying.words["personal"]
        and span[1] < stop
        and prose.words[span[1]] not in {",", "."}
    ):
        return None
    if prose.lower[span[0]] in {"it", "there", "this", "that"} | prose.saying.words["adverbs"]:
        return None
    if span[1] < stop and is_finite(prose, span[1]):
        return None
    nouns = prose.saying.nouns
    inside = {prose.lower[index] for index in range(*span)}
    if not (
        any(prose.words[index][0].isupper() for index in range(*span))
        or inside & nouns["roles"]
        or inside & nouns["documents"]
        or prose.lower[span[0]] in prose.saying.words["personal"]
    ):
        return None
    before_it = content_before(prose, sentence, cue.first)
    if before_it and before_it[0][1] < 0:
        contents = before_it + inverted_tail(prose, span[1], stop)
    else:
        contents = before_it + continuation(prose, span[1], stop)
    return Attribution(span, (cue.first, cue.stop), contents, denies) if contents else None


def _phrase(prose: Prose, sentence: Span, cue: Cue) -> Attribution | None:
    """Read ``according to X, ...`` and ``..., according to X``."""
    first, stop = sentence
    speaker = phrase_after(prose, cue.stop, stop)
    if speaker is None or not is_plausible(prose, speaker):
        return None
    fronted = all(
        prose.lower[index] in prose.saying.words["openers"] or not prose.words[index][0].isalnum()
        for index in range(first, cue.first)
    )
    before = cue.first - 1
    if before > first and prose.words[before] == ",":
        before -= 1
    joined = before > first and prose.lower[before] in prose.saying.words["joining"] | {"that", "because", "where"}
    if fronted or joined:
        start = speaker[1]
        while start < stop and prose.words[start] != ",":
            start += 1
        if start + 1 >= stop:
            return None
        content = tidied(prose, start + 1, content_end(prose, start + 1, stop))
        contents: Contents = () if content is None else ((content, -1),)
    else:
        contents = content_before(prose, sentence, cue.first)
        contents += inverted_tail(prose, speaker[1], stop)
    return Attribution(speaker, (cue.first, cue.stop), contents, False) if contents else None


def _passive(prose: Prose, sentence: Span, cue: Cue, denies: bool) -> Attribution | None:
    """Read ``was described by X as ...`` and ``the deaths were confirmed by X``."""
    first, stop = sentence
    speaker = phrase_after(prose, cue.stop, stop)
    if speaker is not None and cue.form is not None and "against" in cue.form.classes:
        charge = next((at for at in range(*speaker) if prose.lower[at] in {"of", "for"}), speaker[1])
        content = tidied(prose, charge + 1, content_end(prose, charge + 1, stop)) if charge < speaker[1] else None
        speaker = (speaker[0], charge)
        if content is None or not is_plausible(prose, speaker):
            return None
        return Attribution(speaker, (cue.first, cue.stop), ((content, -1),), denies)
    if speaker is None or not is_plausible(prose, speaker):
        return None
    for index in range(speaker[1], min(stop, speaker[1] + 6)):
        if prose.lower[index] in {"as", "that"}:
            content = tidied(prose, index + 1, content_end(prose, index + 1, stop))
            return None if content is None else Attribution(speaker, (cue.first, cue.stop), ((content, -1),), denies)
    if cue.first == cue.verb:  # "as reported by X, ..."
        if cue.first - 1 <= first:
            content = tidied(prose, speaker[1], content_end(prose, speaker[1], stop))
            contents: Contents = () if content is None else ((content, -1),)
        else:
            contents = content_before(prose, sentence, cue.first - 1)
        return Attribution(speaker, (cue.first, cue.stop), contents, denies) if contents else None
    form = cue.form
    if form is None or not form.classes & {"nominal", "free"}:
        return None
    contents = content_before(prose, sentence, cue.first)
    return Attribution(speaker, (cue.first, cue.stop), contents, denies) if contents else None


def _heading(prose: Prose, sentence: Span) -> Attribution | None:
    """Read ``Joe Biden: "We will send tanks."``, where a colon and a quotation attribute."""
    first, stop = sentence
    start = first
    while start < stop and not prose.words[start][0].isalnum():
        start += 1
    for index in range(start, min(stop - 1, start + 8)):
        if prose.lower[index] == ":":
            named = all(prose.words[at][0].isupper() for at in range(start, index))
            if index == start or not named or prose.words[index + 1] != OPEN:
                return None
            return Attribution(
                (start, index), (index, index + 1), quoted_content(prose, prose.inside[index + 1]), False
            )
        if not prose.words[index][0].isalnum() or prose.lower[index] in prose.saying.verbs:
            return None
    return None
