"""What may stand in the files and answers that programs exchange? A JSON Schema (draft 2020-12) of each.

Of the lossless formats a schema says the shape: which fields there are, which must be there, of what type. Whatever the
reader takes, the schema takes; what the schema takes the reader may still refuse, for what a time or a figure says, or
for a key that is nowhere. The files stand in the package, and ``python -m tests.renew`` writes them from the records.
"""

import json
from importlib.resources import files
from typing import Any, Final

from claimcheck.errors import UnknownKey

__all__ = ["SCHEMAS", "schema", "schema_text"]

SCHEMAS: Final = {
    "case": "formats/case.schema.json",
    "jsonl": "formats/jsonl.schema.json",
    "check": "reporting/check.schema.json",
    "verify": "reporting/verify.schema.json",
}
"""The file of each schema: of a case file, of one line of JSON Lines, of what `check` and `verify --json` print."""


def schema_text(name: str) -> str:
    """Return the schema of that name as the package publishes it.

    Raises:
        UnknownKey: There is none of that name.

    Examples:
        >>> schema_text("case").splitlines()[1]
        '  "$schema": "https://json-schema.org/draft/2020-12/schema",'
    """
    if name not in SCHEMAS:
        raise UnknownKey(f"no schema {name!r}; there are {', '.join(SCHEMAS)}")
    return files("claimcheck").joinpath(SCHEMAS[name]).read_text(encoding="utf-8")


def schema(name: str) -> dict[str, Any]:
    """Return the schema of that name: ``case``, ``jsonl``, ``check`` or ``verify``.

    Raises:
        UnknownKey: There is none of that name.

    Examples:
        >>> schema("jsonl")["required"]
        ['record', 'log']
    """
    found: dict[str, Any] = json.loads(schema_text(name))
    return found
