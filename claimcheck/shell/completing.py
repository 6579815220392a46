"""What a shell offers after TAB: the claims, sources and parties of a case, the columns of a table, and known words.

What stands in a case is hostile: only what no shell would take for more than a word is offered. Nothing is written,
nothing is opened but the file that is named, and whatever is wrong with it, nothing is offered.
"""

import csv
import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    add_completion_class,
    get_completion_class,
)

from claimcheck.errors import ClaimCheckError
from claimcheck.findings.topics import gather
from claimcheck.formats import read
from claimcheck.fusion.ofledger import hear
from claimcheck.fusion.registry import METHODS
from claimcheck.grading.registry import scheme_names
from claimcheck.tables.suffixes import delimiter_of, is_table

__all__ = [
    "SHELLS",
    "claim_keys",
    "column_names",
    "completion_script",
    "method_names",
    "offered_schemes",
    "record_keys",
    "source_keys",
    "topic_names",
]

SHELLS: Final = ("bash", "zsh", "fish")

_LARGEST: Final = 5_000_000
"""Bytes of a case that is looked through while somebody waits for a TAB."""
_LARGEST_OF_TOPICS: Final = 100_000
"""And of one that is read and understood."""
_HEADER: Final = 100_000
_MOST: Final = 1_000
_LONGEST: Final = 200
_MARKS: Final = frozenset("._-/+,%")
_CASES: Final = frozenset({".yaml", ".yml"})
_LEDGERS: Final = frozenset({".db", ".sqlite", ".sqlite3"})
_SECTION: Final = re.compile(r"(?P<name>[a-z_]+):[ \t]*(?:#.*)?")
_ENTRY: Final = re.compile(r"(?P<pad> +)(?P<quote>[\"']?)(?P<key>[^\s\"':#][^\"':#]*)(?P=quote):(?:\s.*)?")

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem[Any]]]


def is_word(text: str, *, spaces: bool = False) -> bool:
    """Return whether no shell takes *text* for more than a word: letters, digits and a few marks, an option never.

    Examples:
        >>> [is_word(one) for one in ("army-12", "войско", "$(reboot)", "-rf", "a b", "")]
        [True, True, False, False, False, False]
        >>> is_word("killed, Raid 1", spaces=True)
        True
    """
    return (
        0 < len(text) <= _LONGEST
        and text[0] not in "-%+, "
        and text[-1] != " "
        and all(_is_harmless(letter) or (spaces and letter == " ") for letter in text)
    )


def _is_harmless(letter: str) -> bool:
    return letter.isalnum() or letter in _MARKS or unicodedata.category(letter) in {"Mn", "Mc"}


