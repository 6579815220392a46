"""What is asserted in this text, by whom, with which figures: drafts, for a person to accept or not."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple, TypeVar

from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.listed import Listed, brief
from claimcheck.markup import html_table
from claimcheck.model import Party
from claimcheck.reading.figures import Mention, find_quantities
from claimcheck.reading.speech.attributions import find_attributions
from claimcheck.reading.speech.contents import Attribution, past_dateline, tidied
from claimcheck.reading.speech.institutions import self_report
from claimcheck.reading.speech.nounphrases import is_pronoun
from claimcheck.reading.speech.prose import Prose
from claimcheck.reading.speech.resolving import Parties
from claimcheck.reading.speech.saying import saying
from claimcheck.reading.speech.selectors import TextQuoteSelector, text_quote_selectors
from claimcheck.reading.speech.standing import is_circumstance
from claimcheck.times import TimeMention, find_times

__all__ = ["Draft", "DraftKind", "Spans", "extract"]


_FAR: Final = 60
"""Code points after a cue within which who was told may stand."""


class DraftKind(StrEnum):
    """In what way a text says that somebody asserts something."""

    DIRECT_QUOTE = "direct quote"
    REPORTED = "reported"
    SELF_REPORT = "self-report"
    UNATTRIBUTED = "unattributed"


class Spans(NamedTuple):
    """Where the parts of a draft stand in the text, each as (start, end) in code points."""

    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[int, int]


@frozen(kw_only=True)
class Draft:
    """A suggestion: this is asserted here, by this speaker. It is no fact, and enters no ledger by itself.

    Attributes:
        speaker: Who asserts it, as written; None where the text does not say.
        cue: The words that attribute it; None where there are none.
        content: What is asserted, as written; of a direct quotation what stands between its marks.
        kind: Direct quote, reported, self-report (an institution's own act, with a figure, and no verb of saying)
            or unattributed (a figure that nobody is named for).
        spans: Where speaker, cue and content stand.
        party: The key, or the name, of the one given party that the speaker is; None where that is not certain.
        pronoun: The speaker is a pronoun; whom it stands for is left to a reader.
        denies: The speaker denies the content.
        quantities: The figures in the content, at their places in the whole text.
        times: The times in the content, at their places in the whole text.
        selector: The content as a TextQuoteSelector of the W3C Web Annotation model.
    """

    speaker: str | None
    cue: str | None
    content: str
    kind: DraftKind
    spans: Spans
    party: str | None = None
    pronoun: bool = False
    denies: bool = False
    quantities: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    selector: TextQuoteSelector

    def __str__(self) -> str:
        return f"{self.speaker or 'nobody named'}{' denies' if self.denies else ''}: {self.content}"

    def __repr__(self) -> str:
        return brief(self)

    _headings: ClassVar[tuple[str, ...]] = ("speaker", "party", "cue", "content", "kind", "figures", "times")

    def _cells(self) -> tuple[object, ...]:
        cue = f"{self.cue or ''} (denies)".strip() if self.denies else self.cue
        figures = tuple(str(one) for one in self.quantities)
        times = tuple(str(one) for one in self.times)
        return self.speaker or "nobody named", self.party, cue, self.content, self.kind, figures, times

    def _repr_html_(self) -> str:
        rows = zip(self._headings, self._cells(), strict=True)
        return html_table(None, [row for row in rows if row[1]], caption="Draft: a suggestion, and no fact")


def extract(
    text: str, *, reference: date | None = None, parties: Iterable[Party | str] | None = (), language: str = "en"
) -> tuple[Draft, ...]:
    """Return what the text says that somebody asserts, and every other sentence with a figure, in order.

    These are suggestions and never facts. A speaker is given as written; pronouns are not resolved, a place that
    "reported five dead" is no speaker, and a publisher is never filled in. A sentence whose only figure is an age or
    a length of time gives no draft.

    Args:
        text: Prose; all positions are code points into it.
        reference: The day that relative times such as "on Monday" are read against; without it they stay unread.
        parties: Names, Party records or a ledger's ``parties``, among which a speaker may be found; None is none.
        language: The language of the text; "en" is the only one yet.

    Raises:
        InvalidRecord: The text is no string, or the parties are not several names or records.
        UnknownLanguage: There are no word lists for the language.

    Examples:
        >>> for draft in extract("Kyiv’s air force shot down 52 of 80 drones, officials said. Three people died."):
        ...     print(draft.speaker, draft.cue, draft.kind.value, [str(one.quantity) for one in draft.quantities])
        officials said reported ['52 of 80']
        None None unattributed ['3']
        >>> extract("“We lost 40 planes,” she said.")[0].pronoun
        True
    """
    words = saying(language)
    if not isinstance(text, str):
        raise InvalidRecord(f"text: expected a string, got {type(text).__name__}")
    prose = Prose(text, words)
    found = _found(prose)
    known = Parties(() if parties is None else parties, text, words)
    figures = tuple(one for one in find_quantities(text, language=language) if not _only_ranks(prose, one))
    times = find_times(text, reference=reference, language=language)
    at = [figure.start for figure in figures]
    telling = [one for one in figures if not is_circumstance(text, one, words)]
    raw = sorted(
        (*found, *_unattributed(prose, found, telling)),
        key=lambda one: (one.spans.content, one.spans.cue or (0, 0)),
    )
    selectors = text_quote_selectors(text, [one.spans.content for one in raw])
    times_at = [time.start for time in times]
    return Listed(
        _draft(
            text,
            one,
            selector,
            known,
            _within(figures, at, one.spans.content),
            _within(times, times_at, one.spans.content),
        )
        for one, selector in zip(raw, selectors, strict=True)
    )


def _only_ranks(prose: Prose, figure: Mention) -> bool:
    """Whether the figure is the "one" of "one of its most serious attacks", which counts nothing."""
    if figure.quantity.low != 1 or figure.quantity.high != 1 or figure.quantity.of is not None:
        return False
    place, lists = bisect_left(prose.starts, figure.end), prose.saying.words
    if place + 2 >= prose.size or prose.lower[place] != "of" or prose.lower[place + 1] not in lists["ranked_in"]:
        return False
    word = prose.lower[place + 2]
    return word in lists["ranking"] or (len(word) > 5 and word.endswith("est"))


_Mentioned = TypeVar("_Mentioned", Mention, TimeMention)


class _Raw(NamedTuple):
    spans: Spans
    kind: DraftKind
    pronoun: bool
    denies: bool


def _found(prose: Prose) -> list[_Raw]:
    raw = []
    for one in find_attributions(prose):
        for span, quotation in one.contents:
            kind = DraftKind.DIRECT_QUOTE if quotation >= 0 else DraftKind.REPORTED
            raw.append(_Raw(_spans(prose, one, span), kind, is_pronoun(prose, one.speaker), one.denies))
    return raw


def _spans(prose: Prose, one: Attribution, content: tuple[int, int]) -> Spans:
    return Spans(_place(prose, one.speaker), _place(prose, one.cue), _place(prose, content))


def _place(prose: Prose, span: tuple[int, int]) -> tuple[int, int]:
    """Return the code points of some tokens; a possessive that only joins is not part of a name."""
    return prose.starts[span[0]], prose.ends[span[1] - 1]


def _unattributed(prose: Prose, found: Sequence[_Raw], figures: Sequence[Mention]) -> Iterator[_Raw]:
    """Yield a draft for each stretch of a sentence with a figure that no attribution covers."""
    starts = [prose.starts[first] for first, _ in prose.sentences]
    beside: defaultdict[int, list[Spans]] = defaultdict(list)
    for one in found:
        places = [place for place in one.spans if place is not None]
        numbers = {bisect_right(starts, end) - 1 for place in places for end in (place[0], place[1] - 1)}
        for number in range(min(numbers), max(numbers) + 1):
            beside[number].append(one.spans)
    inside: defaultdict[int, list[Mention]] = defaultdict(list)
    for figure in figures:
        inside[bisect_right(starts, figure.start) - 1].append(figure)
    for number, here in inside.items():
        if number < 0:
            continue
        if number in beside:
            yield from _stretches(prose, prose.sentences[number], here, beside[number])
        else:
            yield from _whole(prose, prose.sentences[number])


def _whole(prose: Prose, sentence: tuple[int, int]) -> Iterator[_Raw]:
    """Yield the draft of a sentence that has a figure and no attribution."""
    sentence = past_dateline(prose, *sentence), sentence[1]
    span = tidied(prose, *sentence)
    if span is not None:
        speaker = self_report(prose, sentence)
        kind = DraftKind.UNATTRIBUTED if speaker is None else DraftKind.SELF_REPORT
        place = None if speaker is None else _place(prose, speaker)
        yield _Raw(Spans(place, None, _place(prose, span)), kind, False, False)


def _stretches(
    prose: Prose, sentence: tuple[int, int], figures: Sequence[Mention], beside: Sequence[Spans]
) -> Iterator[_Raw]:
    """Yield what stands around the figures that no content holds: beside an attribution, or the speaker's own share."""
    start, end = prose.starts[past_dateline(prose, *sentence)], prose.ends[sentence[1] - 1]
    marks = [place for spans in beside for place in spans if place is not None]
    done = start
    for figure in figures:
        if figure.start < done or any(spans.content[0] <= figure.start < spans.content[1] for spans in beside):
            continue
        if any(_is_of_listeners(prose.text, spans, figure.start) for spans in beside):
            continue
        named = next((one for one in beside if one.speaker and one.speaker[0] <= figure.start < one.speaker[1]), None)
        if named is None:
            low = max((mark[1] for mark in marks if mark[1] <= figure.start), default=start)
            high = min((mark[0] for mark in marks if mark[0] >= figure.end), default=end)
        elif named.speaker and (figure.quantity.unit == "percent" or figure.quantity.of is not None):
            low, high = min(named.speaker[0], named.content[0]), max(named.speaker[1], named.content[1])
        else:
            continue  # "one witness", "three officials": who speaks, and no figure of theirs
        span = tidied(prose, bisect_left(prose.starts, max(low, done)), bisect_left(prose.starts, min(high, end)))
        if span is not None:
            place = _place(prose, span)
            done = max(done, place[1])
            yield _Raw(Spans(None, None, place), DraftKind.UNATTRIBUTED, False, False)


def _is_of_listeners(text: str, spans: Spans, place: int) -> bool:
    """Whether the place is in the words right after the cue that tell who was told, or where: ``told 12 men that``."""
    if spans.cue is None or not 0 <= place - spans.cue[1] <= _FAR or spans.cue[1] <= spans.content[0] < place:
        return False
    if spans.speaker is not None and spans.speaker[0] <= place < spans.speaker[1]:
        return False
    between = text[spans.cue[1] : place]
    return not (set(between) & set(",;:—–.()") or " and " in between or " but " in between)


def _within(mentions: Sequence[_Mentioned], starts: Sequence[int], span: tuple[int, int]) -> tuple[_Mentioned, ...]:
    low, high = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    return tuple(mention for mention in mentions[low:high] if mention.end <= span[1])


def _draft(
    text: str,
    raw: _Raw,
    selector: TextQuoteSelector,
    known: Parties,
    quantities: tuple[Mention, ...],
    times: tuple[TimeMention, ...],
) -> Draft:
    speaker, cue, content = raw.spans
    name = None if speaker is None else text[slice(*speaker)]
    return Draft(
        speaker=name,
        cue=None if cue is None else text[slice(*cue)],
        content=text[slice(*content)],
        kind=raw.kind,
        spans=raw.spans,
        party=None if speaker is None or raw.pronoun else known.speaking(text, speaker),
        pronoun=raw.pronoun,
        denies=raw.denies,
        quantities=quantities,
        times=times,
        selector=selector,
    )
