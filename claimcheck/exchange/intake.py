"""A file on its way into a ledger: how much was read of it, what was mended, and what could not be taken.

Text of other tools holds what no record may: it is mended, and each mending is a problem with its place. A file is
read up to a size that the refusal names, so that none fills the memory.
"""

import builtins
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

from claimcheck.counts import Taken
from claimcheck.errors import BadInput, Problem
from claimcheck.exchange.jsontext import Place, around, lines_of, nearest_line, parse_json, told_place
from claimcheck.model import UNSTORABLE

__all__ = ["LARGEST", "MOST_TOLD", "Intake", "Spot"]

LARGEST: Final = 200_000_000
"""Bytes of a file that is read whole; one that is read line by line may have any number."""

MOST_TOLD: Final = 10_000
"""Problems that are kept of one file; the rest is counted."""

Spot: TypeAlias = Place | int | str | None
"""Where something is told of: steps into JSON, the number of a line, the whole; text only names an object."""

_BOM: Final = b"\xef\xbb\xbf"
_FIRST: Final = 100
"""Lines among which the first that is not empty is looked for."""
_LONGEST_ENTRY: Final = 16_000_000
_OF_ENTRIES: Final = (re.compile(rb'"record"\s*:'), re.compile(rb'"log"\s*:'))


