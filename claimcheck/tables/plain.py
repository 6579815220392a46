"""The flags of topics that arrays cannot decide exactly, by the plain objects that define them.

They are few: topics with several units, with "more than 52 of 80", with numbers that a float does not hold, or with a
party that stands in two control groups.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

import numpy as np

from claimcheck.comparing.axes import stand
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison
from claimcheck.comparing.comparison import Outcome as Compared
from claimcheck.findings.contest import disputes
from claimcheck.findings.lines import by_line
from claimcheck.findings.origins import count_origins
from claimcheck.findings.positions import sweep
from claimcheck.model import Category, Claim, Measure, Party, Proposition, Tie
from claimcheck.support.grounds import Grounds
from claimcheck.support.ways import Ways
from claimcheck.tables.figures import shown_number
from claimcheck.tables.reading import Claims
from claimcheck.tables.rows import Bools, Flags, Kind, Outcome
from claimcheck.view import View

__all__ = ["decide_plainly"]

_MOST_PAIRS: Final = 60
"""Claims of a topic up to which all pairs are compared, so that the farthest opponent is named; above, one of them."""

_WEAKER: Final = {
    (Compared.ESTIMATE_SPREAD, None): Outcome.ESTIMATE_SPREAD,
    (Compared.UNDETERMINED, "value"): Outcome.UNDETERMINED_VALUE,
    (Compared.UNDETERMINED, "cutoff"): Outcome.UNDETERMINED_CUTOFF,
    (Compared.PROGRESSION, None): Outcome.PROGRESSION,
}


def decide_plainly(claims: Claims, flags: Flags, left: Bools) -> dict[int, str]:
    """Write the flags of the topics *left* into *flags*, and return the reasons of their rows."""
    reasons: dict[int, str] = {}
    topics: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(left).tolist():
        topics[int(claims.rows.topic[row])].append(row)
    for rows in topics.values():
        _Topic(claims, rows).decide(flags, reasons)
    return reasons


class _Topic:
    """The rows of one topic as plain claims."""

    def __init__(self, claims: Claims, rows: list[int]) -> None:
        self._claims = claims
        values = [claims.value_of(row) for row in rows]
        held = claims.rows
        order = sorted(
            range(len(rows)),
            key=lambda at: (int(held.party[rows[at]]), str(values[at]), repr(values[at]), *self._told(rows[at])),
        )
        self.rows = [rows[at] for at in order]
        self.values = [values[at] for at in order]
        self.party = [int(held.party[row]) for row in self.rows]
        self.group = [int(held.group[row]) for row in self.rows]
        spec = claims.spec
        self.view = View(base=spec.vocabulary)
        if spec.excludes:
            self.view.put(Measure(name="the word of the topic", kind="category", exclusive=self._words()))
        for party, group in sorted(set(zip(self.party, self.group, strict=True))):
            if party >= 0:
                self.view.put(Party(key=f"group {group}", name=f"group {group}"))
                master = Tie(party=f"group {group}")
                self.view.put(Party(key=f"{party} of {group}", name=f"{party} of {group}", acts_for=(master,)))
        self.standings = [stand(self._claim(at, joined=True), self.view) for at in range(len(self.rows))]
        self.sides = [frozenset() if group < 0 else frozenset({str(group)}) for group in self.group]

    def _told(self, row: int) -> tuple[int, str, str, int]:
        """What tells one row from others of its party and its value: rows of which only the place differs are alike."""
        claims, cell = self._claims, int(self._claims.cell[row])
        when = None if claims.moment is None else claims.moments[int(claims.moment[row])]
        basis = claims.cells[cell].basis if cell >= 0 else None
        return int(claims.rows.group[row]), "" if when is None else when.edtf, basis or "", row

    def _words(self) -> frozenset[str]:
        return frozenset(value.term for value in self.values if isinstance(value, Category))

    def _claim(self, at: int, *, joined: bool) -> Claim:
        claims, row, party = self._claims, self.rows[at], self.party[at]
        cell = int(claims.cell[row])
        when = None if claims.moment is None else claims.moments[int(claims.moment[row])]
        by = () if party < 0 else (str(party) if joined else f"{party} of {self.group[at]}",)
        return Claim(
            key=f"{at:09d}",
            claimants=by,
            basis=claims.cells[cell].basis if cell >= 0 else None,
            asserted=when if claims.spec.asserted else None,
            proposition=Proposition(
                event="the topic",
                measure=claims.spec.measure,
                value=self.values[at],
                cutoff=when if claims.spec.cutoff else None,
            ),
        )

    def decide(self, flags: Flags, reasons: dict[int, str]) -> None:
        """Write the flags of the topic."""
        between = self._held_apart(self.sides)
        self._note(flags, reasons, between, Kind.CONTESTED, weaker=True)
        if not all(self.sides) and any(self.sides):
            named = [frozenset({"named"}) if side else frozenset({"nobody"}) for side in self.sides]
            unnamed = self._held_apart(named)
            self._note(flags, reasons, unnamed, Kind.DISPUTED_BY_UNATTRIBUTED)
        members: dict[int, list[int]] = defaultdict(list)
        for at, group in enumerate(self.group):
            members[group].append(at)
        own = [frozenset({str(party)}) for party in self.party]
        for group, places in sorted(members.items()):
            if group >= 0 and len({self.party[at] for at in places}) > 1:
                self._note(flags, reasons, self._held_apart(own, places), Kind.INCONSISTENT)
        self._positions(flags)
        self._origins(flags)

    def _held_apart(
        self, sides: Sequence[frozenset[str]], places: Sequence[int] | None = None
    ) -> dict[int, tuple[int, Comparison, bool]]:
        """For each claim the farthest of another side that disputes it, else the farthest that it differs from."""
        found: dict[int, tuple[int, Comparison, bool]] = {}
        among = range(len(self.rows)) if places is None else places
        if len(among) > _MOST_PAIRS:
            opposed = disputes([self.standings[at] for at in among], [sides[at] for at in among], self.view)
            for at, other in ((among[one], among[another]) for one, another in opposed.items()):
                found[at] = (other, compare_standings(self.standings[at], self.standings[other], self.view), True)
            return found
        for one, other in combinations(among, 2):
            if not (sides[one] and sides[other] and sides[one].isdisjoint(sides[other])):
                continue
            compared = compare_standings(self.standings[one], self.standings[other], self.view)
            conflict = compared.conflict and not compared.boundary
            if not conflict and compared.gap is None:
                continue
            for at, to, held in ((one, other, compared), (other, one, compared.inverse)):
                if at not in found or self._rank(at, to, held, conflict) > self._rank(at, *found[at]):
                    found[at] = (to, held, conflict)
        return found

    def _rank(self, at: int, other: int, compared: Comparison, conflict: bool) -> tuple[object, ...]:
        """Which of two opponents speaks: one that disputes the claim, the farther, the one above, the first by name."""
        gap = compared.gap.absolute if compared.gap else 0
        on = {"share": 1, "total": 2}.get(compared.field or "", 0)
        count = [self.standings[one].ranges.get("count") for one in (other, at)]
        above = all(one is not None and one.low is not None for one in count) and count[0].low > count[1].low  # type: ignore[union-attr,operator]
        return conflict, -on, gap, above, -other

    def _note(
        self,
        flags: Flags,
        reasons: dict[int, str],
        found: dict[int, tuple[int, Comparison, bool]],
        kind: Kind,
        *,
        weaker: bool = False,
    ) -> None:
        for at, (other, compared, conflict) in found.items():
            row = self.rows[at]
            if conflict:
                before = Kind(int(flags.kinds[row]))
                if kind is Kind.DISPUTED_BY_UNATTRIBUTED and before & Kind.CONTESTED:
                    continue
                flags.kinds[row] |= kind
                if before & (kind - 1):
                    continue
            elif not weaker:
                continue
            outcome = self._outcome(at, compared, conflict)
            if outcome is Outcome.NONE:
                continue
            flags.against[row] = self.rows[other]
            flags.outcome[row] = outcome
            flags.gap[row] = np.nan if compared.gap is None else _as_float(compared.gap.absolute)
            reasons[row] = self._shown(compared.deciding, at, other)

    def _shown(self, reason: str, *pair: int) -> str:
        """A reason in which broken numbers of a column stand in decimals, as they do in the table."""
        reason = reason.replace("`cutoff:`", "`cutoff`")  # a column of the table, no line of a case file
        for at in pair:
            row = self.rows[at]
            if self._claims.cell[row] < 0:
                low, high = float(self._claims.rows.low[row]), float(self._claims.rows.high[row])
                shown = shown_number(low, high, float(self._claims.rows.ends[row]))
                reason = reason.replace(str(self.values[at]), shown)
        return reason

    def _outcome(self, at: int, compared: Comparison, conflict: bool) -> Outcome:
        if conflict:
            return Outcome.EXCLUSIVE if isinstance(self.values[at], Category) else Outcome.CONTRADICTS
        if compared.boundary:
            return Outcome.BOUNDARY
        return _WEAKER.get((compared.outcome, compared.field), Outcome.NONE)

    def _positions(self, flags: Flags) -> None:
        place = {standing.claim.key: row for standing, row in zip(self.standings, self.rows, strict=True)}
        count = 0
        lines = by_line(self.standings)
        for unit in sorted(lines, key=lambda unit: (unit == "percent", unit)):
            line = sweep([found for found, _ in lines[unit]])
            for (_, standing), first, last in zip(lines[unit], line.first, line.last, strict=True):
                row = place[standing.claim.key]
                flags.first[row], flags.last[row] = count + first, count + last
            count += len(line.cliques)
        words = self.view.vocabulary
        said = [str(words.concept(one.term)) if isinstance(one, Category) else None for one in self.values]
        number = {word: count + at for at, word in enumerate(sorted({word for word in said if word is not None}))}
        for row, word in zip(self.rows, said, strict=True):
            if word is not None:
                flags.first[row] = flags.last[row] = number[word]
        flags.positions[self.rows] = count + len(number)

    def _origins(self, flags: Flags) -> None:
        apart = [stand(self._claim(at, joined=False), self.view) for at in range(len(self.rows))]
        tallies = count_origins(apart, Ways(apart, Grounds(self.view)), self.view)
        for at, row in enumerate(self.rows):
            flags.origins[row] = tallies[at].independent
            many = flags.origins[row] > 1
            flags.kinds[row] |= Kind.CORROBORATED if many else Kind.UNCORROBORATED if self.party[at] >= 0 else Kind(0)
            flags.kinds[row] |= Kind.UNATTRIBUTED if self.party[at] < 0 else Kind(0)


def _as_float(number: int | Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
