"""A ledger as a feed of reviews: what was read goes out as it came, what was made here as the guidelines ask for."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.counts import Written
from claimcheck.exchange.claimreview.guidelines import lacking
from claimcheck.exchange.claimreview.taking import read_reviews
from claimcheck.exchange.claimreview.writing import write_reviews
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.model import Assessment
from tests.test_reviews import REVIEW, changed, taken

PAGES = Path(__file__).parent.parent / "fixtures" / "reviews"


def told(ledger: Ledger) -> tuple[list[dict[str, Any]], Written]:
    """The reviews in the feed of a ledger, read with json alone, and what was told."""
    outlet = Outlet()
    feed = json.loads(b"".join(write_reviews(ledger, outlet)))
    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    return [item for element in feed["dataFeedElement"] for item in element["item"]], outlet.done()


def made() -> Ledger:
    """A desk's own review: a claim in a document and in the desk's article, and the desk's rating."""
    ledger = Ledger()
    desk = ledger.party("Desk", key="desk.example")
    mayor = ledger.party("Ada Thornbury", kind="person")
    minutes = ledger.source("Minutes", url="https://council.example/minutes")
    article = ledger.source("No, the bridge stands", publisher=desk, url="https://desk.example/1", language="en")
    claim = ledger.claim(
        "The bridge fell.", by=mayor, event="bridge", asserted="2025-03-11", source=[minutes, article], key="bridge"
    )
    ledger.assess(claim, "claimreview", "Mostly False", by=desk.key, axis="label", when="2025-03-14", why="It stands.")
    return ledger


def test_a_review_that_was_made_here() -> None:
    """Every property that the guidelines ask for, and nothing is lacking."""
    reviews, written = told(made())

    assert reviews == [
        {
            "@type": "ClaimReview",
            "url": "https://desk.example/1",
            "name": "No, the bridge stands",
            "claimReviewed": "The bridge fell.",
            "datePublished": "2025-03-14",
            "inLanguage": "en",
            "author": {"@type": "Organization", "name": "Desk", "url": "https://desk.example/"},
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Person", "name": "Ada Thornbury"},
                "datePublished": "2025-03-11",
                "appearance": [{"@type": "CreativeWork", "url": "https://council.example/minutes", "name": "Minutes"}],
            },
            "reviewRating": {
                "@type": "Rating",
                "alternateName": "Mostly False",
                "ratingValue": 2,
                "worstRating": 1,
                "bestRating": 5,
                "ratingExplanation": "It stands.",
            },
        }
    ]
    assert (written.written, written.warnings) == (1, ())


@pytest.mark.parametrize(
    ("label", "number"),
    [("False", 1), ("Mostly false", 2), ("Half True", 3), ("Mostly True", 4), ("True", 5), ("Misleading", None)],
)
def test_the_number_of_a_word(label: str, number: int | None) -> None:
    """A word that is mapped has a number of the common scale; one that is not has none, which is told."""
    ledger = made()
    ledger.add(
        *(
            Assessment(about=one.about, scheme=one.scheme, axis=one.axis, grade=label, by=one.by, when=one.when)
            for one in ledger.records()
            if isinstance(one, Assessment)
        )
    )
    reviews, written = told(ledger)

    assert reviews[0]["reviewRating"].get("ratingValue") == number
    assert [one.message for one in written.warnings] == (
        [] if number else ["reviewRating.worstRating, ratingValue, bestRating: recommended, and it has none"]
    )


@pytest.mark.parametrize(
    "name", ["schemaorg-eg-0.json", "schemaorg-eg-1.json", *(f"real-collector-cr_{n}.json" for n in range(1, 7))]
)
def test_what_was_read_goes_out_as_it_came(data_folder: Path, name: str) -> None:
    """schema.org's own examples and the broken ones: every property, also those that no record has a place for."""
    path = data_folder / "claimreview" / name
    before = json.loads(path.read_text(encoding="utf-8"))
    reviews, _ = told(read_reviews(Intake(path)))

    assert reviews == [{name: value for name, value in before.items() if name != "@context"}]


def test_a_change_goes_out_and_the_rest_stays(tmp_path: Path) -> None:
    """Of a review that was read, what is said otherwise now is said so; what no record holds is as it came."""
    ledger, _ = taken(tmp_path, changed(author__logo="https://desk.example/logo.png", keywords="bridge"))
    (claim,) = ledger.claims
    ledger.amend(claim, by="desk", why="they corrected it", asserted="2025-03-12")
    (review,), _ = told(ledger)

    assert review["itemReviewed"]["datePublished"] == "2025-03-12"
    assert review["keywords"] == "bridge"
    assert review["author"] == {**REVIEW["author"], "logo": "https://desk.example/logo.png"}
    assert review["reviewRating"] == REVIEW["reviewRating"]


