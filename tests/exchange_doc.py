"""The conformance table as it stands in docs/exchange.md, made of what the formats declare."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from claimcheck.exchange.conformance import FIELDS, Cell
from claimcheck.exchange.prov import saying
from claimcheck.formats import Format, formats

__all__ = ["DOC", "renewed"]

DOC: Final = Path(__file__).parents[1] / "docs" / "exchange.md"
_MARKS: Final = {Cell.KEPT: "K", Cell.SAID: "S", Cell.LEFT: "·"}


def _own() -> Mapping[str, Format]:
    """The library's own formats, but for the ledger, which is no file to be exchanged."""
    return {
        name: one
        for name, one in formats().items()
        if name != "ledger" and (one.read or one.write).__module__.startswith("claimcheck")
    }


def _formats() -> str:
    rows = ["| `format=` | names end in | in | out | what it is |", "| --- | --- | --- | --- | --- |"]
    for name, one in _own().items():
        ends = " ".join(f"`{end}`" for end in one.suffixes)
        more = " ".join(f"`{end}`" for end in one.only_read)
        rows.append(
            f"| `{name}` | {ends}{f'; read only: {more}' if more else ''} | {'yes' if one.read else '-'} | "
            f"{'yes' if one.write else '-'} | {one.title} |"
        )
    return "\n".join(rows)


def _table() -> str:
    written = {name: one for name, one in _own().items() if one.write is not None}
    lines = [
        "**K** is kept: written, and the same when it is read again. **S** is said: it stands in the file for others,",
        "and is not read again, or not the same. **·** is left out, and told of when the ledger is written.",
    ]
    lines += ["", f"| ledger | {' | '.join(written)} |", f"| --- |{' :-: |' * len(written)}"]
    lines.append(f"| case | {' | '.join(_MARKS[one.case] for one in written.values())} |")
    for owner in dict.fromkeys(field.partition(".")[0] for field in FIELDS):
        fields = [field for field in FIELDS if field.partition(".")[0] == owner]
        lines += ["", f"| {owner} | {' | '.join(written)} |", f"| --- |{' :-: |' * len(written)}"]
        for field in fields:
            cells = (_MARKS[one.says[field]] for one in written.values())
            lines.append(f"| {field.partition('.')[2]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _prov() -> str:
    """The table of relations and terms, as the module that writes them states it."""
    lines = [line for line in (saying.__doc__ or "").splitlines() if line.startswith("|")]
    return "\n".join(lines).replace("``", "`")


def renewed(text: str) -> str:
    """Return the page with its generated parts as they are now."""
    for name, made in (("formats", _formats()), ("prov", _prov()), ("table", _table())):
        begin, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        _, found, after = f"\n{rest}".partition(end)
        assert found, name
        text = f"{before}{begin}{made}{end}{after}"
    return text
