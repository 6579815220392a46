"""A topic on matplotlib's axes: every party's interval on one axis, or every party's word in its column."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from claimcheck.comparing.axes import Standing
from claimcheck.comparing.values import Range
from claimcheck.findings.finding import Finding
from claimcheck.findings.topics import Topic
from claimcheck.incidents.naming import short_key
from claimcheck.plotting.canvas import (
    BLUE,
    DARK,
    GREY,
    LINE,
    PALE,
    RED,
    Hand,
    heading,
    key_to,
    notes_below,
    numbers_shown,
    paper_for,
    share_along,
    share_out,
)
from claimcheck.plotting.rows import Row, TopicRows, rows_of, told_in_words
from claimcheck.plotting.words import shortened, wrapped
from claimcheck.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_topic"]

_WIDTH: Final = 9.0
_NAME, _FIGURE = 32, 30
"""How many characters a line of each has."""

_THICK: Final = 0.36
_SHADE: Final = "#56B4E9"


def draw_topic(
    topic: Topic, members: Sequence[Standing], findings: Sequence[Finding], view: View, ax: "Axes | None" = None
) -> "Axes":
    """Draw *topic* and return the axes; nothing is shown or saved.

    Args:
        topic: What the claims are about.
        members: The claims of the topic.
        findings: The findings of the ledger; those of the topic say what is contested.
        view: The records.
        ax: Where to draw; by default on the axes of a new figure.
    """
    picture = rows_of(topic, members, findings, view)
    paper, hand = paper_for(ax, width=_WIDTH), Hand.ready()
    below = _draw_words(paper.ax, hand, picture) if picture.words else _draw_figures(paper.ax, hand, picture)
    beside = _frame(paper.ax, hand, picture)
    paper = paper.beside(paper.ax.get_yticklabels())
    above = key_to(paper, hand, list(_key(picture)))
    share_out(
        paper,
        inner=0.12 + 0.36 * max(1, len(picture.rows)),
        above=heading(paper, hand, picture.title, picture.verdict, above=above),
        below=notes_below(paper, hand, told_in_words(picture), below=below),
        right=beside,
    )
    return paper.ax


def _frame(ax: "Axes", hand: Hand, picture: TopicRows) -> list[Any]:
    """The names on the left, and what each says on the right; return the texts on the right."""
    places = [float(len(picture.rows) - 1 - place) for place in range(len(picture.rows))]
    ax.set_yticks(places, [_name(row, hand) for row in picture.rows], fontsize=9, **hand.style)
    ax.set_ylim(-0.7, max(1, len(picture.rows)) - 0.3)
    ax.tick_params(axis="y", length=0, pad=9)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    return [
        ax.annotate(
            wrapped(hand.legible(row.label), _FIGURE, 2),
            xy=(1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(12, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=RED if row.marked else DARK,
            fontweight="bold" if row.marked else "normal",
            gid="figure",
            **hand.style,
        )
        for place, row in zip(places, picture.rows, strict=True)
        if row.label
    ]


def _name(row: Row, hand: Hand) -> str:
    """Who says it; with the claim's key where the name has letters that no font here has."""
    name = wrapped(hand.legible(row.who), _NAME, 2)
    return name if hand.can_write(row.who) else f"{name} [{hand.legible(shortened(short_key(row.claim), 12))}]"


def _draw_figures(ax: "Axes", hand: Hand, picture: TopicRows) -> int:
    """Draw ranges on one axis; return how far below the axes there is room again."""
    if picture.scale is None:
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        return 6
    low, high, kind, least = picture.scale
    numbers_shown(ax, "x", low, high, scale=kind, least=least, whole=picture.whole)
    _draw_positions(ax, hand, picture, (low, high))
    for place, row in enumerate(picture.rows):
        if row.found is not None:
            _draw_range(ax, row, row.found, float(len(picture.rows) - 1 - place), (low, high))
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(axis="x", labelsize=8)
    words = [hand.legible(picture.unit), "" if kind == "linear" else "logarithmic axis"]
    label = ", ".join(word for word in words if word)
    ax.set_xlabel(label, fontsize=8, loc="right", **hand.style)
    return 36 if label else 24


