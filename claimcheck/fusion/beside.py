"""How does fusion stand beside the positions of a ledger? Both of each topic, and in words what neither says.

Fusion never overrules what is contested: a contested topic keeps its positions, and a sentence says that it does.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from typing import ClassVar, Final

from attrs import field, frozen

from claimcheck.cards import flagged
from claimcheck.errors import InvalidRecord, Problem
from claimcheck.findings.lines import positions_of
from claimcheck.findings.positions import Position
from claimcheck.findings.topics import Gathered, Topic
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import TESTED, Fused, Fusion, Reliability, Weighed, shown_reliability, shown_share
from claimcheck.fusion.ofledger import hear, members_of
from claimcheck.fusion.told import Said, name_of
from claimcheck.markup import html_table, one_line
from claimcheck.view import View

__all__ = ["TESTED", "Backed", "Beside", "LineBeside", "TopicBeside", "Voice", "set_beside", "shown_reliability"]


_SHOWN: Final = 12


@frozen(kw_only=True)
class Voice:
    """A party that says something of a topic.

    Attributes:
        party: As what fusion has it: its key, or the keys of those who speak jointly.
        name: Its name, or all names.
        members: Its key, or each key of those who speak jointly.
        claims: The keys of the claims in which it says so.
        reliability: How reliable fusion finds it.
    """

    party: str
    name: str
    members: tuple[str, ...]
    claims: tuple[str, ...]
    reliability: Reliability

    def __str__(self) -> str:
        return f"{self.name} (reliability {shown_reliability(self.reliability)})"

    @property
    def is_known(self) -> bool:
        """Whether its reliability rests on enough tested claims to be told as a number."""
        return self.reliability.claims >= TESTED


@frozen(kw_only=True)
class Backed:
    """A value of a topic, and who says it."""

    value: Weighed
    voices: tuple[Voice, ...]


@frozen(kw_only=True)
class LineBeside:
    """What fusion finds of the figures or of the words of a topic, and who says what.

    Attributes:
        fused: What it finds.
        values: Each value with those who say it, the most credible first.
        leaving: Those who say none and leave several possible, as "at least 13" does.
        suspects: Pairs that both speak for the first value, may be copies of each other, and are counted apart.
        voices: As how many voices those count who say the first value.
        differ: Whether two of these voices ever say different things of one topic, as copies do not.
        is_tested: Whether two voices say more than a bound, or its truth was given, so that there is anything to weigh.
    """

    fused: Fused
    values: tuple[Backed, ...]
    leaving: tuple[Voice, ...] = ()
    suspects: tuple[tuple[str, str], ...] = ()
    voices: int = 1
    differ: bool = False
    is_tested: bool = True

    @property
    def finding(self) -> str:
        """What fusion finds, in a sentence or two of which none calls it settled."""
        fused, best = self.fused, self.fused.best
        if best is None:
            return f"Fusion calls no value the best: {fused.abstained}."
        if fused.estimate is not None:
            spread = "" if fused.deviation is None else f", with a standard deviation of {fused.deviation:,.3g}"
            found = f"Fusion puts the figure at {best.value}{spread}."
            speaking = [voice for value in self.values for voice in value.voices]
        else:
            found = f"Weighed by who says it, {best.value} comes first, with {_weight_of(best)}."
            speaking = list(self.values[0].voices)
        if not any(voice.is_known for voice in speaking):
            found += f" Nobody who says so has {TESTED} tested claims here: it is little more than a count of voices."
        for one, other in self.suspects:
            found += f" {one} and {other} may be copies of each other, and are counted apart."
        if fused.estimate is None and self.voices == 1:
            found += " One voice says so."
        elif fused.estimate is None and not self.differ and not self.suspects:
            found += " Those who say so never differ here, as copies would not: nothing shows that each knows it alone."
        return found


@frozen(kw_only=True)
class TopicBeside:
    """A topic of a ledger: its positions, and what fusion finds beside them.

    Attributes:
        topic: The topic.
        contested: Whether it is contested, which it stays whatever fusion finds.
        positions: The positions.
        lines: What fusion finds: of most topics one line, and no line where no declared party says a value.
        left_out: Which claims are not weighed, and why.
    """

    topic: Topic
    contested: bool
    lines: tuple[LineBeside, ...]
    left_out: tuple[Problem, ...] = ()
    _positions: Callable[[], tuple[Position, ...]] = field(eq=False, repr=False)
    _name: Callable[[str], str] = field(eq=False, repr=False)

    @property
    def positions(self) -> tuple[Position, ...]:
        """The largest sets of claims that could all be right together."""
        return self._positions()

    @property
    def is_tested(self) -> bool:
        """Whether two voices say more than a bound of it."""
        return any(line.is_tested for line in self.lines)

    @property
    def sentence(self) -> str:
        """What fusion finds, and that the topic stays contested where it is."""
        found = [one.finding for one in self.lines] or ["Fusion weighs nothing here."]
        found.append("The topic stays contested." if self.contested else "The topic is not contested.")
        return " ".join(found)

    def __repr__(self) -> str:
        return f"<TopicBeside {one_line(f'{self.topic.label}: {self.sentence}')}>"

    _headings: ClassVar[tuple[str, ...]] = ("topic", "positions", "fusion beside them")

    def _cells(self) -> tuple[object, ...]:
        label = (self.topic.label, *((flagged("contested"),) if self.contested else ()))
        return label, tuple(_told_positions(self)), (*_told_lines(self), self.sentence)

    def _repr_html_(self) -> str:
        return html_table(self._headings, [self._cells()])


@frozen(kw_only=True)
class Beside:
    """What fusion finds of a ledger beside what the ledger has: topic by topic, the contested ones first."""

    fusion: Fusion
    topics: tuple[TopicBeside, ...]

    @property
    def contested(self) -> tuple[TopicBeside, ...]:
        """The contested topics."""
        return tuple(one for one in self.topics if one.contested)

    def __str__(self) -> str:
        lines = []
        for one in self.contested[:_SHOWN]:
            lines += [
                one_line(one.topic.label),
                *(f"  position {one_line(text)}" for text in _told_positions(one)),
                *(f"  fusion {one_line(text)}" for text in _told_lines(one)),
                f"  {one_line(one.sentence)}",
            ]
        return "\n".join([*lines, self._caption()])

    def _caption(self) -> str:
        count = len(self.contested)
        told = f"{count:,} contested {'topic' if count == 1 else 'topics'}"
        more = f", of which {_SHOWN} are shown" if count > _SHOWN else ""
        return f"{told}{more}; fusion by {self.fusion.method} stands beside them and settles none"

    def _repr_html_(self) -> str:
        """One table: the contested topics, their positions on the left, fusion on the right."""
        rows = [one._cells() for one in self.contested[:_SHOWN]]
        left_out = max(len(self.contested) - _SHOWN, 0)
        return html_table(TopicBeside._headings, rows, caption=self._caption(), left_out=left_out)

    def __repr__(self) -> str:
        return f"<Beside {one_line(self._caption())}>"


def set_beside(fusion: Fusion, gathered: Gathered, view: View, contested: Collection[str]) -> Beside:
    """Return what *fusion* found of a ledger beside the positions of its topics.

    Args:
        fusion: What was found in this ledger.
        gathered: The claims of the ledger by topic.
        view: The ledger's records.
        contested: The keys of its contested topics.

    Raises:
        InvalidRecord: It is no fusion, or one of a table, of another ledger, or of this one before it changed.
    """
    if not isinstance(fusion, Fusion):
        raise InvalidRecord(f"fusion: expected what ledger.fuse() gives, got {fusion!r:.80}")
    if fusion.heard is None:
        raise InvalidRecord("fusion: it is of a table, and has no topics of this ledger; take ledger.fuse()")
    if fusion.heard != hear(gathered, view):
        raise InvalidRecord(
            "fusion: it is of another ledger, or of this one before it changed; take ledger.fuse() of this one"
        )
    speakers = _Speakers(fusion, fusion.heard.said, view)
    told: dict[str, list[Said]] = defaultdict(list)
    for one in fusion.heard.said:
        told[one.topic].append(one)
    keys, by_topic = dict(fusion.heard.topics), defaultdict(list)
    for fused in fusion.topics:
        by_topic[keys[fused.topic]].append(_line_beside(fused, told[fused.topic], speakers))
    left_out: dict[str, list[Problem]] = defaultdict(list)
    for problem in fusion.left_out:
        left_out[gathered.topic_of[problem.where]].append(problem)
    found = [
        TopicBeside(
            topic=gathered.topics[key],
            contested=key in contested,
            lines=tuple(by_topic[key]),
            left_out=tuple(left_out[key]),
            positions=_positions(gathered, view, key),
            name=view.party_name,
        )
        for key in {*by_topic, *contested}
    ]
    return Beside(
        fusion=fusion,
        topics=tuple(sorted(found, key=lambda one: (not one.contested, one.topic.label, one.topic.key))),
    )


def _positions(gathered: Gathered, view: View, key: str) -> Callable[[], tuple[Position, ...]]:
    return lambda: positions_of(gathered.members[key], view)


class _Speakers:
    """Who speaks: names, reliabilities, and who counts with whom."""

    def __init__(self, fusion: Fusion, said: Sequence[Said], view: View) -> None:
        self.held: Mapping[str, Reliability] = {one.party: one for one in fusion.reliabilities}
        self.suspects: Sequence[Group] = fusion.suspects
        self._voice = {party: group.parties[0] for group in fusion.groups for party in group.parties}
        self._view = view
        self._held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one in said:
            if not _is_bound(one):
                self._held[self.voice(one.party)][one.topic].add(name_of(one.value))
        self._differing: dict[tuple[str, str], bool] = {}

    def differ(self, voices: Collection[str]) -> bool:
        """Whether any two voices say different things of one topic; of many the first are held against each other."""
        return any(self._differ(*pair) for pair in combinations(sorted(voices)[:_SHOWN], 2))

    def _differ(self, one: str, other: str) -> bool:
        found = self._differing.get((one, other))
        if found is None:
            fewer, more = sorted((self._held[one], self._held[other]), key=len)
            found = any(topic in more and told.isdisjoint(more[topic]) for topic, told in fewer.items())
            self._differing[one, other] = found
        return found

    def voice(self, party: str) -> str:
        """As whom a party counts."""
        return self._voice.get(party, party)

    def members(self, party: str) -> tuple[str, ...]:
        """A party, or those who speak together."""
        return tuple(members_of(party, self._view))

    def name(self, party: str) -> str:
        """A party's name, or the names of those who speak together."""
        return " and ".join(map(self._view.party_name, self.members(party)))


