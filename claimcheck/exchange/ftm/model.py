"""What does the model of FollowTheMoney know: which schemata there are, their properties, and the types of these?

Source: the schema files of followthemoney (MIT licence), version ``VERSION``, of which ``followthemoney.json`` holds
names, types and edges; a test holds it to the package. A newer model knows more: nothing is refused for being unknown.
"""

import json
from functools import cache
from hashlib import sha1
from importlib import resources
from typing import Any, Final

__all__ = ["BASE", "VERSION", "edge", "is_schema", "property_type", "statement_id"]

VERSION: Final = "4.11"

BASE: Final = "id"
"""The property that is none: a statement of it says that a dataset holds the entity; its value is a checksum or id."""

_NO_LANGUAGE: Final = frozenset(
    "entity date checksum email phone gender mimetype topic url country language ip id".split()
)


@cache
def _schemata() -> dict[str, Any]:
    text = (resources.files("claimcheck") / "exchange" / "ftm" / "followthemoney.json").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    return held


def is_schema(name: str) -> bool:
    """Return whether the model has a schema of that name.

    Examples:
        >>> is_schema("Person"), is_schema("Persona")
        (True, False)
    """
    return name in _schemata()


@cache
def property_type(schema: str, name: str) -> str | None:
    """Return the type of a property, of the schema itself or of one that it extends; None where it has none such.

    Examples:
        >>> property_type("Company", "jurisdiction"), property_type("Person", "jurisdictions")
        ('country', None)
    """
    if name == BASE:
        return BASE
    waiting, seen = [schema], set[str]()
    while waiting:
        held = _schemata().get(waiting.pop(0))
        if held is None:
            continue
        if name in held["properties"]:
            found: str = held["properties"][name]
            return found
        waiting += [one for one in held["extends"] if one not in seen]
        seen.update(held["extends"])
    return None


def edge(schema: str) -> tuple[str, str] | None:
    """Return the two properties that a schema of relations joins, or None.

    Examples:
        >>> edge("Ownership"), edge("Person")
        (('owner', 'asset'), None)
    """
    held = _schemata().get(schema, {}).get("edge")
    return None if held is None else (held[0], held[1])


def statement_id(statement: dict[str, Any]) -> str:
    """Return the id that FollowTheMoney gives a statement: a digest of dataset, entity, property and value.

    Neither the origin nor the times are in it, so that two reports of one value have one id.

    Examples:
        >>> statement_id({"dataset": "a", "entity_id": "x", "schema": "Person", "prop": "name", "value": "Ann"})
        'ec142ac32857b6aa0f04b46406fb337f7eadf2e1'
    """
    text = f"{statement['dataset']}.{statement['entity_id']}.{statement['prop']}.{statement['value']}"
    language = statement.get("lang")
    if language is not None and property_type(statement["schema"], statement["prop"]) not in _NO_LANGUAGE:
        text += f"@{language}"
    if statement.get("external"):
        text += ".ext"
    return sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()