class Intake:
    """A file while it is read: its bytes and JSON, and what is told of it.

    A place is the number of a line, or of JSON the steps that lead to a value: ``("itemListElement", 3)``.

    Attributes:
        path: The file.
        name: What it is called in problems.
        mapping: The columns of a table by what they mean, where a mapping was given.
        progress: Told how many objects have been read.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str | None = None,
        mapping: Path | None = None,
        keep_going: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.path = path
        self.name = str(path) if name is None else name
        self.mapping = mapping
        self.keep_going = keep_going
        self.progress = progress
        self._read = 0
        self._mended: dict[Spot, None] = {}
        self._refused: dict[Spot, None] = {}
        self._parts: list[Intake] = []
        self._mendings: list[tuple[Spot, str]] = []
        self._refusals: list[tuple[Spot, str]] = []
        self._counted = {"mended": 0, "refused": 0}
        self._kept = [0]
        """How many problems are kept, of a folder and its files together."""
        self._settled: dict[str, list[Problem]] = {"mended": [], "refused": []}
        self._text: str | None = None

    def took(self, count: int = 1) -> None:
        """Count objects that were read."""
        self._read += count
        if self.progress is not None:
            self.progress(self._read)

    def mend(self, place: Spot, message: str, *, of: Spot = None, counts: bool = True) -> None:
        """Tell that something was taken otherwise than it stands; *of* is the object, where *place* lies in it.

        What is told of the file and of no object in it does not count as one that was mended.
        """
        if counts:
            self._mended[place if of is None else of] = None
        self._counted["mended"] += 1
        if self._has_room():
            self._mendings.append((place, message))

    def refuse(self, place: Spot, message: str, *, of: Spot = None) -> None:
        """Tell that an object cannot be taken; *of* is the object, where *place* lies in it."""
        self._counted["refused"] += 1
        whole = place if of is None else of
        self._refused[f"problem {self._counted['refused']}" if whole is None else whole] = None
        if self._has_room():
            self._refusals.append((place, message))

    def _has_room(self) -> bool:
        """Whether one more problem is kept; it is counted as kept then."""
        if self._kept[0] >= MOST_TOLD:
            return False
        self._kept[0] += 1
        return True

    @property
    def has_refused(self) -> bool:
        """Whether something could not be taken so far."""
        return bool(self._refused) or any(one.has_refused for one in self._parts)

    def clean(self, text: str, place: Spot, *, of: Spot = None) -> str:
        """Return *text* without what no record may hold (control characters, halves of pairs), and tell of it."""
        if text.isascii() and text.isprintable():
            return text
        kept, message = self.storable(text)
        if message is not None:
            self.mend(place, message, of=of)
        return kept

    @staticmethod
    def storable(text: str) -> tuple[str, str | None]:
        r"""Return *text* as a record may hold it, and what to say where that is not the same.

        Examples:
            >>> Intake.storable("12\x00 dead")[1]
            'the character U+0000 cannot be stored; U+FFFD stands for it'
        """
        found = UNSTORABLE.search(text)
        if found is None:
            return text, None
        said = f"the character U+{ord(found[0]):04X} cannot be stored; U+FFFD stands for it"
        return UNSTORABLE.sub("\ufffd", text), said

    def within(self, path: Path) -> "Intake":
        """Return the intake of a file in the folder that is taken in: it counts and tells here."""
        part = _Part(self, path)
        self._parts.append(part)
        return part

    def lines(self, longest: int) -> Iterator[tuple[int, str]]:
        """Yield each line that is not empty with its number, reading no more than *longest* bytes at once.

        A line that is longer, or no UTF-8, is refused, and the next one is read.
        """
        with self.path.open("rb") as opened:
            number = 0
            while True:
                line = opened.readline(longest + 1)
                if not line:
                    return
                number += 1
                if len(line) > longest:
                    self.refuse(number, f"expected a line of at most {longest:,} bytes")
                    while line and not line.endswith(b"\n"):
                        line = opened.readline(longest)
                    continue
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as err:
                    self.refuse(number, f"expected UTF-8, got the byte 0x{line[err.start]:02x}; save it as UTF-8")
                    continue
                if text.strip():
                    yield number, text.rstrip("\r\n")

    def first_line(self, longest: int) -> builtins.bytes:
        """Return the first line that is not empty, without the blanks around it, up to so many bytes of it."""
        with self.path.open("rb") as opened:
            lines = (opened.readline(longest).removeprefix(_BOM).strip() for _ in range(_FIRST))
            return next((line for line in lines if line), b"")

    def is_log(self) -> bool:
        """Return whether the first line that is not empty is an entry of a ledger's log, whatever that speaks of."""
        first = self.first_line(_LONGEST_ENTRY)
        return first.startswith(b"{") and all(name.search(first) for name in _OF_ENTRIES)

    def bytes(self, largest: int = LARGEST) -> bytes:
        """Return the bytes of the file.

        Raises:
            BadInput: There are more than *largest*.
        """
        with self.path.open("rb") as opened:
            data = opened.read(largest + 1)
        if len(data) > largest:
            raise BadInput([Problem(self.name, f"expected at most {largest:,} bytes to be read whole; split it")])
        return data

    def decoded(self, largest: int = LARGEST) -> str:
        """Return the text of the file, which is UTF-8 with or without a mark, or UTF-16 with one.

        Raises:
            BadInput: It is neither, with the line of the first wrong byte; or it is too large.
        """
        data = self.bytes(largest)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode("utf-16")
            except UnicodeDecodeError as err:
                raise BadInput([Problem(self.name, "its mark says UTF-16, and it is none; save it as UTF-8")]) from err
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as err:
            line = data.count(b"\n", 0, err.start) + 1
            said = f"expected UTF-8, got the byte 0x{data[err.start]:02x}; save it as UTF-8"
            raise BadInput([Problem(f"{self.name}:{line}", said)]) from err

    @cached_property
    def json(self) -> Any:
        """What the file holds as JSON; a name that stands twice in one object is told of.

        Raises:
            BadInput: It is no JSON, or too large, or too deep.
        """
        self._text = self.decoded()
        return parse_json(
            self._text,
            self.name,
            lambda name: self.mend(
                None, f"the name {name!r:.60} stands twice in one object; the last value is kept", counts=False
            ),
        )

    def done(self) -> Taken:
        """Return what came of it.

        Raises:
            BadInput: Something could not be taken, and the intake does not keep going; what was mended stands with it.
        """
        every = (self, *self._parts)
        for one in every:
            one.settle()
        mendings = tuple(problem for one in every for problem in one._settled["mended"])
        refusals = tuple(problem for one in every for problem in one._settled["refused"])
        counted = {name: sum(one._counted[name] for one in every) for name in ("mended", "refused")}
        if self.has_refused and not self.keep_going:
            if counted["refused"] > len(refusals):
                refusals = (*refusals, Problem(self.name, f"{counted['refused'] - len(refusals):,} more of the kind"))
            raise BadInput(refusals, mended=mendings)
        return Taken(
            read=self._read,
            mended=sum(len(one._mended) for one in every),
            refused=sum(len(one._refused) for one in every),
            mendings=mendings,
            refusals=refusals,
            untold=sum(counted.values()) - self._kept[0],
        )

    def settle(self) -> None:
        """Look up the lines of what was told so far, in one pass, and let go of the text in which they stand."""
        for name, told in (("mended", self._mendings), ("refused", self._refusals)):
            self._settled[name] += self._problems(told)
            told.clear()
        self._text = None
        self.__dict__.pop("json", None)

    def _problems(self, told: Iterable[tuple[Spot, str]]) -> tuple[Problem, ...]:
        held = list(told)
        steps = [place for place, _ in held if isinstance(place, tuple)]
        lines = {} if self._text is None or not steps else lines_of(self._text, around(steps))
        found = []
        for place, message in held:
            if isinstance(place, tuple):
                where = f"{self.name}{nearest_line(place, lines)}"
                found.append(Problem(where, f"{told_place(place)}: {message}" if place else message))
            else:
                found.append(Problem(self.name if place is None else f"{self.name}:{place}", message))
        return tuple(found)


class _Part(Intake):
    """A file in a folder: it counts with the folder's others, and what is told of it stands among theirs."""

    def __init__(self, whole: Intake, path: Path) -> None:
        name = path.name if whole.path not in path.parents else path.relative_to(whole.path).as_posix()
        super().__init__(path, name=f"{whole.name}/{name}", keep_going=whole.keep_going)
        self._whole = whole
        self._kept = whole._kept

    def took(self, count: int = 1) -> None:
        self._read += count
        self._whole.took(count)
