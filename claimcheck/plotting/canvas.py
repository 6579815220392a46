"""The only door to matplotlib: axes, letters that a font has, and words that are never read as formulas."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.incidents.naming import one_line
from claimcheck.markup import visible
from claimcheck.plotting.words import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BLUE",
    "DARK",
    "GREY",
    "LINE",
    "PALE",
    "RED",
    "SHADES",
    "Hand",
    "Paper",
    "box_at",
    "day_number",
    "days_shown",
    "figure_of",
    "heading",
    "key_to",
    "notes_below",
    "numbers_shown",
    "paper_for",
    "place_words",
    "share_along",
    "share_out",
]

# Okabe and Ito's colours, told apart by people who see few; no picture says anything by colour alone.
BLUE: Final = "#0072B2"
RED: Final = "#D55E00"
DARK: Final = "#222222"
GREY: Final = "#6E6E6E"
PALE: Final = "#DDDDDD"
SHADES: Final = (BLUE, RED, "#009E73", "#A6517F", "#B37400", "#2E8BC0", GREY)

LINE: Final = 13
"""The height of a line of small words, in points."""

_WIDE: Final = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans",
    "Malgun Gothic",
    "Noto Sans Devanagari",
    "Nirmala UI",
    "Arial Unicode MS",
)
"""Fonts that have letters which DejaVu lacks, taken where they are installed."""


class Paper(NamedTuple):
    """Axes to draw on; ``is_own`` where they were made here, and the space around them is ours to share out.

    ``before`` are the inches that the words on the left take.
    """

    ax: "Axes"
    is_own: bool
    before: float = 0.0

    @property
    def letters(self) -> int:
        """About how many small letters stand in a line as wide as the axes and what is written beside them."""
        wide = float(figure_of(self.ax).get_figwidth())
        inches = wide - self.before - 0.5 if self.is_own else wide * self.ax.get_position().width
        return max(24, round(inches / 0.066))

    def beside(self, texts: Iterable[Any]) -> "Paper":
        """The paper with room for these texts on the left."""
        wide = figure_of(self.ax).get_figwidth()
        return self._replace(before=min(0.45 * wide, max((_inches(text) for text in texts), default=0.0) + 0.3))


def paper_for(ax: "Axes | None", *, width: float) -> Paper:
    """Return *ax*, or the axes of a new figure of that width in inches; nothing is shown or saved.

    Raises:
        MissingExtra: matplotlib is not installed.
        InvalidRecord: *ax* is no axes.
    """
    try:
        from matplotlib import pyplot  # noqa: PLC0415 - an extra, and 0.4 s that nobody pays who draws nothing
        from matplotlib.axes import Axes  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra('plotting needs matplotlib: install "claimcheck[plot]"') from err
    if ax is None:
        _, made = pyplot.subplots(figsize=(width, 4), layout="none")
        return Paper(made, True)
    if not isinstance(ax, Axes):
        raise InvalidRecord(f"ax: expected matplotlib axes or None, got {type(ax).__name__}")
    return Paper(ax, False)


def share_out(paper: Paper, *, inner: float, above: float, below: float, right: Sequence[Any] = ()) -> None:
    """Give an own figure the height that it needs, and the axes all that the words around them leave.

    Args:
        paper: The axes; nothing is done to those that a caller gave.
        inner: The height of the axes, in inches.
        above: The points that stand above them.
        below: The points that stand below them.
        right: The texts on the right, of which the widest counts.
    """
    if not paper.is_own:
        return
    figure = figure_of(paper.ax)
    wide = figure.get_figwidth()
    after = max((_inches(text) for text in right), default=0.0)
    height = inner + (above + below) / 72
    figure.set_figheight(height)
    end = max(paper.before + 0.2 * wide, wide - after - (0.32 if right else 0.25))
    paper.ax.set_position((paper.before / wide, below / 72 / height, (end - paper.before) / wide, inner / height))


def figure_of(ax: "Axes") -> Any:
    """Return the whole figure that the axes are part of."""
    return ax.figure.figure


def _inches(text: Any) -> float:
    return float(text.get_window_extent().width) / float(text.figure.figure.dpi)


class Hand(NamedTuple):
    """How words are written on one set of axes: in which fonts, and never as a formula."""

    families: tuple[str, ...]
    letters: frozenset[int]

    @classmethod
    def ready(cls) -> "Hand":
        """The hand that the user's fonts allow, DejaVu and the widest installed ones behind them."""
        from matplotlib import font_manager, rcParams  # noqa: PLC0415 - an extra

        settings: Any = rcParams
        families: dict[str, str] = {}
        wanted: list[str] = []
        for name in settings["font.family"]:
            wanted += settings.get(f"font.{name}", [name])[:3]
        installed = {entry.name for entry in font_manager.fontManager.ttflist}
        for name in (*wanted, "DejaVu Sans", *_WIDE):
            if name in installed and name not in families:
                families[name] = font_manager.findfont(name)
        letters = frozenset().union(*(_letters(path) for path in families.values()))
        return cls(tuple(families), letters)

    @property
    def style(self) -> dict[str, Any]:
        """What every text is written with: no mathtext and no TeX, whatever signs stand in a name."""
        return {"fontfamily": list(self.families), "parse_math": False, "usetex": False}

    def legible(self, text: object) -> str:
        """Return *text* in one line with what could not be drawn made visible: a letter without a glyph is a box."""
        return "".join(self._shown(character) for character in one_line(visible(text)))

    def _shown(self, character: str) -> str:
        if ord(character) in self.letters:
            return character
        if character.isspace():
            return " "
        if 0x2400 <= ord(character) <= 0x2421:
            return f"⟨U+{ord(character) - 0x2400:04X}⟩"
        return "▯"

    def can_write(self, text: str) -> bool:
        """Whether every letter of *text* has a glyph."""
        return self.legible(text) == one_line(visible(text))


