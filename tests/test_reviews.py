"""Fact-checkers' reviews as they are published: what each becomes, and what is told of those that are broken."""

import json
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.counts import Taken
from claimcheck.errors import BadInput
from claimcheck.exchange.claimreview.review import host_of, names_nobody, same_words
from claimcheck.exchange.claimreview.taking import is_reviews, read_reviews
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import lines_of
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.model import Assessment, Attribution, Relation

PAGES = Path(__file__).parent.parent / "fixtures" / "reviews"

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://www.desk.example/1",
    "name": "No, the bridge stands",
    "datePublished": "2025-03-14",
    "inLanguage": "en",
    "claimReviewed": "The bridge fell.",
    "author": {"@type": "Organization", "name": "Desk", "url": "https://www.desk.example/"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ada Thornbury"},
        "datePublished": "2025-03-11",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://council.example/minutes"},
        "appearance": [{"@type": "CreativeWork", "url": "https://paper.example/2", "name": "The Paper"}],
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
        "alternateName": "False",
        "ratingExplanation": "It stands.",
    },
}


def taken(tmp_path: Path, data: Any, name: str = "r.json") -> tuple[Ledger, Taken]:
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    intake = Intake(path, name=name)
    return read_reviews(intake), intake.done()


def problems(told: Taken) -> list[str]:
    return [str(one) for one in told.problems]


def changed(**fields: Any) -> dict[str, Any]:
    """The review with other fields; one that is None is taken away, and a__b is b within a."""
    review = json.loads(json.dumps(REVIEW))
    for name, value in fields.items():
        *outer, last = name.split("__")
        held = review
        for step in outer:
            held = held[step]
        if value is None:
            held.pop(last, None)
        else:
            held[last] = value
    return dict(review)


def test_a_whole_review(tmp_path: Path) -> None:
    """Who claims what, when and where; who rates it how, when and why; and the object itself is kept."""
    ledger, told = taken(tmp_path, REVIEW)
    (claim,) = ledger.claims
    (rating,) = (one for one in ledger.records() if isinstance(one, Assessment))
    source = ledger.sources[claim.appearances[0].source]

    assert (str(told), problems(told)) == ("1 read, 0 mended, 0 refused", [])
    assert (claim.text, claim.claimants, str(claim.asserted)) == ("The bridge fell.", ("Ada Thornbury",), "2025-03-11")
    assert [(one.source, one.quote, one.attribution) for one in claim.appearances] == [
        (source.key, "The bridge fell.", Attribution.REPORTED),
        ("https://council.example/minutes", None, None),
        ("https://paper.example/2", None, None),
    ]
    assert (source.name, source.publisher, source.url) == (
        "No, the bridge stands",
        "desk.example",
        "https://www.desk.example/1",
    )
    assert (str(source.published), source.language, source.problems) == ("2025-03-14", "en", ())
    assert json.loads(source.raw or "") == REVIEW
    assert (rating.about, rating.scheme, rating.axis, rating.grade) == (claim.key, "claimreview", "label", "False")
    assert (rating.by, str(rating.when), rating.why) == ("desk.example", "2025-03-14", "It stands.")
    assert (ledger.parties["desk.example"].name, ledger.parties["desk.example"].declared) == ("Desk", True)
    assert (ledger.parties["Ada Thornbury"].declared, ledger.parties["Ada Thornbury"].kind) == (False, "person")
    assert ledger.sources["https://paper.example/2"].name == "The Paper"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"claimReviewed": ""}, "claimReviewed: it is empty, so the words of the claim are not known"),
        ({"claimReviewed": "", "itemReviewed__name": "It fell"}, "claimReviewed: it is empty; itemReviewed.name"),
        ({"claimReviewed": ["It fell.", "It broke."]}, "claimReviewed: 2 texts stand where one is meant; the first"),
        ({"claimReviewed": {"a": 1}}, "claimReviewed: expected text, got an object"),
        ({"datePublished": "02/06/2025"}, "datePublished: '02/06/2025' is no date that can be read for certain"),
        ({"datePublished": 20250314}, "datePublished: '20250314' is no date that can be read for certain"),
        ({"author": None}, "author: its publisher has no name; desk.example, of its address, stands for it"),
        ({"author": None, "url": None}, "author: nobody is named as its publisher, and no address tells"),
        ({"author__name": ""}, "author: its publisher has no name; desk.example, of its address, stands for it"),
        ({"url": "desk"}, "url: 'desk' is no address of the web; it is not taken for one"),
        ({"url": ["https://a.example/1", "https://b.example/2"]}, "url: 2 addresses stand where one is meant"),
        ({"itemReviewed": None}, "itemReviewed: it is missing, so who said it, when and where is not known"),
        ({"itemReviewed__author__name": "Multiple sources"}, "'Multiple sources' names nobody; the claim stands"),
        ({"itemReviewed__author__name": "Desk"}, "'Desk' is who reviews the claim, and not who makes it"),
        ({"itemReviewed__author__name": '"A. Writer"'}, "the quotation marks around 'A. Writer' are no part of"),
        ({"itemReviewed__author": [{"name": "A"}, {"name": "B"}]}, "author: 2 are named (A, B), and whether all"),
        ({"itemReviewed__author": {"name": ""}}, "itemReviewed.author: it has no name; the claim stands unattributed"),
        ({"itemReviewed__appearance": ["1"]}, "appearance[0]: '1' is no address; it is not taken for one"),
        ({"itemReviewed__appearance": 7}, "appearance: '7' is no address; it is not taken for one"),
        ({"itemReviewed__appearance": True}, "appearance: expected an object, got True"),
        ({"itemReviewed__datePublished": "yesterday"}, "datePublished: 'yesterday' is no date that can be read"),
        ({"reviewRating": None}, "reviewRating: it is missing; the review rates nothing"),
        ({"reviewRating": "Pants on Fire"}, "reviewRating: it is a text and no rating; the text is taken for its word"),
        ({"reviewRating": [{"alternateName": "False"}, {"alternateName": "True"}]}, "2 ratings stand where one is"),
        ({"reviewRating__ratingValue": 5}, "its word says false and its number true; the word is kept"),
        ({"reviewRating__worstRating": 5, "reviewRating__bestRating": 1}, "the scale falls: its best is 1"),
        (
            {"reviewRating__ratingValue": -1, "reviewRating__worstRating": -1, "reviewRating__bestRating": -1},
            "its best and its worst are both -1, so the number says nothing",
        ),
        ({"reviewRating__alternateName": "Misleading"}, "the word 'Misleading' is not mapped"),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_and_kept(tmp_path: Path, fields: dict[str, Any], message: str) -> None:
    """Each oddity is a problem with its line, stands with the review itself, and is gone from a review without it."""
    ledger, told = taken(tmp_path, changed(**fields))

    assert told.mended == 1
    assert any(message in one for one in problems(told)), problems(told)
    assert all(one.where == "r.json:1" for one in told.mendings)
    assert any(message in one for source in ledger.sources for one in source.problems)
    assert not problems(taken(tmp_path, REVIEW)[1])


