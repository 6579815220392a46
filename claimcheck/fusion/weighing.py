"""How fusion comes to what it finds: who counts as one, what is told, a method's scores, and what they decide."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import fsum
from typing import Any, Final

from claimcheck.errors import MissingExtra, Problem
from claimcheck.fusion.copying import Group, find_groups, joined
from claimcheck.fusion.fused import Again, Fused, Fusion, Reliability, Weighed, shown_value
from claimcheck.fusion.learning import (
    Learning,
    check_half_life,
    domain_weight,
    found_of,
    in_domains,
    known_in,
    own,
    recency_of,
    start_of,
    wholes_of,
)
from claimcheck.fusion.options import check_margin, exact_tolerance, options_of
from claimcheck.fusion.registry import default_method, method_called
from claimcheck.fusion.reliability import reliability_of
from claimcheck.fusion.repeats import said_once
from claimcheck.fusion.scores import DIGITS, Scores, winners
from claimcheck.fusion.several import SEVERAL, Truth, as_lists, true_count, truths_of, weighs_several, why_no_truth
from claimcheck.fusion.told import Said, Told, Value, tell
from claimcheck.fusion.updating import saying_more, takes_start

__all__ = ["fuse_said", "fused_topics"]

_MARGIN: Final = 0.1


def fuse_said(
    said: Sequence[Said],
    *,
    method: str | None = None,
    groups: Iterable[Group] = (),
    dependence: bool = True,
    tolerance: Fraction | int = 0,
    within: Mapping[str, str] | None = None,
    margin: float = _MARGIN,
    gold: Mapping[str, Truth] | None = None,
    several: bool = False,
    domains: Mapping[str, str] | None = None,
    days: Sequence[float] | None = None,
    half_life: float | None = None,
    options: Mapping[str, Any] | None = None,
    left_out: Sequence[Problem] = (),
    frame: Callable[[Mapping[str, list[Any]]], Any] | None = None,
    start: Fusion | None = None,
    again: Again | None = None,
) -> Fusion:
    """Return what fusion finds in what is *said*.

    Args:
        said: What the parties say.
        method: The method by name; ``default_method`` where it is left out.
        groups: The parties that are known to count as one voice.
        dependence: Whether parties that agree as copies do count as one as well.
        tolerance: How far two figures may lie apart and still say the same.
        within: For each word what it lies within.
        margin: By how much the share of the best value has to be above the next for it to be called the best.
        gold: The truth of some topics, as far as it is known: a word or a figure.
        several: Whether several values of a topic can be right.
        domains: The domain of each topic, where parties have a reliability in each.
        days: On which day each thing was said.
        half_life: After how many days what a party said tells half as much of how reliable it is.
        options: What else the method takes.
        left_out: What was not weighed, and why; it is told with the rest.
        frame: What makes a frame of columns; by default pandas.
        start: What was found before, from whose reliabilities the rounds start.
        again: What fuses it with more; by default more that is said.

    Raises:
        InvalidRecord: There is no such method, it takes no such option, or it cannot weigh such values.
        BadInput: A topic has words and figures.
        MissingExtra: scipy is not installed.
    """
    groups = tuple(groups)
    asked = {
        "method": method,
        "groups": groups,
        "dependence": dependence,
        "tolerance": tolerance,
        "within": within,
        "margin": margin,
        "gold": gold,
        "several": several,
        "domains": domains,
        "options": options,
        "left_out": left_out,
        "frame": frame,
    }
    check_margin(margin)
    several = weighs_several(method, several=several)
    check_half_life(half_life, has_days=days is not None)
    learned = "by domain" if domains is not None else None if half_life is None else "that fades"
    name = SEVERAL if several else method or default_method(said, nested=bool(within), one_rate=learned is not None)
    run = method_called(name)
    known = joined(groups)
    found, suspects = (
        find_groups(as_lists(said) if several else said_once(said), known=known) if dependence else (known, ())
    )
    label_of = {party: group.name for group in found for party in group.parties}
    voice_of = {party: group.parties[0] for group in found for party in group.parties}
    given = dict(options or {})
    weight = domain_weight(given, has_domains=domains is not None)
    chosen = options_of(name, run, given, {one.party for one in said}, voice_of, has_gold=bool(gold), learned=learned)
    spoken: Sequence[Said] = said
    if domains is not None:
        spoken, voice_of = in_domains(said, voice_of, domains)
        chosen |= known_in(chosen, domains)
    told = tell(spoken, groups=voice_of, tolerance=exact_tolerance(tolerance), within=within, several=several)
    truths = truths_of(told, gold or {}, several=several)
    if truths:
        chosen["gold"] = truths
    recency = () if days is None or half_life is None else recency_of(told, days, half_life)
    begun = {} if start is None or start.method != name else start_of(told, spoken, start.found)
    if learned is not None or (begun and takes_start(run)):
        chosen["learning"] = Learning(() if domains is None else wholes_of(told), weight, recency, begun)
    scores = run(told, **chosen)
    return Fusion(
        topics=fused_topics(said, told, scores, margin, truths, domains or {}),
        reliabilities=_reliabilities(said, told, scores, label_of, truths, domains or {}, weight, recency),
        groups=found,
        suspects=suspects,
        left_out=tuple(left_out),
        method=name,
        rounds=scores.rounds,
        converged=scores.converged,
        frame=frame or _pandas,
        said_of=_by_topic(said),
        found=found_of(told, spoken, scores.voices),
        again=again or saying_more(fuse_said, said, asked, is_dated=days is not None),
    )


def _by_topic(said: Sequence[Said]) -> Callable[[str], Sequence[Said]]:
    held: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        held[one.topic].append(one)
    return lambda topic: held[topic]


def fused_topics(
    said: Sequence[Said],
    told: Told,
    scores: Scores,
    margin: float,
    truths: Collection[int],
    domains: Mapping[str, str],
) -> tuple[Fused, ...]:
    """Return the topics that are told, with what the scores of their values decide.

    Args:
        said: What is said of them.
        told: The same, as it is weighed.
        scores: What a method gives.
        margin: By how much the best value has to be ahead.
        truths: The topics whose truth is known.
        domains: The domain of each topic, where there are any.
    """
    shares = list(scores.values) if scores.are_probabilities else told.shares(scores.values)
    stated: dict[int, dict[str, None]] = defaultdict(dict)
    changes: dict[int, int] = defaultdict(int)
    for one, place in zip(said, told.places, strict=True):
        vote = told.votes[place]
        if vote.first == vote.last and not vote.is_bound:
            stated[vote.first][one.where] = None
        else:
            changes[vote.first] += 1
            changes[vote.last + 1] -= 1
    allowed = list(accumulate(changes.get(value, 0) for value in range(len(told.values))))
    best = winners(told, scores.values)
    voices = told.voices_of()
    found = []
    for topic, (begin, end) in enumerate(told.slices()):
        order = sorted(range(begin, end), key=lambda value: (-round(shares[value], DIGITS), value))
        estimate = None if scores.estimates is None else scores.estimates[topic]
        deviation = None if scores.deviations is None else scores.deviations[topic]
        found.append(
            Fused(
                topic=told.topics[topic],
                values=tuple(
                    _weighed(
                        told.values[value],
                        shares[value],
                        scores.are_probabilities,
                        tuple(stated[value]),
                        allowed[value],
                    )
                    for value in order
                ),
                abstained=None
                if topic in truths and shares[order[0]] > 0
                else _abstained(
                    best[topic],
                    [shares[v] for v in order],
                    margin,
                    len(voices[topic]),
                    estimate,
                    scores.rates is not None,
                ),
                estimate=estimate,
                deviation=deviation,
                domain=domains.get(told.topics[topic]),
                several=None if scores.rates is None else true_count(shares[begin:end], margin),
            )
        )
    return tuple(found)


def _abstained(
    best: int | None, shares: list[float], margin: float, voices: int, estimate: float | None, several: bool
) -> str | None:
    if voices < 2:
        return "only one voice says more than a bound" if voices else "nobody says more than a bound"
    if several:
        return None if true_count(shares, margin) else why_no_truth(shares[0], margin)
    if estimate is not None:
        return None
    if best is None:
        return "the best values are equally credible"
    if len(shares) > 1 and round(shares[0] - shares[1], DIGITS) < margin:
        return f"the best value is ahead by {shares[0] - shares[1]:.2g} only, and the margin is {margin:g}"
    rest = max(1 - fsum(shares), 0.0)
    if round(shares[0] - rest, DIGITS) < margin:
        return f"the best value has {shares[0]:.2f}, and what nobody says {rest:.2f}"
    return None


def _weighed(value: Value, share: float, is_probability: bool, stated: tuple[str, ...], allowed: int) -> Weighed:
    low, high = (None, None) if isinstance(value, str) else (value.low, value.high)
    return Weighed(
        value=value if isinstance(value, str) else shown_value(value),
        low=low,
        high=high,
        probability=share if is_probability else None,
        share=share,
        claims=len(stated),
        stated=stated,
        allowed=allowed,
    )


def _reliabilities(
    said: Sequence[Said],
    told: Told,
    scores: Scores,
    group_of: Mapping[str, str],
    truths: Collection[int],
    domains: Mapping[str, str],
    weight: float,
    recency: Sequence[float],
) -> tuple[Reliability, ...]:
    if scores.are_probabilities:
        right_by_vote = told.covered(scores.values)
    else:
        best = winners(told, scores.values)
        right_by_vote = [
            0.5 if (value := best[one.topic]) is None else float(one.first <= value <= one.last) for one in told.votes
        ]
    tested = told.tested(truths)
    rows: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for one, place in zip(said, told.places, strict=True):
        rows[one.party, domains.get(one.topic, "")][place] = None
    slots = sorted(rows)
    showing = [[place for place in rows[slot] if tested[place]] for slot in slots]
    heard = recency or [1.0] * len(told.votes)
    right = [fsum(heard[place] * right_by_vote[place] for place in places) for places in showing]
    claims = [fsum(heard[place] for place in places) for places in showing]
    doubts = [
        fsum(heard[place] * right_by_vote[place] * (1 - right_by_vote[place]) for place in places) for places in showing
    ]
    pairs = own(right, claims, (1.0, 1.0))
    if domains:
        pairs = _drawn([party for party, _ in slots], right, claims, doubts, weight)
    rates = scores.rates or [(None, None)] * len(told.voices)
    found = []
    for number, ((party, domain), places) in enumerate(zip(slots, showing, strict=True)):
        mean, low, high = reliability_of(right[number], claims[number], doubts[number], pairs[number])
        sensitivity, specificity = rates[told.votes[next(iter(rows[party, domain]))].voice]
        found.append(
            Reliability(
                party=party,
                reliability=mean,
                low=low,
                high=high,
                claims=len(places),
                group=group_of.get(party),
                domain=domain or None,
                sensitivity=sensitivity,
                specificity=specificity,
            )
        )
    return tuple(found)


def _drawn(
    parties: Sequence[str], right: Sequence[float], claims: Sequence[float], doubts: Sequence[float], weight: float
) -> list[tuple[float, float]]:
    """The right and wrong claims of each party in each domain, its own and what it shows over all domains."""
    sums: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for party, *each in zip(parties, right, claims, doubts, strict=True):
        sums[party].append((each[0], each[1], each[2]))
    overall = {}
    for party, several in sums.items():
        gain, count, doubt = (fsum(part) for part in zip(*several, strict=True))
        overall[party], _, _ = reliability_of(gain, count, doubt, (gain + 1.0, count - gain + 1.0))
    return [
        (gain + weight * overall[party], count - gain + weight * (1 - overall[party]))
        for party, gain, count in zip(parties, right, claims, strict=True)
    ]


def _pandas(columns: Mapping[str, list[Any]]) -> Any:
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra('a frame needs pandas: install "claimcheck[frame]"') from err
    return pd.DataFrame(dict(columns))