@lru_cache(maxsize=32)
def _letters(path: str) -> frozenset[int]:
    from matplotlib import font_manager  # noqa: PLC0415 - an extra

    return frozenset(font_manager.get_font(path).get_charmap())


def numbers_shown(ax: "Axes", which: str, low: float, high: float, *, scale: str, least: float, whole: bool) -> None:
    """Set the reach of an axis of numbers ("x" or "y"), and its ticks as plain numbers: 1,000 and not a power of ten.

    Args:
        ax: The axes.
        which: Which of the two.
        low: Where it begins.
        high: Where it ends.
        scale: "linear", "log", or "symlog" where figures over many decades reach zero or less.
        least: The smallest size that a "symlog" axis tells from zero.
        whole: Whether only whole numbers are marked.
    """
    from matplotlib import ticker  # noqa: PLC0415 - an extra

    set_scale, set_reach, axis = (
        (ax.set_xscale, ax.set_xlim, ax.xaxis) if which == "x" else (ax.set_yscale, ax.set_ylim, ax.yaxis)
    )
    if scale == "linear":
        axis.set_major_locator(ticker.MaxNLocator(nbins=6, integer=whole))
    else:
        set_scale(scale, **({"linthresh": least} if scale == "symlog" else {}))
        axis.set_minor_formatter(ticker.NullFormatter())
    axis.set_major_formatter(ticker.FuncFormatter(_plain_number))
    set_reach(low, high)


def _plain_number(number: float, _: Any) -> str:
    if not isfinite(number):
        return ""
    size = abs(number)
    for power, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if size >= power:
            return f"{number / power:,.10g}{word}" if size < 1e15 else f"{number:.3g}"
    return f"{number:,.10g}"


def share_along(ax: "Axes", x: float) -> float:
    """Return where *x* lies along the axes, from 0 at the left to 1 at the right, on whatever scale."""
    found = ax.transAxes.inverted().transform(ax.transData.transform((x, ax.get_ylim()[0])))
    return float(found[0])