def test_reading_what_was_written_gives_the_same_records(tmp_path: Path) -> None:
    """Reviews from pages, in a graph or in microdata, come back from the feed as they were, but for the raw object."""
    ledger = read_reviews(Intake(PAGES))
    path = tmp_path / "feed.claimreview.json"
    path.write_bytes(b"".join(write_reviews(ledger, Outlet())))
    again = read_reviews(Intake(path))
    before, after = ({one.key: one for one in held.records()} for held in (ledger, again))

    assert before.keys() == after.keys()
    differ = {key for key, record in before.items() if record != after[key]}
    assert all(getattr(before[key], "raw", None) != getattr(after[key], "raw", None) for key in differ)


def test_what_is_in_no_review_is_told() -> None:
    """A claim that nobody rates, a claim that was revised, and a grade of another scheme."""
    ledger = made()
    ledger.claim("Nobody rates this.", by="Somebody", event="bridge", key="unrated")
    ledger.assess("unrated", "airwars", "weak", by="desk.example")
    before = ledger.claim("5 died", by="Ada Thornbury", event="bridge", key="first")
    ledger.assess(before, "claimreview", "False", by="desk.example", axis="label")
    ledger.revise(before, "6 died", key="second")
    reviews, written = told(ledger)
    left = [str(one) for one in written.left]

    assert len(reviews) == 1
    assert "unrated: all of it: nobody rates it under the scheme claimreview, so it is in no review" in left
    assert "first: all of it: it is no longer current" in left
    assert any("it is no rating of a review; its scheme is 'airwars'" in one for one in left)


def test_the_feed_does_not_depend_on_the_order_of_records() -> None:
    """The same bytes whatever came first."""
    ledger = read_reviews(Intake(PAGES))
    turned = Ledger()
    turned.add(*reversed(ledger.records()))

    assert b"".join(write_reviews(ledger, Outlet())) == b"".join(write_reviews(turned, Outlet()))


LACKING = [
    ({"claimReviewed": None}, "claimReviewed: required, and it has none"),
    ({"claimReviewed": "x" * 76}, "claimReviewed: 76 characters; the guidelines advise 75"),
    ({"url": None}, "url: required, and it has none; give the claim an appearance in the review"),
    ({"url": "desk"}, "url: 'desk' is no address of the web"),
    ({"datePublished": None}, "datePublished: recommended, and it has none"),
    ({"datePublished": "14/03/2025"}, "datePublished: '14/03/2025' is no date of ISO 8601"),
    ({"datePublished": "2025-13-45"}, "datePublished: '2025-13-45' is no date of ISO 8601"),
    ({"itemReviewed__datePublished": "May 2025"}, "itemReviewed.datePublished: 'May 2025' is no date of ISO 8601"),
    ({"author__name": None}, "author.name: recommended, and it has none"),
    ({"author__url": None}, "author.url: recommended, and it has none"),
    ({"reviewRating": None}, "reviewRating: required, and it has none"),
    ({"reviewRating__alternateName": None}, "reviewRating.alternateName: required, and it has no word"),
    ({"reviewRating__ratingValue": "one"}, "reviewRating.ratingValue: recommended, and it has none"),
    ({"reviewRating__ratingValue": 6}, "reviewRating: its value (6) lies outside its scale of 1 to 5"),
    ({"reviewRating__bestRating": 1}, "reviewRating: its best (1) has to be above its worst (1)"),
    ({"itemReviewed__author": None}, "itemReviewed.author.name: recommended, and nobody is named who makes the claim"),
    ({"itemReviewed__datePublished": None}, "itemReviewed.datePublished: recommended, and when the claim was made"),
    ({"itemReviewed": None}, "itemReviewed.appearance: recommended, and it has none"),
]


@pytest.mark.parametrize(("fields", "message"), LACKING)
def test_what_the_guidelines_ask_for(fields: dict[str, Any], message: str) -> None:
    """Each lack is told, and a whole review lacks nothing."""
    assert any(one.startswith(message) for one in lacking(changed(**fields)))
    assert list(lacking(REVIEW)) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*REVIEW, *REVIEW["reviewRating"]]), inner),
    )
)
def test_the_guidelines_are_asked_of_anything(value: Any) -> None:
    """What was read may be as broken as it likes."""
    assert all(isinstance(one, str) for one in lacking(dict.fromkeys(REVIEW, value)))