def test_a_journalist_is_not_the_claimant(tmp_path: Path) -> None:
    """Where the address of the author is that of a writer's page, the writer claims nothing."""
    pages = {
        "https://www.desk.example/author/kim/": "Kim LaCapria",
        "https://desk.example/author/Brad+Sylvester": "Brad Sylvester",
        "https://desk.example/staff/ciara-orourke/": "Ciara O'Rourke",
    }
    for url, name in pages.items():
        review = changed(author__url=url, itemReviewed__author__name=name)
        assert not next(iter(taken(tmp_path, review)[0].claims)).claimants
    for url, name in {"https://desk.example/author/kim/": "Ada", "https://other.example/author/ada": "Ada"}.items():
        review = changed(author__url=url, itemReviewed__author__name=name)
        assert next(iter(taken(tmp_path, review)[0].claims)).claimants == ("Ada",)


@pytest.mark.parametrize(
    "name",
    ["Multiple sources", "Various sources", "Fuentes varias", "fuentes múltiples", "Plusieurs sites internet", "???",
     "Facebook posts", "Facebook", "social media users", "WhatsApp Users", "posts on Facebook", "Unknown", "N/A", "",
     "redes sociales", "multiple people", "Bloggers", "Chain email", "Multiples sources", "Viral post", "Multiple"],
)  # fmt: skip
def test_nobody_is_named(name: str) -> None:
    """What publishers write where many or nobody says so."""
    assert names_nobody(name)


@pytest.mark.parametrize(
    "name",
    ["Facebook page Islamabad", "Donald Trump", "Facebook user: Hervey Alvin", "X Æ A-12", "The Web Gallery", "WHO"],
)
def test_somebody_is_named(name: str) -> None:
    """One page or one user is somebody."""
    assert not names_nobody(name)


