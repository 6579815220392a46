"""How does a ledger stand as an argument map in Argdown, which people read and edit as text?

Source: https://argdown.org/syntax (Argdown 1.7). A claim is a statement under its key, with what it says as its data.
A link that people set is an argument of its own, tagged ``linked``: the claim that it starts from supports it, and it
supports, attacks or undercuts. Conflicts that were computed are relations between the claims themselves, under a
heading of their own: a denial is a contradiction (``><``), all others attack each other, since both may be wrong.

Text cannot break out of its place: it stands on one line, each character that means something in Argdown with a
backslash before it; in titles, which know no backslash, it is percent-encoded; data is JSON without braces in its text.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from claimcheck.comparing.comparison import Outcome
from claimcheck.exchange.argumentation.arguments import (
    Argument,
    Role,
    Statement,
    arguments,
    statements,
    tell_of_records,
)
from claimcheck.exchange.conformance import Cell, says
from claimcheck.exchange.graphs.rows import claim_fields
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.view import View

__all__ = ["SAYS", "write_argdown"]

SAYS: Final[Mapping[str, Cell]] = says(
    said="""claim.key claim.text claim.claimants claim.act claim.asserted claim.basis claim.appearances claim.inferred
    claim.note claim.computed_from proposition.* appearance.source appearance.quote"""
)
"""What an argument map says: the claims, where they stand and, of the links, those that it has a place for."""


def write_argdown(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    r"""Yield *ledger* as Argdown, block by block.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed: a report", by="army", key="a")
        >>> print(b"".join(write_argdown(ledger, Outlet())).decode(), end="")
        # Claims
        <BLANKLINE>
        [a]: 37 killed\: a report
          {"by": "army", "measure": "killed", "value": "37", "inferred": "measure | value"}
    """
    argued = arguments(ledger, outlet)
    tell_of_records(ledger, argued, SAYS, outlet)
    between = b""
    for block in _blocks(ledger, argued, outlet):
        yield between + block.encode("utf-8")
        between = b"\n"


def _blocks(ledger: Ledger, argued: list[Argument], outlet: Outlet) -> Iterator[str]:
    view = ledger.view
    if ledger.case is not None:
        yield f"===\ntitle: {_scalar(ledger.case)}\n===\n"
    held = statements(ledger, frozenset(key for one in argued for key in (one.a, one.b)))
    yield "# Claims\n"  # Argdown takes no file without a block
    for one in held:
        outlet.wrote()
        yield f"[{_title(one.claim.key)}]: {_escaped(one.text)}{_tags(*one.tags)}\n{_data(_fields(one, view))}"
    undercut = {one.b for one in argued if one.role is Role.UNDERCUT}
    linked = [one for one in argued if one.link is not None]
    if linked:
        yield "# What people linked\n"
    for one in held:
        if one.claim.key in undercut:
            key = _title(one.claim.key)
            yield f"<assertion of {key}>: {_escaped(one.names)} says so.{_tags('assertion')}\n  +> [{key}]\n"
    for argument in linked:
        outlet.wrote()
        yield _linked(argument, view)
    computed = [one for one in held if "computed" in one.tags]
    conflicting = _once(argued)
    if computed or conflicting:
        yield "# What was computed\n"
    for one in computed:
        yield f"[{_title(one.claim.computed_from or '')}]\n  +> [{_title(one.claim.key)}]\n"
    for argument in conflicting:
        outlet.wrote()
        marks = ("><",) if argument.relation == Outcome.DENIAL.value else ("->", "<-")
        relations = "".join(f"  {mark} [{_title(argument.b)}]\n" for mark in marks)
        yield f"// {_plain(argument.relation)}: {_plain(argument.reason)}\n[{_title(argument.a)}]\n{relations}"


def _linked(argument: Argument, view: View) -> str:
    link = argument.link
    assert link is not None
    by = None if link.by is None else view.party_name(link.by)
    told = ": ".join(text for text in (argument.relation, _plain(argument.reason)) if text)
    target = f"[{_title(argument.b)}]"
    mark = {Role.SUPPORT: "+>", Role.ATTACK: "->", Role.UNDERCUT: "_>"}[argument.role]
    if argument.role is Role.UNDERCUT:
        target = f"<assertion of {_title(argument.b)}>"
    head = f"<{_title(link.key)}>: {_escaped(told)}{_tags('linked')}\n{_data({'by': by})}"
    return f"{head}  <+ [{_title(argument.a)}]\n  {mark} {target}\n"


def _once(argued: list[Argument]) -> list[Argument]:
    """Of each computed conflict the one of its two attacks that starts at the lesser key."""
    return [one for one in argued if one.link is None and one.a <= one.b]


def _fields(one: Statement, view: View) -> dict[str, Any]:
    claim = one.claim
    fields = {name: value for name, value in claim_fields(claim, view).items() if name not in _FIGURES}
    event = None if claim.event is None else view.events.get(claim.event)
    if event is not None:
        fields["event"] = event.label or event.key
    sources = dict.fromkeys(appearance.source for appearance in claim.appearances)
    fields["sources"] = [view.source_name(key) for key in sources]
    if claim.text and claim.text not in one.text:
        fields["text"] = claim.text
    return fields


# text that stays in its place


_MEANING: Final = re.compile(r"[\\@#*_\[\]<>{}/=:]|\.(?=\S)")
_FIGURES: Final = frozenset({"low", "high", "of", "unit", "denied"})
"""What ``value`` and the text say in words."""
_UNSAFE: Final = re.compile("[{}=\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Text on one line, with nothing in it that Argdown would obey."""
    return _MEANING.sub(lambda found: f"\\{found.group()}", _plain(text))


def _title(key: str) -> str:
    """A key as the title of a statement; no two keys have one title."""
    return "".join(
        character if _is_plain(key, place) else quote(character, safe="") for place, character in enumerate(key)
    )


def _is_plain(key: str, place: int) -> bool:
    """Whether a character stands in a title as it is; a blank only alone and between others."""
    if key[place] == " ":
        return 0 < place < len(key) - 1 and key[place - 1] != " "
    return key[place] in "-._/:#()" or unicodedata.category(key[place])[0] in "LMN"


def _tags(*tags: str) -> str:
    return "".join(f" #({tag})" for tag in tags)


def _data(fields: Mapping[str, Any]) -> str:
    """What is there of the fields, on a line of its own, in braces, which are nowhere else in it; else nothing."""
    held = {
        name: value if isinstance(value, list) else str(value)
        for name, value in fields.items()
        if value is not None and value != []
    }
    return f"  {{{_scalar(held)[1:-1]}}}\n" if held else ""


def _scalar(value: Any) -> str:
    """JSON, which is YAML as well, with references for what data in Argdown or YAML itself cannot hold."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, dict):
        return f"{{{_UNSAFE.sub(_reference, text[1:-1])}}}"
    return _UNSAFE.sub(_reference, text)


def _reference(found: "re.Match[str]") -> str:
    return f"\\u{ord(found.group()):04x}"