def test_a_claim_in_brackets_is_a_claim(tmp_path: Path) -> None:
    """Only the title of its own review stands for words that are not given."""
    ledger = made()
    (before,) = ledger.claims
    ledger.amend(before, by="desk", why="as it was said", text="[The mayor] took bribes.")

    assert told(ledger)[0][0]["claimReviewed"] == "[The mayor] took bribes."


def test_an_amended_claim_keeps_what_its_review_had(tmp_path: Path) -> None:
    """Also where its words are corrected."""
    ledger, _ = taken(tmp_path, changed(keywords="bridge", image="https://desk.example/i.png"))
    (claim,) = ledger.claims
    ledger.amend(claim, by="desk", why="a slip", text="The bridge fell down.")
    (review,), _ = told(ledger)

    assert (review["claimReviewed"], review["keywords"]) == ("The bridge fell down.", "bridge")
    assert review["image"] == "https://desk.example/i.png"


def test_a_joint_claim_is_told() -> None:
    """A review names one claimant: that several say so jointly is left out, and not in silence."""
    ledger = made()
    joint = ledger.claim(
        "Both say so.", by=["Ada Thornbury", "Bob"], event="bridge", source="https://desk.example/1", key="joint"
    )
    ledger.assess(joint, "claimreview", "False", by="desk.example", axis="label")
    reviews, written = told(ledger)

    assert "Ada Thornbury and Bob" in [
        one["itemReviewed"]["author"]["name"] for one in reviews if "itemReviewed" in one
    ]
    assert any(str(one).startswith("joint: claimants: ") for one in written.left)


def test_a_review_of_a_medium_comes_back(tmp_path: Path) -> None:
    """Who claims what with it, and when."""
    ledger = Ledger()
    desk = ledger.party("Desk", key="desk.example")
    article = ledger.source("Old photo", publisher=desk, url="https://desk.example/2")
    claim = ledger.claim("The flood is today.", by="Kim", event="photo", asserted="2025-01-01", source=article)
    ledger.assess(claim, "mediareview", "DecontextualizedContent", by=desk, axis="category", when="2025-01-02")
    path = tmp_path / "m.claimreview.json"
    path.write_bytes(b"".join(write_reviews(ledger, Outlet())))
    again = next(iter(read_reviews(Intake(path)).claims))

    assert (again.text, again.claimants, str(again.asserted)) == ("The flood is today.", ("Kim",), "2025-01-01")


def test_another_claim_in_a_review_takes_nothing_of_it(tmp_path: Path) -> None:
    """What an object says beside its claim belongs to that claim alone."""
    ledger, _ = taken(tmp_path, changed(keywords="bridge"))
    (source,) = (one for one in ledger.sources if one.raw is not None)
    other = ledger.claim("The dam holds.", by="Ada Thornbury", event="dam", source=source, asserted="2025-03-11")
    ledger.assess(other, "claimreview", "True", by="desk.example", axis="label", when="2025-03-14")
    reviews, _ = told(ledger)

    assert {one["claimReviewed"]: one.get("keywords") for one in reviews} == {
        "The bridge fell.": "bridge",
        "The dam holds.": None,
    }


def test_each_object_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many claims stand in its source."""
    ledger, _ = taken(tmp_path, REVIEW)
    (source,) = (one for one in ledger.sources if one.raw is not None)
    for number in range(20):
        ledger.claim(f"Claim {number}.", by="Ada Thornbury", event="dam", source=source, key=f"c{number}")
    looked: list[str] = []

    def counted(text: str, name: str) -> Any:
        looked.append(name)
        return json.loads(text)

    monkeypatch.setattr("claimcheck.exchange.claimreview.writing.parse_json", counted)
    told(ledger)

    assert looked == [source.key]


def test_many_reviews_of_one_claim() -> None:
    """Each goes out as it came, in time that grows with their number and not with its square."""
    ledger = Ledger()
    desks = [ledger.party(f"Desk {number}", key=f"desk{number}.example") for number in range(1_000)]
    articles = [ledger.source(f"No {one.key}", publisher=one, url=f"https://{one.key}/1") for one in desks]
    raw = {"@type": "ClaimReview", "claimReviewed": "It fell", "reviewRating": {"alternateName": "False"}, "extra": 1}
    told_again = [evolve(one, raw=json.dumps({**raw, "url": one.url, "name": one.name})) for one in articles]
    ledger.add(*told_again)
    claim = ledger.claim("It fell", source=articles, key="fell")
    for desk in desks:
        ledger.assess(claim, "claimreview", "False", by=desk.key, axis="label")
    reviews, _ = told(ledger)

    assert len(reviews) == 1_000
    assert {one["extra"] for one in reviews} == {1}
    assert {one["name"].removeprefix("No ") for one in reviews} == {desk.key for desk in desks}