SHAPES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "alone": lambda review: review,
    "list": lambda review: [{"@type": "WebPage"}, review],
    "graph": lambda review: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, review]},
    "feed": lambda review: {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [review]}]},
    "several types": lambda review: review | {"@type": ["Review", "ClaimReview"]},
    "wrapped": lambda review: {"name": "cr", "jsonld": review},
    "prefixed": lambda review: (
        {f"schema:{name}" if name[0] != "@" else name: value for name, value in review.items()}
        | {"@type": "http://schema.org/ClaimReview"}
    ),
    "value objects": lambda review: review | {"claimReviewed": {"@value": "The bridge fell.", "@language": "en"}},
    "a list of a list": lambda review: review | {"claimReviewed": [["The bridge fell."]]},
    "referred to": lambda review: {
        "@graph": [review | {"author": {"@id": "#desk"}}, review["author"] | {"@id": "#desk"}]
    },
}


@pytest.mark.parametrize("shape", list(SHAPES))
def test_a_review_in_every_shape(tmp_path: Path, shape: str) -> None:
    """JSON-LD has many ways to say one thing."""
    ledger, told = taken(tmp_path, SHAPES[shape](REVIEW))
    plain, _ = taken(tmp_path, REVIEW)

    assert not problems(told)
    assert [(one.key, one.text, one.claimants) for one in ledger.claims] == [
        (one.key, one.text, one.claimants) for one in plain.claims
    ]
    assert [one for one in ledger.records() if isinstance(one, Assessment)] == [
        one for one in plain.records() if isinstance(one, Assessment)
    ]


def test_the_fact_check_tools_search(tmp_path: Path) -> None:
    """What ``claims:search`` gives: a claim, and under it the reviews of several publishers."""
    answer = {
        "claims": [
            {
                "text": "The bridge fell.",
                "claimant": "Ada Thornbury",
                "claimDate": "2025-03-11T00:00:00Z",
                "claimReview": [
                    {"publisher": {"name": "Desk", "site": "desk.example"}, "url": "https://desk.example/1",
                     "reviewDate": "2025-03-14T00:00:00Z", "textualRating": "False", "languageCode": "en"},
                    {"publisher": {"name": "Veritas", "site": "veritas.example"}, "url": "https://veritas.example/1",
                     "reviewDate": "2025-03-15T00:00:00Z", "textualRating": "Verdadero", "languageCode": "es"},
                ],
            }
        ],
        "nextPageToken": "x",
    }  # fmt: skip
    ledger, told = taken(tmp_path, answer)

    assert (told.read, problems(told)) == (2, [])
    assert len(ledger.claims) == 1
    (finding,) = ledger.findings("graded_differently")
    assert finding.reason == (
        "Desk rates it 'False' (false) on 2025-03-14T00:00:00Z; "
        "Veritas rates it 'Verdadero' (true) on 2025-03-15T00:00:00Z"
    )


def test_the_fact_check_tools_pages(tmp_path: Path) -> None:
    """What ``pages`` gives: a page with the reviews on it."""
    page = {
        "name": "pages/abc",
        "pageUrl": "https://desk.example/1",
        "publishDate": "2025-03-14",
        "claimReviewAuthor": {"name": "Desk"},
        "claimReviewMarkups": [
            {
                "claimReviewed": "The bridge fell.",
                "claimDate": "2025-03-11",
                "claimFirstAppearance": "https://council.example/minutes",
                "claimAppearances": ["https://paper.example/2"],
                "claimAuthor": {"name": "Ada Thornbury", "jobTitle": "Mayor"},
                "rating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "textualRating": "False"},
            }
        ],
    }
    ledger, told = taken(tmp_path, {"claimReviewMarkupPages": [page]})
    (claim,) = ledger.claims

    assert (told.read, problems(told)) == (1, [])
    assert claim.claimants == ("Ada Thornbury",)
    assert [one.source for one in claim.appearances[1:]] == [
        "https://council.example/minutes",
        "https://paper.example/2",
    ]
    assert json.loads(ledger.sources[claim.appearances[0].source].raw or "") == page


def test_a_media_review(tmp_path: Path) -> None:
    """A medium is rated by its category under a scheme of its own, and is held against no rating of a claim."""
    review = {
        "@type": "MediaReview",
        "url": "https://desk.example/photo",
        "author": {"name": "Desk"},
        "datePublished": "2025-03-14",
        "mediaAuthenticityCategory": "DecontextualizedContent",
        "originalMediaContextDescription": "It was taken in 2011.",
        "itemReviewed": {
            "@type": "ImageObject",
            "contentUrl": "https://social.example/photo.jpg",
            "interpretedAsClaim": {"@type": "Claim", "text": "The bridge fell today."},
        },
    }
    ledger, told = taken(tmp_path, review)
    (claim,) = ledger.claims
    (rating,) = (one for one in ledger.records() if isinstance(one, Assessment))

    assert not problems(told)
    assert claim.text == "The bridge fell today."
    assert claim.appearances[1].source == "https://social.example/photo.jpg"
    assert (rating.scheme, rating.axis, rating.grade) == ("mediareview", "category", "DecontextualizedContent")
    assert rating.why == "It was taken in 2011."