def day_number(moment: date | datetime) -> float:
    """Return a moment as matplotlib counts days; a date is the start of its day in UTC."""
    from matplotlib import dates  # noqa: PLC0415 - an extra

    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    untyped: Any = dates
    return float(untyped.date2num(moment))


def days_shown(ax: "Axes", low: float, high: float) -> None:
    """Set the reach of an axis of time, within the years 1 to 9999."""
    from matplotlib import dates  # noqa: PLC0415 - an extra

    first, last = day_number(date(1, 1, 1)), day_number(date(9999, 12, 31))
    low, high = max(low, first), min(high, last)
    untyped: Any = dates
    locator = untyped.AutoDateLocator(tz=UTC, minticks=3, maxticks=7)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(_formatter(locator))
    ax.set_xlim(low, high)


def _formatter(locator: Any) -> Any:
    from matplotlib import dates  # noqa: PLC0415 - an extra

    ways = ["%Y", "%Y-%m", "%d %b", "%H:%M", "%H:%M", "%H:%M:%S"]
    first = ["", "%Y", "%b %Y", "%d %b", "%H:%M", "%H:%M:%S"]
    beside = ["", "%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d %H:%M"]
    untyped: Any = dates
    return untyped.ConciseDateFormatter(locator, tz=UTC, formats=ways, zero_formats=first, offset_formats=beside)


def box_at(
    ax: "Axes", place: tuple[float, float], size: tuple[float, float], *, rounding: float, aspect: float, look: Any
) -> None:
    """Draw a box around *place* of a *size* in the axes' own numbers.

    Args:
        ax: The axes.
        place: The middle of the box.
        size: Its width and height.
        rounding: The radius of its corners, as x.
        aspect: How many of y are as long as one of x.
        look: Its colours and lines.
    """
    from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415 - an extra

    wide, high = size
    style = f"round,pad=0,rounding_size={rounding}" if rounding else "square,pad=0"
    corner = (place[0] - wide / 2, place[1] - high / 2)
    ax.add_patch(FancyBboxPatch(corner, wide, high, boxstyle=style, mutation_aspect=aspect, zorder=4, **look))


