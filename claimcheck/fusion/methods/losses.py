"""How far what a voice says lies from what is believed: what CRH and CATD weigh voices by."""

from collections.abc import Callable
from math import inf

from claimcheck.fusion.middles import Figures, distance, weighted_median
from claimcheck.fusion.scores import Scores, moved, winners
from claimcheck.fusion.told import Told

__all__ = ["Losses"]


class Losses:
    """The best values under given weights of the voices, and what each vote then loses, from 0 to 1.

    A word loses 1 where another is best. A figure loses the square of its distance, in units of *scale* or, without it,
    of the size of the best figure; never more than 1, so that no vandal's figure counts for more than a wrong one.
    """

    def __init__(self, told: Told, scale: float | None) -> None:
        self._told = told
        self._scale = scale
        self._figures = Figures.of(told)
        self.scores: list[float] = []
        self.estimates: list[float | None] = [None] * len(told.topics)

    def under(self, weights: list[float]) -> list[float]:
        """Find the best values where voices have these weights, and return what each vote loses."""
        told = self._told
        held = [weights[one.voice] * one.weight for one in told.votes]
        self.scores = told.spread(held)
        best = winners(told, self.scores)
        lost = []
        for one in told.votes:
            value = best[one.topic]
            lost.append(0.5 if value is None else float(not one.first <= value <= one.last))
        for topic, places in self._figures:
            votes = [told.votes[place] for place in places]
            middle = weighted_median(votes, [held[place] for place in places])
            self.estimates[topic] = middle
            scale = self._scale or max(abs(middle), 1.0)
            for place, one in zip(places, votes, strict=True):
                lost[place] = min(distance(one, middle) / scale, 1.0) ** 2
        return lost

    def settled(
        self,
        weigh: Callable[[list[float], list[float]], list[float]],
        max_rounds: int,
        least_change: float,
    ) -> Scores:
        """Weigh voices by what they lose and values by voices, until the weights stay.

        *weigh* gives the weights of the voices from the sums of what they lose and the numbers of their claims, of the
        claims that are tested. The largest weight is made 1.
        """
        told = self._told
        tested = told.tested()
        counts = told.per_voice(one.weight if shows else 0.0 for one, shows in zip(told.votes, tested, strict=True))
        weights = [1.0] * len(told.voices)
        number, change = 0, inf
        while number < max_rounds and change >= least_change:
            number += 1
            lost = self.under(weights)
            sums = told.per_voice(
                one.weight * each if shows else 0.0 for one, each, shows in zip(told.votes, lost, tested, strict=True)
            )
            raw = weigh(sums, counts)
            most = max(raw) or 1.0
            before, weights = weights, [each / most for each in raw]
            change = moved(before, weights)
        self.under(weights)
        return Scores(
            tuple(self.scores),
            tuple(weights),
            number,
            converged=change < least_change,
            estimates=tuple(self.estimates),
        )
