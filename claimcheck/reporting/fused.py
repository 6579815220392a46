"""How does fusion read in a report? Beside the positions topic by topic, and with how little or much it rests on."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from claimcheck.errors import Problem
from claimcheck.findings.positions import Position
from claimcheck.fusion.beside import TESTED, Backed, Beside, LineBeside, TopicBeside, Voice, shown_reliability
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Reliability, Weighed, shown_share
from claimcheck.model import Claim
from claimcheck.reporting.labelling import ENGLISH, Labels
from claimcheck.reporting.labels import plural
from claimcheck.reporting.model import FusedLine, FusedTopic, FusionView, GroupView, Rated, Ref, ValueView, VoiceView

__all__ = ["fusion_plain", "fusion_sentence", "fusion_view", "is_shown"]

_SHOWN: Final = 12
"""Values, positions and voices that a topic shows before it counts the rest, and claims of one voice."""

_LEFT: Final = 40
"""Claims left out for one reason that are named before the rest is counted."""

_ALIKE: Final = " say the same on "


class _Refs(NamedTuple):
    """What turns keys into what a reader sees."""

    party: Callable[[str], Ref]
    claim: Callable[[str], Ref]
    plain: Callable[[str], str]
    label: Labels
    members: Mapping[str, tuple[str, ...]]

    def parties(self, party: str) -> tuple[Ref, ...]:
        """A party, or those who speak together."""
        return tuple(map(self.party, self.members.get(party, (party,))))


def is_shown(topic: TopicBeside) -> bool:
    """Return whether a topic is shown with its positions: it is contested, or two voices say more than a bound."""
    return topic.contested or topic.is_tested


def fusion_sentence(beside: Beside) -> str:
    """Return what fusion comes to, for the overview.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> ledger = Ledger()
        >>> for name, killed in (("Police", 5), ("Medics", 5), ("Mayor", 8)):
        ...     claim = ledger.claim(by=ledger.party(name), event="fire", measure="killed", value=killed)
        >>> print(fusion_sentence(ledger.beside()).partition(" and ")[2])
        calls one value the best in 1, of which 1 is contested and stays so.
    """
    tested = sum(one.is_tested for one in beside.topics)
    decided = [one for one in beside.topics if any(line.fused.best is not None for line in one.lines)]
    contested = sum(one.contested for one in decided)
    found = f"Fusion can weigh {tested:,} of {plural(len(beside.topics), 'topic')} by who says what"
    if not decided:
        return f"{found} and calls no value the best; what is contested stays so."
    stay = f", of which {contested:,} {'is contested and stays' if contested == 1 else 'are contested and stay'} so"
    return f"{found} and calls one value the best in {len(decided):,}{stay if contested else ''}."


def fusion_view(
    beside: Beside,
    anchors: Mapping[str, str],
    contested_at: Mapping[str, str],
    party: Callable[[str], Ref],
    claim: Callable[[str], Ref],
    plain: Callable[[str], str],
    label: Labels = ENGLISH,
) -> FusionView:
    """Return what fusion finds as a reader sees it.

    Args:
        beside: What it finds beside the positions.
        anchors: Where each topic stands that ``is_shown``, by its key.
        contested_at: Where the findings stand that say who contests a topic.
        party: What names a party.
        claim: What names a claim.
        plain: What shortens the keys in a sentence.
        label: What the report says of its own.
    """
    refs = _Refs(party, claim, plain, label, {voice.party: voice.members for voice in _all_voices(beside)})
    fusion = beside.fusion
    group_of = {party: group for group in fusion.groups for party in group.parties}
    return FusionView(
        sentence=plain(str(fusion)) + ".",
        topics=tuple(
            _topic(one, anchors[one.topic.key], contested_at.get(one.topic.key), refs)
            for one in beside.topics
            if one.topic.key in anchors
        ),
        untested=tuple(
            (one.topic.label, _told_by((), _claims_of(one), refs))
            for one in beside.topics
            if one.topic.key not in anchors
        ),
        parties=tuple(
            _rated(one, group_of.get(one.party), refs)
            for one in sorted(fusion.reliabilities, key=lambda one: (-one.claims, one.party))
        ),
        groups=tuple(_group(one, refs) for one in fusion.groups),
        suspects=tuple(_group(one, refs) for one in fusion.suspects),
        left_out=_left_out(fusion.left_out, refs),
    )


def _all_voices(beside: Beside) -> Iterable[Voice]:
    for topic in beside.topics:
        for line in topic.lines:
            for backed in line.values:
                yield from backed.voices
            yield from line.leaving


def _topic(one: TopicBeside, anchor: str, finding: str | None, refs: _Refs) -> FusedTopic:
    positions = one.positions
    return FusedTopic(
        anchor=anchor,
        heading=one.topic.label[:1].upper() + one.topic.label[1:],
        sentence=one.sentence,
        contested=one.contested,
        lines=tuple(_line(line, one, refs) for line in one.lines),
        positions=tuple(_position(position, refs) for position in positions[:_SHOWN]),
        more_positions=max(0, len(positions) - _SHOWN),
        left_out=_left_out(one.left_out, refs),
        finding=finding,
    )


def _position(position: Position, refs: _Refs) -> ValueView:
    claims = position.claims
    by_claimant: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        by_claimant.setdefault(claim.claimants, []).append(claim)
    voices = [
        _told_by(
            tuple(map(refs.party, claimants)) or (Ref(text=refs.label("nobody_title")),),
            [one.key for one in held],
            refs,
        )
        for claimants, held in sorted(by_claimant.items())
    ]
    return ValueView(value=str(position), voices=tuple(voices[:_SHOWN]), more=max(0, len(voices) - _SHOWN))


def _line(line: LineBeside, topic: TopicBeside, refs: _Refs) -> FusedLine:
    return FusedLine(
        name=line.fused.topic if len(topic.lines) > 1 else "",
        finding=line.finding,
        values=tuple(_value(one, line, refs) for one in line.values[:_SHOWN]),
        more=max(0, len(line.values) - _SHOWN),
        leaving=tuple(_voice(one, refs) for one in line.leaving[:_SHOWN]),
        more_leaving=max(0, len(line.leaving) - _SHOWN),
    )


def _value(one: Backed, line: LineBeside, refs: _Refs) -> ValueView:
    return ValueView(
        value=one.value.value,
        weight=_weight(one.value, refs.label) if line.is_tested else "",
        voices=tuple(_voice(voice, refs) for voice in one.voices[:_SHOWN]),
        allowed=one.value.allowed,
        more=max(0, len(one.voices) - _SHOWN),
    )


def _weight(value: Weighed, label: Labels) -> str:
    return f"{label('score' if value.probability is None else 'probability')} {shown_share(value.share)}"


def _voice(voice: Voice, refs: _Refs) -> VoiceView:
    return _told_by(refs.parties(voice.party), voice.claims, refs, reliability=shown_reliability(voice.reliability))


def _told_by(
    parties: tuple[Ref, ...], claims: Sequence[str], refs: _Refs, *, reliability: str = "", most: int = _SHOWN
) -> VoiceView:
    return VoiceView(
        parties=parties,
        reliability=reliability,
        claims=tuple(map(refs.claim, claims[:most])),
        more=max(0, len(claims) - most),
    )


def _claims_of(topic: TopicBeside) -> list[str]:
    found: dict[str, None] = {}
    for line in topic.lines:
        for voice in (*(one for backed in line.values for one in backed.voices), *line.leaving):
            found.update(dict.fromkeys(voice.claims))
    return sorted(found)


def _left_out(problems: Sequence[Problem], refs: _Refs) -> tuple[tuple[str, VoiceView], ...]:
    """The claims that are not weighed, reason by reason."""
    found: dict[str, list[str]] = {}
    for one in problems:
        found.setdefault(one.message, []).append(one.where)
    return tuple((why, _told_by((), sorted(keys), refs, most=_LEFT)) for why, keys in sorted(found.items()))


def _rated(one: Reliability, group: Group | None, refs: _Refs) -> Rated:
    known = one.claims >= TESTED
    others = [] if group is None else [party for party in group.parties if party != one.party]
    return Rated(
        parties=refs.parties(one.party),
        reliability=f"{one.reliability:.2f}" if known else refs.label("unknown"),
        interval=refs.label("interval", low=f"{one.low:.2f}", high=f"{one.high:.2f}") if known else "",
        tested=one.claims,
        counts_with=tuple(ref for party in others[:_SHOWN] for ref in refs.parties(party)),
        more=max(0, len(others) - _SHOWN),
    )


def _group(group: Group, refs: _Refs) -> GroupView:
    """Who counts as one, or may be a copy of whom, and why, in their names."""
    parties = frozenset(group.parties)
    return GroupView(
        parties=tuple(ref for party in group.parties for ref in refs.parties(party)),
        why=tuple(_in_names(reason, parties, refs) for reason in group.why[:_SHOWN]),
        more=max(0, len(group.why) - _SHOWN),
    )


def _in_names(reason: str, parties: Collection[str], refs: _Refs) -> str:
    told, alike, counts = reason.rpartition(_ALIKE)
    for found in re.finditer(" and ", told):
        pair = (told[: found.start()], told[found.end() :])
        if all(one in parties for one in pair):
            names = [" and ".join(ref.text for ref in refs.parties(one)) for one in pair]
            return f"{names[0]} and {names[1]}{alike}{counts}"
    return refs.plain(reason)


def fusion_plain(beside: Beside) -> dict[str, Any]:
    """Return what fusion finds beside the positions, for programs: the shape of `claimcheck fuse --json`, and more.

    A topic has besides the key of the ledger's topic, whether it is contested, its positions, a sentence, and who says
    each value. A reliability that rests on too little is null.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> ledger = Ledger()
        >>> claim = ledger.claim(by=ledger.party("Police"), event="fire", measure="killed", value=5)
        >>> found = fusion_plain(ledger.beside())
        >>> found["topics"][0]["lines"][0]["abstained"], found["parties"][0]["reliability"]
        ('only one voice says more than a bound', None)
    """
    fusion = beside.fusion
    return {
        "method": fusion.method,
        "rounds": fusion.rounds,
        "converged": fusion.converged,
        "tested_at_least": TESTED,
        "topics": [_topic_plain(one) for one in beside.topics],
        "parties": [
            {
                "party": one.party,
                **_reliability_plain(one),
                "group": one.group,
            }
            for one in fusion.reliabilities
        ],
        "groups": [{"parties": list(group.parties), "why": list(group.why)} for group in fusion.groups],
        "suspects": [{"parties": list(pair.parties), "why": list(pair.why)} for pair in fusion.suspects],
        "left_out": _left_out_plain(fusion.left_out),
    }


def _topic_plain(one: TopicBeside) -> dict[str, Any]:
    return {
        "key": one.topic.key,
        "label": one.topic.label,
        "contested": one.contested,
        "sentence": one.sentence,
        "positions": [str(position) for position in one.positions],
        "lines": [
            {
                "topic": line.fused.topic,
                "best": None if line.fused.best is None else line.fused.best.value,
                "abstained": line.fused.abstained,
                "estimate": _rounded(line.fused.estimate),
                "deviation": _rounded(line.fused.deviation),
                "values": [_value_plain(backed) for backed in line.values],
                "leaving": [_voice_plain(voice) for voice in line.leaving],
            }
            for line in one.lines
        ],
        "left_out": _left_out_plain(one.left_out),
    }


def _value_plain(backed: Backed) -> dict[str, Any]:
    value = backed.value
    return {
        "value": value.value,
        "probability": _rounded(value.probability),
        "share": _rounded(value.share),
        "low": None if value.low is None else str(value.low),
        "high": None if value.high is None else str(value.high),
        "claims": value.claims,
        "allowed": value.allowed,
        "stated": list(value.stated),
        "voices": [_voice_plain(voice) for voice in backed.voices],
    }


def _voice_plain(voice: Voice) -> dict[str, Any]:
    return {"party": voice.party, "stated": list(voice.claims), **_reliability_plain(voice.reliability)}


def _reliability_plain(one: Reliability) -> dict[str, Any]:
    known = one.claims >= TESTED
    return {
        "reliability": _rounded(one.reliability) if known else None,
        "low": _rounded(one.low) if known else None,
        "high": _rounded(one.high) if known else None,
        "claims": one.claims,
    }


def _rounded(number: float | None) -> float | None:
    """A number to as many digits as every machine has alike."""
    return None if number is None else float(f"{number:.6g}")


def _left_out_plain(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"where": one.where, "why": one.message} for one in problems]
