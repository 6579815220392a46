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
from claimcheck.tables.fusing import FrameSpec, arrow_for, frame_like, read_claims, row_name
from claimcheck.tables.saying import Saying, read_acts

__all__ = ["COLUMNS_FROM", "fuse_arrow", "fuse_frame"]

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
    if table.num_rows >= COLUMNS_FROM and asked.method in {None, *ON_ARRAYS}:
        return fuse_arrow(table, spec, asked, where=where, frame=like)
    said, groups, left_out = read_claims(table, spec, [where(row) for row in range(table.num_rows)])
    return fuse_said(
        said,
        method=asked.method,
        groups=(*asked.groups, *groups),
        dependence=asked.dependence,
        tolerance=asked.tolerance,
        within=asked.within,
        margin=asked.margin,
        gold=asked.gold,
        options=asked.options,
        left_out=left_out,
        frame=like,
    )


def fuse_arrow(
    table: Any,
    spec: FrameSpec,
    asked: Asked,
    *,
    where: Callable[[int], str],
    frame: Callable[[Mapping[str, Any]], Any],
) -> Fusion:
    """Return what fusion finds in a ``pyarrow.Table``.

    Args:
        table: The table.
        spec: Which columns say what.
        asked: What is asked.
        where: What to call a row by its place.
        frame: What makes a frame of columns.

    Raises:
        BadInput: Rows cannot be weighed, each named.
        InvalidRecord: The method cannot weigh such values.
    """
    saying = read_acts(table, spec, where)
    if saying.acts is None:
        raise BadInput(list(saying.heard.problems))
    asked = evolve(asked, groups=(*asked.groups, *known_groups(saying.heard.group_of, "of one control group")))
    found = weigh(InMemory(list(cut(saying.acts))), asked)
    told = found.laid.asked(
        partial(told_of, scores=found.scores, are_probabilities=found.are_probabilities, margin=asked.margin)
    )
    rows = _Rows(saying, saying.acts, where)
    make = partial(_fused, rows=rows, found=found, asked=asked)
    return Fusion(
        topics=PieceTopics(told, make, are_probabilities=found.are_probabilities),
        reliabilities=found.reliabilities,
        groups=found.groups,
        suspects=found.suspects,
        left_out=saying.heard.left_out,
        method=found.method,
        rounds=found.rounds,
        converged=found.converged,
        frame=frame,
        said_of=rows.of,
    )


def _fused(topic: str, scores: Floats, *, rows: "_Rows", found: Weighed, asked: Asked) -> Fused:
    """A topic, with what is said of it laid out anew: by the same rule, so that its scores are those of its values."""
    said = rows.of(topic)
    voice_of = {party: group.parties[0] for group in found.groups for party in group.parties}
    told = tell(said, groups=voice_of, tolerance=asked.tolerance, within=asked.within)
    given = Scores(tuple(scores.tolist()), (), are_probabilities=found.are_probabilities)
    truths = [0] if topic in asked.gold else []
    return fused_topics(said, told, given, asked.margin, truths)[0]


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
