"""What a context says of the names in a document: reviews under prefixes, aliases and addresses are read alike."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from claimcheck.errors import BadInput
from claimcheck.formats import read, write

FALSE: Final[dict[str, Any]] = {
    "@type": "ClaimReview",
    "claimReviewed": "The bridge fell",
    "url": "https://desk.example/1",
    "author": {"@type": "Organization", "name": "Desk"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "N. N."}},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
}


def _renamed(value: Any, name: Callable[[str], str]) -> Any:
    """An object of JSON-LD whose names, and those of its types, are called otherwise."""
    if not isinstance(value, dict):
        return value
    return {
        name(key): name(one) if key == "@type" and isinstance(one, str) else _renamed(one, name)
        for key, one in value.items()
    }


def _prefixed(prefix: str) -> dict[str, Any]:
    held: dict[str, Any] = _renamed(FALSE, lambda name: name if name.startswith("@") else f"{prefix}{name}")
    return held


LACKING: Final = [
    "datePublished: recommended, and it has none",
    "author.url: recommended, and it has none",
    "itemReviewed.datePublished: recommended, and when the claim was made is not known",
    "itemReviewed.appearance: recommended, and it has none",
]
ALIASES: Final = {"kind": "@type", "said": "s:claimReviewed", "who": {"@id": "s:author"}, "s": "http://schema.org/"}


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://schema.org", **FALSE},
        {"@context": {"@vocab": "http://schema.org/"}, **FALSE},
        {"@context": {"schema": "http://schema.org/"}, **_prefixed("schema:")},
        {"@context": {"s": "https://schema.org/"}, **_prefixed("s:")},
        {"@context": ["https://schema.org", {"s": "https://schema.org/"}], "@graph": [{"x": 1}, _prefixed("s:")]},
        {
            "@context": {"s": "https://other.example/"},
            "@graph": [{"@context": {"s": "http://schema.org/"}, **_prefixed("s:")}],
        },
        _prefixed("https://schema.org/"),
        {
            "@context": ALIASES,
            **_renamed(FALSE, lambda name: {"@type": "kind", "claimReviewed": "said", "author": "who"}.get(name, name)),
        },
        {
            "@context": ["https://schema.org", {"said": "claimReviewed"}],
            **_renamed(FALSE, lambda name: "said" if name == "claimReviewed" else name),
        },
    ],
    ids=["plain", "vocabulary", "usual prefix", "other prefix", "graph", "nearest", "addresses", "aliases", "bare"],
)
def test_words_of_a_context_are_those_of_schema_org(document: dict[str, Any], tmp_path: Path) -> None:
    """However a document calls them, they are read alike, nothing is odd, and what is kept is read alike again."""
    path = tmp_path / "a.json"
    for written in (document, None):
        if written is not None:
            path.write_text(json.dumps(written), encoding="utf-8")
        ledger = read(path, format="claimreview")

        assert [(one.text, one.claimants) for one in ledger.claims] == [("The bridge fell", ("N. N.",))]
        assert [(one.grade, one.by) for one in ledger.assessments] == [("False", "desk.example")]
        assert ledger.taken is not None
        assert ledger.taken.mendings == ()
        raw = next(one.raw for one in ledger.sources if one.raw is not None)
        path.write_text(raw, encoding="utf-8")
    with pytest.warns(UserWarning, match="1 written"):
        done = write(ledger, tmp_path / "b.json", format="claimreview")
    assert [one.message for one in done.warnings] == LACKING
    assert [one.grade for one in read(tmp_path / "b.json", format="claimreview").assessments] == ["False"]


def test_another_vocabulary_keeps_its_words(tmp_path: Path) -> None:
    """A prefix of others is none of schema.org, and a context ends where a null stands."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"@context": {"s": "https://other.example/"}, **_prefixed("s:")}), encoding="utf-8")
    with pytest.raises(BadInput, match="no ClaimReview or MediaReview stands in this JSON"):
        read(path, format="claimreview")
    elsewhere = {"@context": ["https://schema.org", {"author": "http://purl.org/dc/terms/creator"}], **FALSE}
    path.write_text(json.dumps(elsewhere), encoding="utf-8")
    with pytest.warns(UserWarning, match="1 read, 1 mended"):
        ledger = read(path, format="claimreview")
    assert [one.by for one in ledger.assessments] == ["desk.example"]
    assert "Desk" not in [one.name for one in ledger.parties]
    within = {"@context": None, **_prefixed("s:")}
    path.write_text(json.dumps({"@context": {"s": "https://schema.org/"}, "@graph": [within]}), encoding="utf-8")
    with pytest.raises(BadInput, match="no ClaimReview or MediaReview stands in this JSON"):
        read(path, format="claimreview")