def _line_beside(fused: Fused, said: Sequence[Said], speakers: _Speakers) -> LineBeside:
    by_claim: dict[str, list[str]] = defaultdict(list)
    for one in said:
        by_claim[one.where].append(one.party)
    stated = {place for value in fused.values for place in value.stated}
    told = [[(party, place) for place in value.stated for party in by_claim[place]] for value in fused.values]
    values = tuple(
        Backed(value=value, voices=_voices(who, speakers)) for value, who in zip(fused.values, told, strict=True)
    )
    first = {voice.party for voice in values[0].voices}
    voices = {speakers.voice(party) for party in first}
    return LineBeside(
        fused=fused,
        values=values,
        leaving=_voices([(one.party, one.where) for one in said if one.where not in stated], speakers),
        suspects=tuple(
            (speakers.name(pair.parties[0]), speakers.name(pair.parties[1]))
            for pair in speakers.suspects
            if first.issuperset(pair.parties)
        ),
        voices=len(voices),
        differ=speakers.differ(voices),
        is_tested=fused.best is not None or len({speakers.voice(one.party) for one in said if not _is_bound(one)}) > 1,
    )


def _voices(told: Sequence[tuple[str, str]], speakers: _Speakers) -> tuple[Voice, ...]:
    claims: dict[str, dict[str, None]] = defaultdict(dict)
    for party, place in told:
        claims[party][place] = None
    return tuple(
        Voice(
            party=party,
            name=speakers.name(party),
            members=speakers.members(party),
            claims=tuple(claims[party]),
            reliability=speakers.held[party],
        )
        for party in sorted(claims)
    )


