"""Fusion of a table in process: as plain objects, or if it is large as columns, in pieces on all cores."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Final

import numpy as np
from attrs import evolve, frozen

from claimcheck.errors import BadInput
from claimcheck.fusion.copying import known_groups
from claimcheck.fusion.fused import Fused, Fusion
from claimcheck.fusion.scores import Scores
from claimcheck.fusion.shards.acts import Acts, cut
from claimcheck.fusion.shards.arrays import Floats, Ints
from claimcheck.fusion.shards.pieces import InMemory
from claimcheck.fusion.shards.topics import PieceTopics, told_of
from claimcheck.fusion.shards.weighing import ON_ARRAYS, Asked, Weighed, weigh
from claimcheck.fusion.told import Said, tell
from claimcheck.fusion.weighing import fuse_said, fused_topics
from claimcheck.tables.claims import FrameClaims, read_frame
from claimcheck.tables.fusing import FrameSpec, arrow_for, frame_like, row_name
from claimcheck.tables.saying import Saying, is_flat, read_acts

__all__ = ["COLUMNS_FROM", "fuse_frame"]

COLUMNS_FROM: Final = 20_000
"""Rows from which on a frame is weighed in columns; it comes to the same."""


def fuse_frame(frame: Any, spec: FrameSpec, asked: Asked, where: Callable[[int], str] = row_name) -> Fusion:
    """Return what fusion finds in a pandas or polars frame or a ``pyarrow.Table``, in frames of its own kind.

    Args:
        frame: The frame.
        spec: Which columns say what.
        asked: What is asked.
        where: What to call a row by its place.

    Raises:
        BadInput: Rows cannot be weighed, each named.
        InvalidRecord: A column is missing, or the method cannot weigh such values.
    """
    table, like = arrow_for(frame, spec), frame_like(frame)
    if table.num_rows >= COLUMNS_FROM and _is_for_columns(spec, asked) and all(map(is_flat, table.schema.types)):
        saying = read_acts(table, spec, where)
        if not saying.mixing:
            return _Columns(table, spec, asked, where, like, saying).fused(asked)
    first = read_frame(table, spec, [where(row) for row in range(table.num_rows)])
    return _plainly(first, asked, like)


def _is_for_columns(spec: FrameSpec, asked: Asked) -> bool:
    """Whether it can be weighed in columns: with one truth a topic, and one reliability of each voice."""
    is_plain = spec.domain is None and asked.half_life is None and not asked.several and not spec.several
    return is_plain and (asked.method is None or asked.method in ON_ARRAYS)


def _plainly(claims: FrameClaims, asked: Asked, frame: Callable[[Any], Any], start: Fusion | None = None) -> Fusion:
    """What fusion finds in plain objects."""
    return fuse_said(
        claims.said,
        method=asked.method,
        groups=(*asked.groups, *claims.groups),
        domains=claims.domains,
        days=claims.days,
        half_life=asked.half_life,
        dependence=asked.dependence,
        tolerance=asked.tolerance,
        within=asked.within,
        margin=asked.margin,
        gold=asked.gold,
        several=asked.several,
        options=asked.options,
        left_out=claims.left_out,
        frame=frame,
        start=start,
        again=lambda more, found: _plainly(claims.more(more), asked, frame, found),
    )


@frozen(eq=False)
class _Columns:
    """A table on its way to what fusion finds in it."""

    table: Any
    spec: FrameSpec
    asked: Asked
    where: Callable[[int], str]
    frame: Callable[[Any], Any]
    saying: Saying

    def fused(self, asked: Asked) -> Fusion:
        """What fusion finds."""
        saying = self.saying
        if saying.acts is None:
            raise BadInput(list(saying.heard.problems))
        asked = evolve(asked, groups=(*asked.groups, *known_groups(saying.heard.group_of, "of one control group")))
        found = weigh(InMemory(list(cut(saying.acts))), asked)
        told = found.laid.asked(
            partial(told_of, scores=found.scores, are_probabilities=found.are_probabilities, margin=asked.margin)
        )
        rows = _Rows(saying, saying.acts, self.where)
        make = partial(_fused, rows=rows, found=found, asked=asked)
        return found.fusion(
            PieceTopics(told, make, are_probabilities=found.are_probabilities),
            left_out=saying.heard.left_out,
            frame=self.frame,
            said_of=rows.of,
            again=self.again,
        )

    def again(self, more: Any, start: Fusion | None) -> Fusion:
        """What is found with more: from here on in plain objects, which know what is there already."""
        first = read_frame(self.table, self.spec, [self.where(row) for row in range(self.table.num_rows)])
        return _plainly(first.more(more), self.asked, self.frame, start)


def _fused(topic: str, scores: Floats, *, rows: "_Rows", found: Weighed, asked: Asked) -> Fused:
    """A topic, with what is said of it laid out anew: by the same rule, so that its scores are those of its values."""
    said = rows.of(topic)
    voice_of = {party: group.parties[0] for group in found.groups for party in group.parties}
    told = tell(said, groups=voice_of, tolerance=asked.tolerance, within=asked.within)
    given = Scores(tuple(scores.tolist()), (), are_probabilities=found.are_probabilities)
    truths = [0] if topic in asked.gold else []
    return fused_topics(said, told, given, asked.margin, truths, {})[0]


@frozen(eq=False, slots=False)
class _Rows:
    """The rows of a table by their topics."""

    saying: Saying
    acts: Acts
    where: Callable[[int], str]

    @cached_property
    def _order(self) -> Ints:
        return np.argsort(self.saying.topic, kind="stable")

    @cached_property
    def _starts(self) -> Ints:
        topics = np.arange(len(self.acts.topics) + 1)
        return np.searchsorted(self.saying.topic[self._order], topics)

    @cached_property
    def _place_of(self) -> Mapping[str, int]:
        return {topic: place for place, topic in enumerate(self.acts.topics)}

    def of(self, topic: str) -> Sequence[Said]:
        """What is said of a topic, row by row."""
        place = self._place_of[topic]
        rows = self._order[self._starts[place] : self._starts[place + 1]]
        parties, values = self.saying.party[rows].tolist(), self.saying.value[rows].tolist()
        return [
            Said(self.acts.parties[party], topic, self.acts.values[value], self.where(row))
            for row, party, value in zip(rows.tolist(), parties, values, strict=True)
        ]