def test_reviews_of_one_claim_meet_in_one_topic(tmp_path: Path) -> None:
    """The same words, however they are set, are one matter; other words are another."""
    other = changed(
        url="https://veritas.example/1",
        author={"name": "Veritas"},
        claimReviewed="“the  bridge FELL”",
        reviewRating__alternateName="Plutôt vrai",
        itemReviewed__datePublished="2025-03-12",
    )
    apart = changed(url="https://third.example/1", author={"name": "Third"}, claimReviewed="The bridge fell down.")
    ledger, _ = taken(tmp_path, [REVIEW, other, apart])
    (finding,) = ledger.findings("graded_differently")

    assert sorted(topic.size for topic in ledger.topics) == [1, 2]
    assert finding.topic is not None
    assert finding.topic.size == 2
    assert finding.reason == (
        "Desk rates it 'False' (false) on 2025-03-14; Veritas rates it 'Plutôt vrai' (mostly_true) on 2025-03-14"
    )
    assert finding.sentence.endswith("; neither is preferred.")


@pytest.mark.parametrize(
    ("label", "differ"),
    [("False", False), ("Incorrect", False), ("Pants on Fire!", False), ("Misleading", False), ("True", True),
     ("Unproven", True)],
)  # fmt: skip
def test_ratings_differ_where_their_common_words_do(tmp_path: Path, label: str, differ: bool) -> None:
    """Two words for one grade do not differ, and a word that is not mapped is held against none."""
    other = changed(url="https://veritas.example/1", author={"name": "Veritas"}, reviewRating__alternateName=label)
    ledger, _ = taken(tmp_path, [REVIEW, other])
    found = ledger.findings("graded_differently")

    assert bool(found) == differ
    assert not differ or repr(label) in found[0].reason


def test_one_publisher_does_not_differ_with_itself(tmp_path: Path) -> None:
    """Its later rating takes the place of the one before."""
    later = changed(url="https://desk.example/2", datePublished="2025-04-01", reviewRating__alternateName="True")
    ledger, _ = taken(tmp_path, [REVIEW, later])

    assert not ledger.findings("graded_differently")
    assert sum(isinstance(one, Assessment) for one in ledger.records()) == 2


def test_two_ratings_of_one_day_stand_side_by_side(tmp_path: Path) -> None:
    """Neither takes the place of the other unseen."""
    ledger, told = taken(tmp_path, [REVIEW, changed(url="https://desk.example/2", reviewRating__alternateName="True")])
    (rating,) = (one for one in ledger.records() if isinstance(one, Assessment))

    assert rating.grade == "False; True"
    assert problems(told)[-1] == "r.json: desk.example rates 'The bridge fell.' differently on one day: 'False', 'True'"


def test_one_document_suggests_one_matter(tmp_path: Path) -> None:
    """Other words for a claim in the same document: a candidate and a question, which a person settles."""
    other = changed(
        url="https://veritas.example/1", author={"name": "Veritas"}, claimReviewed="It collapsed, the bridge."
    )
    ledger, _ = taken(tmp_path, [REVIEW, other])
    link, *_ = ledger.links
    (question,) = [one for one in ledger.findings("undetermined") if one.field == "event"]

    assert (link.relation, link.accepted) == (Relation.SAME_AS, False)
    assert link.basis == (
        "reviews of both name https://council.example/minutes as where the claim stands; "
        "reviews of both name https://paper.example/2 as where the claim stands"
    )
    assert "https://paper.example/2" in question.reason
    assert {"The bridge fell.", "It collapsed, the bridge."} == {one.text for one in question.claims}
    ledger.accept(link, by="desk")
    assert [topic.size for topic in ledger.topics] == [2]
    assert not [one for one in ledger.findings("undetermined") if one.field == "event"]


def test_claims_in_words_alone_are_not_asked_about() -> None:
    """Nothing suggests that two claims without measure and subject speak of one thing, unless their words do."""
    ledger = Ledger()
    for words in ("The bridge fell", "It has rained all day", "Somebody took the money"):
        ledger.claim(words, by="A", event=words)
    assert not ledger.findings("undetermined")
    ledger.claim("The bridge then fell", by="B", event="The bridge then fell")
    assert [one.field for one in ledger.findings("undetermined")] == ["event"]