def _is_bound(said: Said) -> bool:
    """Whether it is a figure without an end on one side."""
    value = said.value
    return not isinstance(value, str) and (value.low is None) != (value.high is None)


def _weight_of(value: Weighed) -> str:
    """How much a value weighs, in words: a probability, or a share of scores that is none."""
    share = shown_share(value.share).replace(">", "more than ").replace("<", "less than ")
    if value.probability is None:
        return f"{share} of the scores, which are no probabilities"
    return f"a probability of {share} under the model"


def _told_positions(one: TopicBeside) -> list[str]:
    told = []
    for position in one.positions[:_SHOWN]:
        claims = position.claims
        names = sorted({one._name(party) for claim in claims[:_SHOWN] for party in claim.claimants})
        names += ["nobody named"] if any(not claim.claimants for claim in claims[:_SHOWN]) else []
        told.append(_more(f"{position}: {', '.join(names)}", len(claims) - _SHOWN, "claims"))
    return told + _rest(len(one.positions), "positions")


def _told_lines(one: TopicBeside) -> list[str]:
    told = []
    for line in one.lines:
        if not line.is_tested:
            continue
        for backed in line.values[:_SHOWN]:
            share = shown_share(backed.value.share)
            told.append(f"{share} {backed.value.value}: {_names(backed.voices) or 'nobody says just this'}")
        told += _rest(len(line.values), "values")
        if line.leaving:
            told.append(f"leaving several possible: {_names(line.leaving)}")
    told += [f"not weighed: {problem.message} ({problem.where})" for problem in one.left_out[:_SHOWN]]
    return told + _rest(len(one.left_out), "that are not weighed")


def _names(voices: Sequence[Voice]) -> str:
    return _more(", ".join(map(str, voices[:_SHOWN])), len(voices) - _SHOWN, "parties")


def _more(text: str, more: int, what: str) -> str:
    return f"{text}, and {more:,} more {what}" if more > 0 else text


def _rest(count: int, what: str) -> list[str]:
    return [f"and {count - _SHOWN:,} more {what}"] if count > _SHOWN else []
