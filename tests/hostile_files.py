"""Files that want to break whoever reads them, for every format that is read: by what they begin with, and sizes.

``SMALL`` are whole files of a few kilobytes to some megabytes, given to every format whatever its suffix; ``openings``
are the beginnings of files that go on for ever, by suffix, and ``floods`` files of very many wrong lines or objects.
"""

from typing import Final

__all__ = ["SMALL", "floods", "openings"]

_LINE: Final = b'{"record":"party","key":"ua","name":"Ukraine","log":{"recorded":"2025-06-02T09:00:00+00:00"}}\n'
_CASE: Final = b"claimcheck: 1\nparties: {ua: {name: Ukraine}}\n"

SMALL: Final[dict[str, bytes]] = {
    "nothing": b"",
    "spaces": b" \t\r\n" * 1000,
    "a mark alone": b"\xef\xbb\xbf",
    "half a mark": b"\xef\xbb",
    "NULs": bytes(10_000),
    "every byte": bytes(range(256)) * 20,
    "UTF-16": _CASE.decode().encode("utf-16"),
    "lines in UTF-16": _LINE.decode().encode("utf-16-le"),
    "UTF-32": _LINE.decode().encode("utf-32"),
    "two encodings": _LINE + _LINE.replace(b"Ukraine", "Украина".encode("cp1251")) + _CASE + "é".encode("latin-1"),
    "CRLF": _LINE.replace(b"\n", b"\r\n") * 2 + _CASE.replace(b"\n", b"\r\n"),
    "old line ends": _LINE.replace(b"\n", b"\r") * 2,
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"a":' * 200_000,
    "deep and closed": b"[" * 50_000 + b"]" * 50_000,
    "deep in a line": b'{"record":"party","log":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "deep YAML": b"claimcheck: 1\n" + b"".join(b" " * depth + b"a:\n" for depth in range(2000)),
    "deep tags": b"<a>" * 100_000,
    "a bomb of aliases": b"claimcheck: 1\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (one, one, b",".join([b"*%c" % (one - 1)] * 9)) for one in range(ord("b"), ord("z")))
    + b"case: *y\n",
    "a bomb of entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (one, b"&%c;" % (one - 1) * 10) for one in range(ord("b"), ord("m")))
    + b"]><a>&l;</a>",
    "a file that is asked for": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an object that is asked for": b"!!python/object/apply:os.system [exit 1]\n",
    "one name many times": b"{" + b",".join([b'"a":1'] * 50_000) + b"}",
    "one YAML name many times": b"claimcheck: 1\n" + b"parties: {}\n" * 5_000,
    "a huge number": b'{"record":"party","key":' + b"9" * 100_000 + b"}\n",
    "a huge exponent": b'{"a": 1e999999999, "b": -1E-999999999}\n',
    "no numbers": b'{"a": NaN, "b": Infinity}\n[-Infinity]\n',
    "half a pair": b'{"record":"party","key":"\\ud800","name":"\\udfff","log":{"recorded":"2025-06-02T09:00Z"}}\n',
    "half an escape": b'{"record":"\\u12',
    "a NUL in a text": _LINE.replace(b"Ukraine", b"U\\u0000") + b"claimcheck: 1\ncase: a\x00b\n",
    "quotes that do not end": b'"' * 9_999,
    "commas": b"," * 100_000 + b"\n" + b";" * 100_000,
    "long names": b'{"' + b"n" * 1_000_000 + b'":"' + b"v" * 1_000_000 + b'"}\n',
    "YAML that goes on": b"claimcheck: 1\nclaims: {a: {text: |\n" + b"  x\n" * 20_000,
    "a zip of nothing": b"PK\x05\x06" + bytes(18),
    "a zip cut short": b"PK\x03\x04" + bytes(100),
    "a database cut short": b"SQLite format 3\x00" + bytes(100),
    "not a parquet": b"PAR1" + bytes(20) + b"PAR1",
    "a list of wrong things": b'[1, "a", null, true, [], {}, {"@type": 3}, {"type": []}, {"id": {}}]',
    "an object of wrong things": b'{"@graph": 3, "@context": [], "itemListElement": {"a": 1}, "objects": "x"}',
    "wrong things on lines": b'1\n"a"\nnull\n[]\n{}\n{"schema":[],"id":3,"properties":4}\n',
    "a table of wrong things": b'a,b,"c\n1,2\n1,2,3,4\n=cmd(),@x,-1\n',
}


def openings(suffix: str) -> dict[str, bytes]:
    """Return what a file of this suffix begins with that goes on with nothing but NULs, however long it is."""
    begun = {
        "nothing but NULs": b"",
        "one text": b'"',
        "one object": b'{"record":"party","log":{},"name":"',
        "one list": b"[",
    }
    if suffix in {".yaml", ".yml"}:
        begun["a case"] = b'claimcheck: 1\ncase: "'
    if suffix in {".csv", ".tsv"}:
        begun["a table"] = b'claim,by,value\n1,2,"'
    if suffix in {".xml", ".rdf", ".ttl", ".nt", ".nq", ".trig", ".provn"}:
        begun["a document"] = b'<?xml version="1.0"?><a b="'
    if suffix in {".xlsx", ".zip"}:
        begun["an archive"] = b"PK\x03\x04"
    if suffix in {".db", ".sqlite", ".sqlite3"}:
        begun["a database"] = b"SQLite format 3\x00"
    return begun


def floods(suffix: str, count: int) -> dict[str, bytes]:
    """Return files of this suffix with that many things that cannot be taken."""
    found = {"wrong lines": b"nonsense\n" * count, "empty objects on lines": b"{}\n" * count}
    if suffix in {".yaml", ".yml"}:
        entries = b"".join(b"  c%d: {vlaue: 3}\n" % number for number in range(count))
        found["claims with a wrong field"] = b"claimcheck: 1\nclaims:\n" + entries
        found["times ten empty mappings in a list"] = b"claimcheck: 1\nlinks: [" + b"{}," * (10 * count) + b"]\n"
    elif suffix.startswith(".json") or suffix.endswith(("json", "jsonld")):
        found["empty objects in a list"] = b"[" + b",".join([b"{}"] * count) + b"]"
    return found
