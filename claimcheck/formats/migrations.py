"""Of which version is a file of a lossless format, and how is an older one read?

The case file and JSON Lines have one version between them, that of what they can say of a record: 1 is the first, and
2 added ``raw`` and ``problems`` to sources. A file is marked with the oldest version whose readers take all it says: a
case file in its first field (``claimcheck: 1``), JSON Lines on each line (``"version"`` under ``"log"``), where no mark
is 1. So a file that uses nothing new is read by older releases too, and lines of several files may stand in one.

A reader takes every version up to its own for ever: what is older goes through one step after the other, each of which
makes plain fields of one version out of those of the version before. A newer one is refused, with both versions named.

The rule for the next change of what a record can say:

1. Add a ``Step`` at the end of ``STEPS``. It names what changed, tells which records need the new version, and where a
   field is renamed, moved or read otherwise, makes the new fields out of the old ones. A step is never changed again.
2. Write ``fixtures/formats/version-N.jsonl`` and ``.yaml`` with the new fields in them, and say in
   ``tests/test_formatversions.py`` what they read as. The older ones stay as they are, and go on reading as they did.
3. A ledger on disk keeps each entry as it was written, for its hash covers it: ``from_plain`` must go on reading the
   old plain form by itself, so that a new field has a default, and an old name is not given another meaning.
4. ``python -m tests.renew`` writes the schemas anew.
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.formats.marked import Fields
from claimcheck.model import Record, Source

__all__ = ["STEPS", "VERSION", "Step", "case_forward", "line_forward", "needed_version", "read_version"]

Plain: TypeAlias = dict[str, Any]


def _as_it_is(fields: Any) -> Any:
    return fields


@frozen(kw_only=True)
class Step:
    """What changed from one version to the next.

    Attributes:
        told: What changed, in words.
        is_needed_by: Whether a record can only be said in the new version.
        line: Makes the plain form of a record of the new version out of one of the old; it changes nothing in place.
        case: The same of a whole case file, whose mappings know their lines.
    """

    told: str
    is_needed_by: Callable[[Record], bool]
    line: Callable[[Plain], Plain] = _as_it_is
    case: Callable[[Fields], Fields] = _as_it_is


def _has_raw(record: Record) -> bool:
    return type(record) is Source and (record.raw is not None or bool(record.problems))


STEPS: Final = (
    Step(
        told="a source may keep the object it was read from (`raw`), and what was odd about it (`problems`)",
        is_needed_by=_has_raw,
    ),
)
"""The first makes version 2 out of version 1, and so on."""

VERSION: Final = len(STEPS) + 1
"""The newest version, and the one that this release thinks in."""


def needed_version(record: Record) -> int:
    """Return the oldest version that can say all of *record*.

    Examples:
        >>> needed_version(Source(key="a")), needed_version(Source(key="a", raw="{}"))
        (1, 2)
    """
    for number in range(len(STEPS), 0, -1):
        if STEPS[number - 1].is_needed_by(record):
            return number + 1
    return 1


def read_version(written: Any) -> int:
    """Return the version that a file says it is of.

    Raises:
        InvalidRecord: It is none, or one that this release does not know yet.

    Examples:
        >>> read_version("1")
        1
        >>> read_version("3")
        Traceback (most recent call last):
        claimcheck.errors.InvalidRecord: this is of version 3, and this release reads versions 1 to 2; read it with a \
newer release, or have that one write what this one can read
    """
    text = str(written) if type(written) in {int, str} else ""
    if not _VERSION.fullmatch(text):
        raise InvalidRecord(f"expected the number of a version such as {VERSION}, got {written!r:.80}")
    if int(text) > VERSION:
        raise InvalidRecord(
            f"this is of version {text}, and this release reads versions 1 to {VERSION}; read it with a newer release, "
            "or have that one write what this one can read"
        )
    return int(text)


_VERSION: Final = re.compile("[1-9][0-9]{0,8}")


def line_forward(plain: Plain, version: int) -> Plain:
    """Return the plain form of a record as the newest version has it; what it was before is not changed."""
    for step in STEPS[version - 1 :]:
        if step.line is not _as_it_is:
            plain = step.line(plain)
    return plain


def case_forward(root: Fields, version: int) -> Fields:
    """Return a case file as the newest version has it; what it was before is not changed."""
    for step in STEPS[version - 1 :]:
        root = step.case(root)
    return root