def test_expanded_json_ld_is_read(tmp_path: Path) -> None:
    """Every value in a list and an object of its own, as processors of JSON-LD write it."""

    def expanded(value: Any) -> Any:
        if not isinstance(value, dict):
            return [{"@value": value}]
        held = {f"http://schema.org/{name}": expanded(one) for name, one in value.items() if name != "@type"}
        return [{"@type": [f"http://schema.org/{value['@type']}"], **held}]

    path = tmp_path / "a.json"
    path.write_text(json.dumps(expanded(FALSE)), encoding="utf-8")
    ledger = read(path, format="claimreview")

    assert [(one.text, one.claimants) for one in ledger.claims] == [("The bridge fell", ("N. N.",))]
    assert [(one.grade, one.by) for one in ledger.assessments] == [("False", "desk.example")]
    assert ledger.taken is not None
    assert ledger.taken.mendings == ()


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_expanded_addresses_are_addresses(tmp_path: Path) -> None:
    """Where each address is an object of its own too, pages tell who publishes a review and who wrote it."""
    path = tmp_path / "a.json"
    address = {"http://schema.org/url": [{"@id": "https://desk.example/staff/jane-doe"}]}
    author = {"@type": ["http://schema.org/Person"], "http://schema.org/name": [{"@value": "Jane Doe"}], **address}
    review = {
        "@type": ["http://schema.org/ClaimReview"],
        "http://schema.org/claimReviewed": [{"@value": "It fell"}],
        "http://schema.org/author": [author],
        "http://schema.org/url": [{"@id": "https://desk.example/1"}],
        "http://schema.org/itemReviewed": [{"http://schema.org/author": [{"http://schema.org/name": "J. Jane Doe"}]}],
    }
    path.write_text(json.dumps([review]), encoding="utf-8")
    ledger = read(path, format="claimreview")
    assert [one.claimants for one in ledger.claims] == [()], "she wrote the review"
    path.write_text(json.dumps([{**review, "http://schema.org/author": [address]}]), encoding="utf-8")
    ledger = read(path, format="claimreview")

    assert [one.publisher for one in ledger.sources] == ["desk.example"]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("prefix", ["", "s:", "https://schema.org/"])
def test_lines_where_names_have_a_prefix(prefix: str, tmp_path: Path) -> None:
    """What is odd is told of with its line, whatever the document calls things."""
    path = tmp_path / "a.json"
    reviews = [{**_prefixed(prefix), f"{prefix}datePublished": "2020-99-99"} for _ in range(2)]
    document = {"@context": {"s": "https://schema.org/"}, f"{prefix}dataFeedElement": [{f"{prefix}item": reviews}]}
    text = json.dumps(document, indent=1)
    path.write_text(text, encoding="utf-8")
    taken = read(path, format="claimreview").taken

    assert taken is not None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "2020-99-99" in line]
    assert [problem.where for problem in taken.mendings] == [f"{path}:{number}" for number in lines]
    assert taken.mended == 2


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_many_contexts_in_a_list(tmp_path: Path) -> None:
    """Ten thousand contexts in a list, and as many words, are one context; a later one goes before."""
    path = tmp_path / "a.json"
    contexts = [*({f"w{number}": "https://schema.org/url"} for number in range(10_000)), {"said": "other:x"}]
    contexts = [{"said": "https://schema.org/name"}, *contexts, {"said": "https://schema.org/claimReviewed"}]
    words = {f"v{number}": number for number in range(10_000)}
    held = {"said" if name == "claimReviewed" else name: one for name, one in FALSE.items()}
    path.write_text(json.dumps({"@context": contexts, **words, **held}), encoding="utf-8")

    assert [one.text for one in read(path, format="claimreview").claims] == ["The bridge fell"]


@pytest.mark.parametrize("at", range(4))
def test_contexts_cost_what_they_say(at: int, tmp_path: Path) -> None:
    """Many objects, each with a context, within one of many words; what is odd in a context is no error."""
    odd: list[Any] = [7, {"a": {"@id": 7}, "b": ["c"], "": "", "@vocab": 3}, [[None, {"s": "a"}]], {"a": "b", "b": "a"}]
    many = {f"w{number}": f"https://schema.org/w{number}" for number in range(2_000)}
    reviews = [{"@context": odd[at], **FALSE, "url": f"https://desk.example/{number}"} for number in range(500)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"@context": many, "@graph": reviews}), encoding="utf-8")
    ledger = read(path, format="claimreview")

    assert len([one for one in ledger.sources if one.raw is not None]) == 500
    assert max(len(one.raw or "") for one in ledger.sources) < 1_000