@given(st.permutations(range(6)))
def test_the_order_of_reviews_changes_nothing(order: list[int]) -> None:
    """Every key follows from what a review says."""
    from claimcheck.exchange.claimreview.contexts import Document  # noqa: PLC0415 - as above
    from claimcheck.exchange.claimreview.reading import Reader  # noqa: PLC0415 - beside the only law that needs it
    from claimcheck.exchange.claimreview.records import records_of  # noqa: PLC0415 - as above
    from claimcheck.exchange.claimreview.shapes import find_reviews  # noqa: PLC0415 - as above

    reviews = [
        REVIEW,
        changed(url="https://veritas.example/1", author={"name": "Veritas"}, reviewRating__alternateName="True"),
        changed(url="https://desk.example/2", author__name="The Desk", reviewRating__alternateName="True"),
        changed(claimReviewed="Another.", itemReviewed__author__name="Somebody else"),
        changed(claimReviewed="", name="What fell?"),
        changed(name="The same review, told again"),
    ]
    reader = Reader(lambda *_: None, lambda text, _: text)

    def records(of: list[int]) -> Any:
        return records_of(reader.review(found) for found in find_reviews(Document.of([reviews[place] for place in of])))

    assert records(order) == records(list(range(6)))


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    """The same file gives the same records."""
    ledger, _ = taken(tmp_path, REVIEW)
    again, _ = taken(tmp_path, REVIEW)
    before = len(ledger.log)
    ledger.add(*again.records())

    assert len(ledger.log) == before


def test_the_pages_of_fact_checkers() -> None:
    """JSON-LD in a graph, in comments, with line breaks in its texts, and microdata: each has its lines."""
    with pytest.warns(UserWarning, match="4 read, 3 mended, 0 refused"):
        ledger = read(PAGES, format="claimreview")
    assert ledger.taken is not None
    told = [f"{Path(one.where).name}: {one.message}" for one in ledger.taken.mendings]

    assert told == [
        "checknow-fountain.html:5: reviewRating: its scale is not given in full; worst 1 taken, as schema.org says",
        "checknow-fountain.html:5: itemReviewed.author.name: 'Multiple sources' names nobody; "
        "the claim stands unattributed",
        "factdesk-fountain.html:16: reviewRating: its best and its worst are both -1, so the number says nothing",
        "factdesk-fountain.html:16: reviewRating: the word 'Misleading' is not mapped",
        "factdesk-fountain.html:15: itemReviewed.author: it has no name; the claim stands unattributed",
        "veritas-bridge.html:24: line breaks or tabs stand in a text of this JSON; it is read all the same",
        "veritas-bridge.html:23: reviewRating[0]: the scale falls: its best is 1 and its worst 5",
        "veritas-bridge.html:12: datePublished: '2025-03-15 18:02' has a time of day without a zone; "
        "it is taken to its day",
    ]
    assert Counter(one.kind.value for one in ledger.findings())["graded_differently"] == 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("r.json", "{}", "r.json: no ClaimReview or MediaReview stands in this JSON"),
        ("r.json", '{"@type": "ClaimReview",', "r.json:1: this is no JSON: "),
        ("r.jsonl", "{}\n", "r.jsonl:1: no ClaimReview or MediaReview stands on this line"),
        ("r.html", "<p>Hello", "r.html: no ClaimReview or MediaReview stands in this page; to draft claims"),
        ("r.csv", "a,a\n1,2\n", "r.csv:1: a name of a column stands twice"),
    ],
)  # fmt: skip
def test_what_holds_no_review_is_refused(tmp_path: Path, name: str, data: str, message: str) -> None:
    """Nothing is imported, and the reason is told."""
    with pytest.raises(BadInput) as caught:
        taken(tmp_path, data, name)

    assert str(caught.value).startswith(message)


def test_lines_that_cannot_be_taken_are_told_all_at_once(tmp_path: Path) -> None:
    """In one pass; with keep_going the others are taken."""
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(REVIEW).encode() + b"\n{\n\n\xff\n[1]\n")
    expected = [
        f"{path}:2: this is no JSON: expecting property name enclosed in double quotes at character 2",
        f"{path}:4: expected UTF-8, got the byte 0xff; save it as UTF-8",
        f"{path}:5: no ClaimReview or MediaReview stands on this line",
    ]
    with pytest.raises(BadInput) as caught:
        read(path, format="claimreview")
    assert [str(one) for one in caught.value.problems] == expected
    with pytest.warns(UserWarning, match="1 read, 0 mended, 3 refused"):
        ledger = read(path, format="claimreview", keep_going=True)
    assert ledger.taken is not None
    assert [str(one) for one in ledger.taken.refusals] == expected
    assert len(ledger.claims) == 1


