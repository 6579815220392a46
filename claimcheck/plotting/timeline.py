"""Figures over time on matplotlib's axes: a step line for each party, and in words what fell or was taken back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from claimcheck.errors import InvalidRecord
from claimcheck.findings.topics import Gathered
from claimcheck.incidents.moments import DATED
from claimcheck.incidents.series import Mark, Series, Timeline, timeline_of
from claimcheck.plotting.canvas import (
    DARK,
    GREY,
    PALE,
    SHADES,
    Hand,
    day_number,
    days_shown,
    figure_of,
    heading,
    key_to,
    notes_below,
    numbers_shown,
    paper_for,
    place_words,
    share_out,
)
from claimcheck.plotting.scales import scale_of
from claimcheck.plotting.words import wrapped
from claimcheck.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_timeline"]

_WIDTH: Final = 9.0
_MOST_LINES: Final = 12
_HEIGHT: Final = 3.4
_LINE: Final = 12.5
_MARKERS: Final = {"cutoff": "o", "asserted": "s", "published": "^"}
_DASHES: Final[tuple[Any, ...]] = ("solid", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 2, 1, 2)))
_LABELLED: Final = 30
"""Figures of which each is labelled; of more, only those that fell, were mended or were taken back."""


def draw_timeline(topic: str | None, gathered: Gathered, view: View, ax: "Axes | None" = None) -> "Axes":
    """Draw figures over time and return the axes; nothing is shown or saved.

    Args:
        topic: The key of the topic; None for all in which figures changed.
        gathered: The topics and their claims.
        view: The records.
        ax: Where to draw; by default on the axes of a new figure.
    """
    course = timeline_of(topic, gathered, view)
    if len(course.series) > _MOST_LINES:
        raise InvalidRecord(
            f"plot_timeline: {len(course.series)} lines cannot be told apart (at most {_MOST_LINES}): "
            "name a topic, topic=..."
        )
    paper, hand = paper_for(ax, width=_WIDTH), Hand.ready()
    ax = paper.ax
    for side in ("top", "right") if course.series else ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    if course.series:
        _set_reach(ax, course)
    else:
        ax.set_xticks([])
        ax.set_yticks([])
    for place, series in enumerate(course.series):
        _draw_series(ax, series, SHADES[place % len(SHADES)], _DASHES[place % len(_DASHES)])
    label = "days in UTC" if course.series else ""
    ax.set_xlabel(label, fontsize=8, loc="left", **hand.style)
    scale = ax.get_yscale()
    words = [hand.legible(course.unit), "" if scale == "linear" else "logarithmic axis"]
    ax.set_ylabel(", ".join(word for word in words if word), fontsize=8, loc="top", **hand.style)
    paper = paper._replace(before=0.95)
    names = [wrapped(hand.legible(series.name), 30, 3) for series in course.series]
    probes = [ax.text(0, 0, name, fontsize=9, **hand.style) for name in names]
    tall = sum(name.count("\n") * _LINE + 18 for name in names) / 72
    inner = max(_HEIGHT, tall) if course.series else 0.5
    share_out(
        paper,
        inner=inner,
        above=heading(paper, hand, course.title, course.verdict, above=key_to(paper, hand, list(_key(course)))),
        below=notes_below(paper, hand, course.notes(), below=46 if course.series else 10),
        right=probes,
    )
    for probe in probes:
        probe.remove()
    _name_series(ax, hand, course.series, names)
    marks = course.marks
    labelled = [mark for mark in marks if len(marks) <= _LABELLED or mark.change or mark.fate]
    place_words(
        ax,
        hand,
        [
            (
                _day(mark.moment.at),
                mark.height,
                hand.legible(mark.label),
                bool(mark.change or mark.fate),
                "falls" in mark.change,
            )
            for mark in labelled
        ],
        [(_day(mark.moment.at), mark.height) for mark in marks],
    )
    return ax


def _day(days: float) -> float:
    return days + day_number(date(1, 1, 1))


def _set_reach(ax: "Axes", course: Timeline) -> None:
    marks = course.marks
    scale = scale_of(mark.found for mark in marks)
    if scale is not None:
        high = scale.high + (0 if scale.kind != "linear" else (scale.high - scale.low) / 12)
        numbers_shown(ax, "y", scale.low, high, scale=scale.kind, least=scale.least, whole=course.whole)
    days = [
        _day(end) for mark in marks for end in (mark.moment.start, mark.moment.at, mark.moment.end) if end is not None
    ]
    low, high = min(days), max(days)
    room = max((high - low) / 16, 1 / 24)
    open_before = any(mark.moment.start is None for mark in marks)
    open_after = any(mark.moment.end is None for mark in marks)
    days_shown(ax, low - room * (2 if open_before else 1), high + room * (2 if open_after else 1))
    ax.tick_params(labelsize=8)
    ax.grid(axis="y", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)


def _draw_series(ax: "Axes", series: Series, colour: str, dashes: Any) -> None:
    days = [_day(mark.moment.at) for mark in series.marks]
    if series.is_joined and len(days) > 1:
        heights = [mark.height for mark in series.marks]
        ax.plot(
            days, heights, drawstyle="steps-post", color=colour, linestyle=dashes, linewidth=1.6, zorder=2, gid="line"
        )
    for day, mark in zip(days, series.marks, strict=True):
        _draw_time(ax, mark, colour)
        _draw_bounds(ax, mark, day, colour)
        taken_back = mark.fate.startswith(("retracted", "no source"))
        ax.plot(
            [day],
            [mark.height],
            linestyle="",
            marker="X" if taken_back else _MARKERS[mark.moment.by],
            markersize=9 if taken_back else 7,
            color=colour,
            mfc="white" if mark.fate and not taken_back else colour,
            zorder=5,
            gid="figure",
        )


def _draw_time(ax: "Axes", mark: Mark, colour: str) -> None:
    """A bar from the earliest to the latest time it can be, an arrow where one of them is not known."""
    low, high = ax.get_xlim()
    start = low if mark.moment.start is None else _day(mark.moment.start)
    end = high if mark.moment.end is None else _day(mark.moment.end)
    if start == end:
        return
    style = (0, (1, 1)) if mark.moment.approximate else "solid"
    y = [mark.height, mark.height]
    ax.plot([start, end], y, color=colour, alpha=0.4, linewidth=4, linestyle=style, solid_capstyle="butt", zorder=2.5)
    for at, known, arrow in ((start, mark.moment.start, "<"), (end, mark.moment.end, ">")):
        if known is None:
            ax.plot([at], [mark.height], linestyle="", marker=arrow, color=colour, alpha=0.6, clip_on=False, zorder=3)


def _draw_bounds(ax: "Axes", mark: Mark, day: float, colour: str) -> None:
    """A bar from the lower to the upper end, an arrow where there is none."""
    if mark.found.is_point:
        return
    bottom, top = ax.get_ylim()
    start = bottom if mark.found.low is None else float(mark.found.low)
    end = top if mark.found.high is None else float(mark.found.high)
    style = (0, (2, 1)) if mark.approximate else "solid"
    ax.plot([day, day], [start, end], color=colour, linewidth=1.4, linestyle=style, zorder=3, gid="bounds")
    for at, known, arrow in ((start, mark.found.low, "v"), (end, mark.found.high, "^")):
        marker = arrow if known is None else "_"
        ax.plot([day], [at], linestyle="", marker=marker, markersize=8, color=colour, clip_on=False, zorder=4)


def _name_series(ax: "Axes", hand: Hand, series: Sequence[Series], names: Sequence[str]) -> None:
    """Write each line's name on the right, near its last figure, none over another."""
    high = max(1.0, ax.get_window_extent().height / figure_of(ax).dpi * 72)
    ends = [ax.transAxes.inverted().transform(ax.transData.transform(_end(one)))[1] * high for one in series]
    order = sorted(range(len(series)), key=lambda place: (ends[place], -place))
    tall = [names[place].count("\n") * _LINE + 17 for place in order]
    spots: list[float] = []
    for step, place in enumerate(order):
        lowest = spots[-1] + (tall[step - 1] + tall[step]) / 2 if spots else tall[step] / 2
        spots.append(max(ends[place], lowest))
    over = high
    for step in reversed(range(len(order))):
        spots[step] = min(spots[step], over - tall[step] / 2)
        over = spots[step] - tall[step] / 2
    right = ax.get_xlim()[1]
    for place, spot in zip(order, spots, strict=True):
        day, end = _end(series[place])
        ax.plot([day, right], [end, end], color=SHADES[place % len(SHADES)], linewidth=0.5, alpha=0.7, zorder=1.5)
        colour = SHADES[place % len(SHADES)]
        ax.annotate(
            names[place],
            xy=(right, end),
            xytext=(1.05, spot / high),
            textcoords="axes fraction",
            va="center",
            fontsize=9,
            color=DARK,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.7,
                "relpos": (0, 0.5),
                "shrinkA": 2,
                "shrinkB": 0,
            },
            gid="party",
            **hand.style,
        )


def _end(series: Series) -> tuple[float, float]:
    last = series.marks[-1]
    return _day(last.moment.at), last.height


def _key(course: Timeline) -> Iterator[tuple[dict[str, Any], str]]:
    marks = course.marks
    plain: dict[str, Any] = {"linestyle": "", "color": GREY, "markersize": 6}
    for by, words in DATED.items():
        if any(mark.moment.by == by for mark in marks):
            yield plain | {"marker": _MARKERS[by]}, words
    if any(mark.fate == "superseded" for mark in marks):
        yield plain | {"marker": "o", "mfc": "white"}, "superseded"
    if any(mark.fate.startswith("retracted") for mark in marks):
        yield plain | {"marker": "X"}, "retracted"
    if any(mark.fate.startswith("no source") for mark in marks):
        yield plain | {"marker": "X"}, "no source left"
    if any(
        mark.moment.start is None or mark.moment.end is None or mark.moment.start < mark.moment.end for mark in marks
    ):
        yield {"color": GREY, "alpha": 0.4, "linewidth": 4}, "some time within"
    if any(not mark.found.is_point for mark in marks):
        yield plain | {"marker": "_", "markersize": 8}, "bounds"