def _completer(found: Callable[[Path], Iterable[str]], *, spaces: bool = False) -> Completer:
    """Give what completes a parameter with what *found* takes from the case or table of the command."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        # Where a value of an option is still to come, click has not yet said which word is which argument.
        named = context.params.get("case") or next(iter(context.args), None)
        try:
            path = Path(str(named)).expanduser()
            if named is None or not path.is_file():
                return []
            keys = dict.fromkeys(found(path))
        except (ClaimCheckError, OSError, ValueError, sqlite3.Error, csv.Error, RuntimeError, MemoryError):
            return []
        harmless = (key for key in keys if key.startswith(incomplete) and is_word(key, spaces=spaces))
        return [CompletionItem(key) for key in islice(harmless, _MOST)]

    return complete


def _keys(*sections: str) -> Callable[[Path], Iterator[str]]:
    return lambda path: _keys_in(path, sections)


def _keys_in(path: Path, sections: tuple[str, ...]) -> Iterator[str]:
    """The keys of the records in a file, as they are typed, without all of it being understood."""
    suffix = path.suffix.casefold()
    if suffix in _LEDGERS:
        yield from _keys_in_ledger(path, sections)
    elif path.stat().st_size > _LARGEST:
        return
    elif suffix in _CASES:
        yield from _keys_in_case(path, sections)
    elif suffix == ".jsonl":
        yield from _keys_in_lines(path, sections)


def _keys_in_case(path: Path, sections: tuple[str, ...]) -> Iterator[str]:
    section, pad = "", None
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if opened := _SECTION.fullmatch(line.rstrip()):
                section, pad = opened["name"], None
            elif section in sections and (entry := _ENTRY.fullmatch(line.rstrip())):
                pad = pad or entry["pad"]
                if entry["pad"] == pad:
                    yield entry["key"].rstrip()


def _keys_in_lines(path: Path, sections: tuple[str, ...]) -> Iterator[str]:
    kinds = {f"{kind}s".replace("partys", "parties"): kind for kind in ("claim", "source", "party", "event")}
    wanted = {kinds[section] for section in sections}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line) if line.strip() else {}
            if isinstance(record, dict) and record.get("record") in wanted and isinstance(record.get("key"), str):
                yield record["key"].rpartition("/")[2]


def _keys_in_ledger(path: Path, sections: tuple[str, ...]) -> Iterator[str]:
    """The first keys of a ledger in a file, which is only read."""
    kinds = {"claims": "claim", "sources": "source", "parties": "party", "events": "event"}
    wanted = [kinds[section] for section in sections]
    marks = ", ".join("?" * len(wanted))
    asked = f"SELECT key FROM entries WHERE kind IN ({marks}) ORDER BY number LIMIT {_MOST}"
    # Without a file of changes beside it, a ledger that is "immutable" gets none by being read.
    way = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True, timeout=0.1)) as connection:
        keys = [str(key) for (key,) in connection.execute(asked, wanted)]
    ends = [key.rpartition("/")[2] for key in keys]
    yield from (end if ends.count(end) == 1 else key for key, end in zip(keys, ends, strict=True))


def _topics_in(path: Path) -> Iterator[str]:
    if is_table(path) or path.suffix.casefold() not in _CASES | {".jsonl"} or path.stat().st_size > _LARGEST_OF_TOPICS:
        return
    view = read(path).view
    yield from (name for name, _ in hear(gather(view), view).topics)


def _columns_in(path: Path) -> Iterator[str]:
    delimiter = delimiter_of(path)
    if delimiter is None:
        return
    with path.open(encoding="utf-8-sig", newline="") as opened:
        yield from next(csv.reader(StringIO(opened.read(_HEADER)), delimiter=delimiter), [])


def _words(names: Callable[[], Iterable[str]]) -> Completer:
    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        try:
            return [CompletionItem(name) for name in names() if name.startswith(incomplete) and is_word(name)]
        except ClaimCheckError:
            return []

    return complete


claim_keys: Final = _completer(_keys("claims"))
source_keys: Final = _completer(_keys("sources"))
record_keys: Final = _completer(_keys("claims", "sources", "parties", "events"))
topic_names: Final = _completer(_topics_in, spaces=True)
column_names: Final = _completer(_columns_in, spaces=True)
offered_schemes: Final = _words(scheme_names)
method_names: Final = _words(lambda: METHODS)

_BASH: Final = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local response completion type value

    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete $1 2>/dev/null)

    while IFS= read -r completion; do
        type=${completion%%%%,*}
        value=${completion#*,}
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames 2>/dev/null
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default 2>/dev/null
        elif [[ $type == 'plain' ]]; then
            COMPREPLY+=("$value")
            if [[ $value == *' '* ]]; then
                compopt -o filenames 2>/dev/null
            fi
        fi
    done <<< "$response"

    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


@add_completion_class
class _Bash(BashComplete):
    """Bash, with words that hold spaces put in as one word, and none of them taken for a pattern of file names."""

    source_template = _BASH


@add_completion_class
class _Fish(FishComplete):
    """Fish, with words that hold commas."""

    source_template = FishComplete.source_template.replace(
        'string split "," $completion', 'string split --max 1 "," $completion'
    )


def completion_script(shell: str, command: click.Command, program: str = "claimcheck") -> str:
    """Return what a shell runs to complete the words of *program*.

    Examples:
        >>> completion_script("bash", click.Command("claimcheck")).splitlines()[0]
        '_claimcheck_completion() {'
    """
    found = get_completion_class(shell)
    if found is None:
        raise ClaimCheckError(f"expected one of {', '.join(SHELLS)}, got {shell!r}")
    variable = f"_{program.upper().replace('-', '_')}_COMPLETE"
    made = found(command, {}, program, variable)
    return made.source_template % made.source_vars()