def test_a_broken_block_of_a_page(tmp_path: Path) -> None:
    """One that speaks of reviews is refused; one that speaks of something else is passed over, and told of."""
    block = '<script type="application/ld+json">{}</script>\n'
    page = block.format(json.dumps(REVIEW)) + block.format('{"@type": "WebPage",}') + block.format("")
    ledger, told = taken(tmp_path, page, "r.html")
    assert len(ledger.claims) == 1
    assert problems(told) == [
        "r.html:2: a block of JSON-LD cannot be read: this is no JSON: expecting property name enclosed in double "
        "quotes at character 21"
    ]
    with pytest.raises(BadInput, match=r"r.html:4: a block of JSON-LD cannot be read: "):
        taken(tmp_path, page + block.format('{"@type": "ClaimReview",}'), "r.html")


def test_real_reviews_are_taken_and_counted(data_folder: Path) -> None:
    """All 281 reviews at hand: none is refused, each leaves its raw object, and each mending has its place."""
    counts = {}
    for name in ("claimskg_reviews.jsonl", "claimreview_jsonld_messy.jsonl", "claimreview"):
        with pytest.warns(UserWarning, match="mended"):
            ledger = read(data_folder / name, format="claimreview")
        assert ledger.taken is not None
        counts[name] = (ledger.taken.read, ledger.taken.refused, len(ledger.taken.mendings))
        raw = [one for one in ledger.sources if one.raw is not None]
        assert all(json.loads(one.raw or "") for one in raw)
        assert all(
            one.where.rpartition(":")[2].isdecimal() for one in ledger.taken.mendings if "one day" not in one.message
        )
        odd = {problem for one in raw for problem in one.problems}
        assert len(odd) > 3

    assert counts == {
        "claimskg_reviews.jsonl": (267, 0, 300),
        "claimreview_jsonld_messy.jsonl": (6, 0, 14),
        "claimreview": (8, 0, 19),
    }


def test_what_a_row_of_the_flat_table_says(data_folder: Path) -> None:
    """Held against the columns themselves, read with json alone: texts, labels, claimants, days."""
    rows = [json.loads(line) for line in (data_folder / "claimskg_reviews.jsonl").read_text("utf-8").splitlines()]
    with pytest.warns(UserWarning, match="mended"):
        ledger = read(data_folder / "claimskg_reviews.jsonl", format="claimreview")
    labels = {(one.grade, one.when.edtf if one.when else "") for one in ledger.records() if isinstance(one, Assessment)}

    assert {row["claimReview_claimReviewed"].strip() for row in rows} - {""} == {
        appearance.quote for claim in ledger.claims for appearance in claim.appearances if appearance.quote
    }
    days = [row["claimReview_datePublished"].split("-") for row in rows]  # some are 2021-7-9
    assert labels == {
        (row["rating_alternateName"], "-".join(part.zfill(2) if part else "" for part in day))
        for row, day in zip(rows, days, strict=True)
    }
    named = {name for claim in ledger.claims for name in claim.claimants}
    assert {"Joe Biden", "TLC4SuperTeams", "FB user: https://www.facebook.com/penny.wiens.9"} <= named
    assert named.isdisjoint({"Multiple sources", "Various sources", "Kim LaCapria", "Dan Evon", "fatabyyano"})