def key_to(paper: Paper, hand: Hand, entries: Sequence[tuple[dict[str, Any], str]]) -> float:
    """Write what each mark means above the axes, and return the points that this takes.

    *entries* are the looks of a line and the words for it.
    """
    from matplotlib.lines import Line2D  # noqa: PLC0415 - an extra

    if not entries:
        return 4
    columns = next(n for n in range(min(len(entries), 5), 0, -1) if n == 1 or _fits(entries, n, paper.letters))
    marks = [Line2D([], [], **look) for look, _ in entries]
    legend = paper.ax.legend(
        marks,
        [words for _, words in entries],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        borderpad=0,
        borderaxespad=0.6,
        handlelength=1.8,
        columnspacing=1.6,
        fontsize=8,
    )
    for text in legend.get_texts():
        text.set(**hand.style)
    return 8 + LINE * -(-len(entries) // columns)


def _fits(entries: Sequence[tuple[dict[str, Any], str]], columns: int, letters: int) -> bool:
    words = [len(text) + 8 for _, text in entries]
    rows, longer = divmod(len(words), columns)  # the first columns have one more
    wide, at = 0, 0
    for column in range(columns):
        after = at + rows + (column < longer)
        wide += max(words[at:after])
        at = after
    return wide <= letters


def heading(paper: Paper, hand: Hand, title: str, verdict: str, *, above: float) -> float:
    """Write a title and what is found below it, *above* points over the axes; return how far they reach."""
    for name, words, size, weight in (
        ("verdict", wrapped(hand.legible(verdict), paper.letters, 3), 9, "normal"),
        ("title", wrapped(hand.legible(title), paper.letters * 7 // 9, 3), 11, "bold"),
    ):
        if words:
            paper.ax.annotate(
                words,
                xy=(0, 1),
                xycoords="axes fraction",
                xytext=(0, above),
                textcoords="offset points",
                va="bottom",
                fontsize=size,
                fontweight=weight,
                color=DARK,
                gid=name,
                **hand.style,
            )
            above += (words.count("\n") + 1) * size * 1.25 + 4
    return above + 6


def place_words(
    ax: "Axes",
    hand: Hand,
    words: Sequence[tuple[float, float, str, bool, bool]],
    marks: Sequence[tuple[float, float]],
) -> None:
    """Write words beside points of the axes, each where it covers least of what is there already.

    Args:
        ax: The axes, in their final size.
        hand: How to write.
        words: Where each belongs, what it says, whether it is to be seen first, and rather below than above.
        marks: The points that are drawn.
    """
    from matplotlib.transforms import Bbox  # noqa: PLC0415 - an extra

    point = figure_of(ax).dpi / 72
    frame = ax.get_window_extent()
    at_marks = [tuple(map(float, ax.transData.transform(mark))) for mark in marks]
    taken = [Bbox.from_bounds(x - 4 * point, y - 4 * point, 8 * point, 8 * point) for x, y in at_marks]
    for x, y, text, is_strong, is_below in sorted(words, key=lambda word: (not word[3], -word[1])):
        note = ax.annotate(
            text,
            xy=(x, y),
            xytext=_SPOTS[0][:2],
            textcoords="offset points",
            fontsize=8,
            fontweight="bold" if is_strong else "normal",
            color=DARK,
            zorder=6,
            gid="label",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 4},
            **hand.style,
        )
        best = None
        spots = sorted(_SPOTS, key=lambda spot: (abs(spot[1]), (spot[1] > 0) == is_below))
        for number, (right, up, ha, va) in enumerate(spots):
            note.set(position=(right, up), ha=ha, va=va)
            box = _text_box(note)
            covered = sum(_overlap(box, other) for other in taken) + 3 * (_area(box) - _overlap(box, frame))
            own = _distance(box, tuple(map(float, ax.transData.transform((x, y)))))
            if any(_distance(box, other) < own - 1 for other in at_marks):
                covered += 80 * point * point  # it would be read as another's
            if best is None or covered < best[0] - 1e-6:
                best = (covered, number, box)
        if best is not None:
            right, up, ha, va = spots[best[1]]
            note.set(position=(right, up), ha=ha, va=va)
            if abs(up) < 10 and note.arrow_patch is not None:
                note.arrow_patch.set_visible(False)
            taken.append(best[2])


def _text_box(note: Any) -> Any:
    """Where the words of a note stand, without the line that leads to them."""
    from matplotlib.text import Text  # noqa: PLC0415 - an extra

    note.update_positions(note.figure.figure._get_renderer())
    return Text.get_window_extent(note)


_SPOTS: Final = tuple(
    (right, up, ha, va)
    for distance in (6, 17, 28, 40)
    for right, up, ha, va in (
        (5, distance, "left", "bottom"),
        (-5, distance, "right", "bottom"),
        (5, -distance, "left", "top"),
        (-5, -distance, "right", "top"),
    )
)


def _distance(box: Any, spot: tuple[float, ...]) -> float:
    right = max(box.x0 - spot[0], 0, spot[0] - box.x1)
    up = max(box.y0 - spot[1], 0, spot[1] - box.y1)
    return float((right * right + up * up) ** 0.5)


def _area(box: Any) -> float:
    return float(box.width * box.height)


def _overlap(one: Any, other: Any) -> float:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(wide * high) if wide > 0 and high > 0 else 0.0


def notes_below(paper: Paper, hand: Hand, sentences: Iterable[str], *, below: float) -> float:
    """Write sentences under the axes, *below* points beneath them; return how far they reach."""
    lines = [
        line for words in sentences for line in wrapped(hand.legible(words), paper.letters * 9 // 8, 3).split("\n")
    ]
    if lines:
        paper.ax.annotate(
            "\n".join(lines),
            xy=(0, 0),
            xycoords="axes fraction",
            xytext=(0, -below),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=8,
            color=DARK,
            linespacing=1.35,
            gid="notes",
            **hand.style,
        )
    return below + len(lines) * 8 * 1.6 + 8