def _draw_positions(ax: "Axes", hand: Hand, picture: TopicRows, reach: tuple[float, float]) -> None:
    """Shade the range that the claims of each position share, with its letter at the top."""
    letters: dict[float, str] = {}
    for letter, position in zip("ABCDEFGH", picture.positions, strict=False):
        start = reach[0] if position.low is None else float(position.low)
        end = reach[1] if position.high is None else float(position.high)
        if start < end:
            ax.axvspan(start, end, facecolor=_SHADE, alpha=0.14, zorder=0.5, gid="position")
        ax.axvline(start, color=GREY, linewidth=0.9, linestyle=":", zorder=0.6)
        at = (share_along(ax, start) + share_along(ax, end)) / 2
        near = next((other for other in letters if abs(other - at) < 0.025), None)
        letters[at if near is None else near] = letter if near is None else f"{letters[near]} {letter}"
    for at, letter in letters.items():
        ax.annotate(
            letter,
            xy=(at, 1),
            xycoords="axes fraction",
            xytext=(0, -1),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8,
            color=GREY,
            gid="position",
            **hand.style,
        )


def _draw_range(ax: "Axes", row: Row, found: Range, place: float, reach: tuple[float, float]) -> None:
    """Draw one figure: a point, a bar between ends, or an arrow to where there is no end."""
    colour = RED if row.marked else BLUE
    start = reach[0] if found.low is None else float(found.low)
    end = reach[1] if found.high is None else float(found.high)
    if found.is_point:
        marker = "D" if row.approximate else "o"
        ax.plot([start], [place], linestyle="", marker=marker, markersize=8, color=colour, zorder=4)
        return
    if found.low is None or found.high is None:
        style = (0, (4, 2)) if row.approximate else "solid"
        ax.plot([start, end], [place, place], color=colour, linewidth=2.2, linestyle=style, zorder=3)
    else:
        ax.barh(
            place,
            end - start,
            left=start,
            height=_THICK,
            facecolor="white" if row.approximate else f"{colour}66",
            edgecolor=colour,
            hatch="/////" if row.approximate else None,
            linewidth=1,
            zorder=3,
            gid="range",
        )
    for at, limit, is_open, arrow in (
        (start, found.low, found.low_open, "<"),
        (end, found.high, found.high_open, ">"),
    ):
        if limit is None:
            ax.plot([at], [place], linestyle="", marker=arrow, markersize=9, color=colour, clip_on=False, zorder=5)
        elif is_open:
            ax.plot([at], [place], linestyle="", marker="o", markersize=7, color=colour, mfc="white", zorder=5)
        elif row.floor:
            ax.plot([at], [place], linestyle="", marker="|", markersize=19, mew=3.5, color=colour, zorder=5)
        elif found.low is None or found.high is None:
            ax.plot([at], [place], linestyle="", marker="o", markersize=7, color=colour, zorder=5)


def _draw_words(ax: "Axes", hand: Hand, picture: TopicRows) -> int:
    """Draw a mark in the column of each claim's word; return how far below the axes there is room again."""
    labels = [wrapped(hand.legible(word), max(12, 84 // len(picture.words)), 3) for word in picture.words]
    ax.set_xticks(range(len(labels)), labels, fontsize=9, **hand.style)
    ax.set_xlim(-0.6, len(labels) - 0.4)
    ax.tick_params(axis="x", length=0)
    for column in range(len(labels)):
        ax.axvline(column, color=PALE, linewidth=0.8, zorder=0.5)
    for place, row in enumerate(picture.rows):
        if row.column is not None:
            colour = RED if row.marked else BLUE
            ax.plot(
                [row.column],
                [float(len(picture.rows) - 1 - place)],
                linestyle="",
                marker="X" if row.denied else "o",
                markersize=9,
                color=colour,
                zorder=4,
            )
    return 12 + LINE * (1 + max(label.count("\n") for label in labels))


def _key(picture: TopicRows) -> Iterator[tuple[dict[str, Any], str]]:
    """What the marks that stand on these axes mean."""
    figures = [row for row in picture.rows if row.found is not None]
    ranges = [row for row in figures if row.found is not None and not row.found.is_point]
    plain: dict[str, Any] = {"linestyle": "", "color": GREY, "markersize": 7}
    if any(row.found is not None and None in (row.found.low, row.found.high) for row in ranges):
        yield plain | {"marker": ">"}, "no end given"
    if any(row.floor for row in ranges):
        yield plain | {"marker": "|", "markersize": 12, "mew": 3}, "documented minimum"
    if any(row.found is not None and (row.found.low_open or row.found.high_open) for row in ranges):
        yield plain | {"marker": "o", "mfc": "white"}, "end not included"
    if any(row.approximate for row in figures):
        yield plain | {"marker": "D"}, "approximate: diamond, dashed or hatched"
    if any(row.denied for row in picture.rows):
        yield plain | {"marker": "X"}, "denied"
    if any(one.low is None or one.low != one.high for one in picture.positions):
        yield {"color": _SHADE, "alpha": 0.3, "linewidth": 8}, "range of a position (A, B, ...)"
    elif picture.positions:
        yield {"color": GREY, "linewidth": 0.9, "linestyle": ":"}, "position (A, B, ...)"