def anything() -> st.SearchStrategy[Any]:
    single = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
    return st.recursive(
        single,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@id", "@type", "@value", "@list", "url", "name", "x"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )


@given(st.dictionaries(st.sampled_from([*REVIEW, "publisher", "headline"]), anything()), st.booleans())
def test_no_review_is_so_broken_that_it_is_refused(fields: dict[str, Any], media: bool) -> None:
    """Whatever stands in whatever place, the review is taken and its raw object kept."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - hypothesis and tmp_path do not go together

    review = {**fields, "@type": "MediaReview" if media else "ClaimReview"}
    with TemporaryDirectory() as folder:
        path = Path(folder, "r.json")
        path.write_text(json.dumps([REVIEW, review]), encoding="utf-8")
        intake = Intake(path)
        ledger = read_reviews(intake)

        assert intake.done().read == 2
        assert len(ledger.claims) >= 1
        raws = [json.loads(one.raw) for one in ledger.sources if one.raw is not None]
        assert review in raws or any(isinstance(one, list) and review in one for one in raws)


def test_which_files_hold_reviews(tmp_path: Path) -> None:
    """A look at the content tells, and no JSON is too odd for it."""
    for number, (data, holds) in enumerate(
        [(REVIEW, True), ([], False), ({"a": "ClaimReview"}, False), ("ClaimReview", False), ({"@type": 7}, False)]
    ):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        assert is_reviews(Intake(path)) == holds


def test_hosts_and_words() -> None:
    """What publishers and matters are told apart by."""
    assert host_of("https://WWW.Desk.example:8080/x") == "desk.example"
    assert [host_of(one) for one in ("ftp://desk.example", "http://[", "desk.example", None, "https://localhost")] == [
        None
    ] * 5
    assert same_words("THE bridge\u00a0fell") == same_words("«The bridge fell.»") != same_words("the bridge² fell")


def test_a_reading_without_warnings(tmp_path: Path) -> None:
    """A review in order is read without a word."""
    path = tmp_path / "r.claimreview.json"
    path.write_text(json.dumps(REVIEW), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert str(read(path).taken) == "1 read, 0 mended, 0 refused"


HOSTILE = {
    "unclosed.html": '<script type="application/ld+json">{"@type":"ClaimReview","claimReviewed":"x',
    "items.html": '<i itemscope itemtype="http://schema.org/ClaimReview">' + "<div itemprop=author itemscope>" * 500,
    "properties.html": '<i itemscope itemtype="http://schema.org/ClaimReview">' + "<b itemprop=name>" * 500 + "x",
    "ends.html": '<i itemscope itemtype="http://schema.org/ClaimReview">' + "</i>" * 500,
    "address.html": '<i itemscope itemtype="http://schema.org/ClaimReview"><a itemprop=url href="http://[">x</a>',
    "self.json": '{"@graph":[{"@type":"ClaimReview","@id":"#a","author":{"@id":"#a"},"itemReviewed":{"@id":"#a"}}]}',
    "circle.json": '[{"@type":"ClaimReview","author":{"@id":"#a"}},{"@id":"#a","name":{"@id":"#b"}},{"@id":"#b"}]',
    "surrogate.json": '{"@type":"ClaimReview","claimReviewed":"\\ud800 \\u0000 x","url":"https://a.example/\\udfff"}',
    "long.json": '{"@type":"ClaimReview","claimReviewed":"' + "x" * 200_001 + '"}',
    "deep.json": '{"@type":"ClaimReview","author":' + "[" * 5000,
    "numbers.json": '{"@type":"ClaimReview","reviewRating":{"ratingValue":1e99999}}',
    "half.json": '{"@type":"ClaimReview","reviewRating":{"ratingValue":0.1e-5,"bestRating":"9' + "9" * 60 + '"}}',
    "lines.jsonl": '{"@type":"ClaimReview"}\n' + "[" * 100_000 + "\n",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_reviews_are_taken_or_refused(tmp_path: Path, name: str) -> None:
    """Records or a refusal with its place, and never another error."""
    try:
        ledger, told = taken(tmp_path, HOSTILE[name], name)
    except BadInput as err:
        assert all(one.where.startswith(name) for one in err.problems)  # noqa: PT017 - either outcome is right
    else:
        assert told.read >= 1
        assert len(ledger.claims) >= 1
        assert ledger.findings() is not None


def test_text_that_cannot_be_stored_is_mended(tmp_path: Path) -> None:
    """The claim is kept, with a mark where a character was, and the raw object has it all."""
    ledger, told = taken(tmp_path, HOSTILE["surrogate.json"])
    (claim,) = ledger.claims
    (source,) = (one for one in ledger.sources if one.raw is not None)

    assert claim.text == "\ufffd \ufffd x"
    assert "the character U+D800 cannot be stored; U+FFFD stands for it" in "".join(problems(told))
    assert json.loads(source.raw or "")["claimReviewed"] == "\ud800 \x00 x"


def test_a_house_is_named_by_its_own_name(tmp_path: Path) -> None:
    """A person who wrote a review is not its publisher, and no review goes out under another's name."""
    bob = changed(author={"@type": "Person", "name": "Bob"}, publisher={"@type": "Organization", "name": "Facts Inc"})
    alone = changed(url="https://desk.example/2", claimReviewed="y", author={"@type": "Person", "name": "Alice"})
    ledger, _ = taken(tmp_path, [bob, alone])

    party = ledger.parties["desk.example"]
    assert (party.name, party.aliases) == ("Facts Inc", ("Alice",))
    persons, _ = taken(tmp_path, [changed(author={"@type": "Person", "name": "Bob"}), alone])
    assert (persons.parties["desk.example"].name, persons.parties["desk.example"].aliases) == (
        "desk.example",
        ("Alice", "Bob"),
    )


def test_the_latest_rating_of_each_claim_counts(tmp_path: Path) -> None:
    """A later word that is not mapped takes the place of one that was; times are compared as times."""

    def findings(*labels: tuple[str, str, str]) -> int:
        reviews = [
            changed(
                url=f"https://{host}/{n}", author={"name": host}, reviewRating__alternateName=label, datePublished=day
            )
            for n, (host, label, day) in enumerate(labels)
        ]
        return len(taken(tmp_path, reviews)[0].findings("graded_differently"))

    other = ("other.example", "True", "2021-01-01")
    assert findings(("a.example", "False", "2020-01-01"), other) == 1
    assert findings(("a.example", "False", "2020-01-01"), ("a.example", "Satire", "2021-01-01"), other) == 0
    late, early = "2025-06-01T23:30:00+00:00", "2025-06-02T01:00:00+03:00"
    assert findings(("a.example", "False", early), ("a.example", "True", late), other) == 0
    assert findings(("a.example", "True", early), ("a.example", "False", late), other) == 1
    assert findings(("a.example", "False", "2025-01-01"), ("a.example", "Falso", "2025-01-01"), other) == 1


def test_verdicts_on_other_things_do_not_differ() -> None:
    """Who did it, and up to when it was counted, stand outside the topic and inside the verdict."""
    for axis, values in {"agent": ("Army", "Rocket group"), "cutoff": ("2025-06-01", "2025-06-03")}.items():
        ledger = Ledger()
        for place, (value, label) in enumerate(zip(values, ("False", "True"), strict=True)):
            told: dict[str, Any] = {axis: value}
            claim = ledger.claim(
                "471 killed", by=f"p{place}", event="hospital", measure="killed", value=471, key=f"c{place}", **told
            )
            ledger.assess(claim, "claimreview", label, by=ledger.party(f"desk {place}"), axis="label")
        assert not ledger.findings("graded_differently"), axis


def test_a_page_without_end_tags(tmp_path: Path) -> None:
    """A paragraph ends where the next begins, though nothing says so."""
    page = (
        '<div itemscope itemtype="http://schema.org/ClaimReview"><p itemprop="claimReviewed">The bridge fell.'
        '<p itemprop="reviewBody">We checked.<p>Share this</div>'
    )
    ledger, _ = taken(tmp_path, page, "r.html")
    (claim,) = ledger.claims

    assert claim.text == "The bridge fell."


def test_a_name_of_many_documents_is_none(tmp_path: Path) -> None:
    """Two posts that are both called "Facebook post" are two, and a whole site is no document."""
    first = changed(
        itemReviewed__appearance=[{"@type": "CreativeWork", "name": "Facebook post"}],
        itemReviewed__firstAppearance=None,
    )
    second = changed(
        claimReviewed="Another.",
        itemReviewed__firstAppearance="https://www.facebook.com/",
        itemReviewed__appearance={"@type": "CreativeWork", "name": "Facebook post"},
        url="https://desk.example/2",
    )
    ledger, _ = taken(tmp_path, [first, second])

    assert sum((one.name or "") == "Facebook post" for one in ledger.sources) == 2
    assert not ledger.links


def test_an_address_that_cannot_be_stored(tmp_path: Path) -> None:
    """It is mended or passed over, and never an error of another kind."""
    for url in ("https://ex\u0000ample.org/", "https://ex\ud800ample.org/"):
        data = json.dumps([changed(author__url=url, itemReviewed__appearance={"@id": url})])
        assert taken(tmp_path, data)[1].read == 1


def test_problems_are_found_in_one_pass_over_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many reviews of a block or of a file in a folder are mended."""
    passes = 0

    def counted(text: str, places: Any) -> Any:
        nonlocal passes
        passes += 1
        return lines_of(text, places)

    monkeypatch.setattr("claimcheck.exchange.intake.lines_of", counted)
    monkeypatch.setattr("claimcheck.exchange.claimreview.taking.lines_of", counted)
    reviews = json.dumps(
        [changed(url=f"https://desk.example/{n}", claimReviewed=f"c{n}", author=None) for n in range(30)]
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(reviews, encoding="utf-8")
    (tmp_path / "in" / "b.html").write_text(f'<script type="application/ld+json">{reviews}</script>', encoding="utf-8")
    whole = Intake(tmp_path / "in", name="in")
    read_reviews(whole)

    assert whole.done().mended == 60
    assert passes <= 2
