"""Claims are found again by their words: the same in memory, on SQLite and on PostgreSQL, whatever is asked."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Event, Party, Proposition, Source
from claimcheck.searching.index import PlainIndex
from claimcheck.searching.ranking import best_holding, likest
from claimcheck.searching.words import BREAK, claim_words, holds, phrases_of, words_of
from claimcheck.storing.indexing import words_until
from tests.stores import Fresh, fresh_urls

HOSTILE = (
    '"',
    '""""',
    '"killed',
    'killed"',
    "NEAR(killed drones)",
    "NEAR killed",
    "kill*",
    "words:killed",
    "words : killed",
    "{words}: killed",
    "-killed",
    "killed NOT drones",
    "killed OR drones",
    "killed AND",
    "^killed",
    "killed + drones",
    "kil\x00led",
    "killed\x00",
    "'; DROP TABLE claims; --",
    "killed' OR '1'='1",
    "killed & !drones | raid:*",
    "killed <-> drones",
    "%killed%",
    "_illed",
    "%s %(a)s ? :a $1",
    "\\killed\\",
    "\ud800killed",
    "killed (",
    ")",
    "{a,b}",
    f"killed {BREAK} drones",
    "a" * 3000,
    "é" * 3000,
    "drone " * 300,
    " ".join(f"word{number}" for number in range(100)),
    '"' + " ".join(f"word{number}" for number in range(100)) + '"',
)
TEXTS = (
    "52 of 80 Russian drones shot down",
    "60 of 80 Russian drones shot down",
    "Killed: 37, police say",
    "37 killed near words and drones; drop table claims",
    "Café in Žilina, 1,200 hurt",
    "12,345.6 tonnes",
    "the Mayor’s or 'a' not b near",
    "死者471人",
    "шахед сбит",
    "NULL",
)


@pytest.fixture(params=[f"{kind}, words {wait}" for kind in ("sqlite", "postgresql") for wait in ("at once", "wait")])
def fresh(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fresh]:
    """What gives the address of an empty ledger, whose words are indexed at once or wait until there are many."""
    kind, _, words = request.param.partition(", words ")
    if words == "at once":
        monkeypatch.setattr("claimcheck.storing.indexing._WAITING", 1)
    yield from fresh_urls(kind, tmp_path)


def _claim(key: str, text: str, *, event: str | None = None, quotes: tuple[str, ...] = ()) -> Claim:
    appearances = tuple(Appearance(source="wire", quote=quote) for quote in quotes)
    return Claim(key=key, proposition=Proposition(event=event), text=text, appearances=appearances)


def _told(ledger: Ledger, *claims: Claim) -> Ledger:
    ledger.add(Source(key="wire"), Event(key="raid"), Event(key="fire"), *claims)
    return ledger


def _keys(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.key for claim in claims]


def _slowly(claims: list[Claim], query: str) -> list[str]:
    """The definition: the claims in whose words all phrases stand, in the order of the log."""
    return [one.key for one in claims if all(holds(claim_words(one), phrase) for phrase in phrases_of(query))]


# words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("52 of 80", "52 of 80"),
        ("CAFÉ Ñandú Žižkov", "cafe nandu zizkov"),
        ("e\u0301", "e"),
        ("Straße ﬁre", "strasse fire"),
        ("ё й", "е и"),
        ("מְלָכִים", "מלכים"),
        ("हिन्दी में", "हिन्दी में"),
        ("co\u00adop a\u200bb", "coop a b"),
        ("が死", "が 死"),
        ("one_two-three.four", "one two three four"),
        ("\x00\x1f\ud800", ""),
        ("🚁 ½ ²", "1 2 2"),
        ("a" * 101, "a" * 100),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    """Case, diacritics, ligatures and punctuation are set aside, and what a script writes with marks stays."""
    assert " ".join(words_of(text)) == words


_TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(TEXTS), st.text("aB é死1, ¶\u0301\"'", max_size=20))


@given(_TEXTS)
def test_words_of_words_are_the_same_words(text: str) -> None:
    """What was split once is split no further, and each word is one to every index: no space, no break in it."""
    words = words_of(text)

    assert words_of(" ".join(words)) == words
    assert all(word and word.split() == [word] and BREAK not in word for word in words)


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_ascii_is_split_as_all_text_is(text: str) -> None:
    """The short way for ASCII gives what the long way gives."""
    assert words_of(text) == words_of(f"{text} é")[:-1]


@pytest.mark.parametrize("query", ["", " ", "?!", '""', '" - "', "¶", "\x00"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    """Only punctuation finds nothing and everything: it is refused, and so is what is no text."""
    with pytest.raises(InvalidRecord, match="search: expected at least one word, got"):
        Ledger().search(query)


def test_a_query_of_very_many_words_is_refused() -> None:
    """A query is some words, and no book."""
    with pytest.raises(InvalidRecord, match="search: expected at most 100 words, got 101"):
        Ledger().search(" ".join(f"word{number}" for number in range(101)))


def test_a_query_that_is_no_text_is_refused() -> None:
    """What is no text is refused in words."""
    with pytest.raises(InvalidRecord, match="search: expected words, got 52"):
        Ledger().search(52)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [0, -1, True, 2.0, None])
def test_a_limit_is_a_number(limit: object) -> None:
    """A limit is a whole number from 1."""
    with pytest.raises(InvalidRecord, match="limit: expected a whole number from 1, got"):
        Ledger().search("drones", limit=limit)  # type: ignore[arg-type]


# what is found, worked out by hand


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("drones", ["a", "b", "d"]),
        ("DRONES russian", ["a", "b"]),
        ("russian drones shot", ["a", "b"]),
        ('"shot down"', ["a", "b"]),
        ('"down shot"', []),
        ("“of 80” 52", ["a"]),
        ("drone", []),
        ("cafe zilina", ["e"]),
        ("CAFÉ", ["e"]),
        ("1,200", ["e"]),
        ("1.200", ["e"]),
        ("200 1", ["e"]),
        ("200,1", []),
        ("者", ["h"]),
        ("死者", ["h"]),
        ("者死", []),
        ("ШАХЕД", ["i"]),
        ("mayor's", ["g"]),
        ("null", ["j"]),
        ("nowhere", []),
        ("drones nowhere", []),
    ],
)
def test_what_is_found(query: str, found: list[str]) -> None:
    """All words occur, folded; what is written together or in quotation marks occurs in a row."""
    ledger = _told(Ledger(), *(_claim(key, text) for key, text in zip("abcdefghij", TEXTS, strict=True)))

    assert _keys(ledger.search(query)) == found


def test_the_best_is_first() -> None:
    """What has the words in a row comes first, then what says least beside them, then what came first."""
    texts = ("37 in all were killed", "37 were killed", "about 37 killed in the raid", "killed: 37", "37, killed")
    ledger = _told(Ledger(), *(_claim(text, text) for text in texts))

    assert _keys(ledger.search("37 killed")) == [
        "37, killed",
        "about 37 killed in the raid",
        "killed: 37",
        "37 were killed",
        "37 in all were killed",
    ]
    assert _keys(ledger.search("37 killed", limit=1)) == ["37, killed"]


def test_quotes_are_searched_and_no_phrase_reaches_from_one_to_the_next() -> None:
    """A claim is found by what it is quoted with, each quote for itself."""
    ledger = _told(Ledger(), _claim("a", "37 killed", quotes=("in the raid", "by shelling")))

    assert _keys(ledger.search("37 raid shelling")) == ["a"]
    assert _keys(ledger.search('"killed in"')) == []
    assert _keys(ledger.search('"raid by"')) == []


def test_a_claim_without_words_is_found_by_its_fields() -> None:
    """What was told by fields alone is found by them."""
    ledger = Ledger()
    claim = ledger.claim(subject="Russian drones", measure="shot down", value="52 of 80", place="Kyiv", by="army")

    assert ledger.search("52 drones kyiv") == (claim,)


def test_the_index_follows_what_is_added() -> None:
    """What is told after a search is found by the next, and what is amended no longer by its old words."""
    ledger = _told(Ledger(), _claim("a", "37 killed"), _claim("b", "5 wounded"))
    assert _keys(ledger.search("killed")) == ["a"]
    ledger.add(_claim("c", "9 killed"), _claim("a", "37 wounded"))

    assert _keys(ledger.search("killed")) == ["c"]
    assert _keys(ledger.search("wounded")) == ["a", "b"]
    assert ledger.view.index.counts(["killed", "wounded", "37", "gone", ""]) == {
        "killed": 1,
        "wounded": 2,
        "37": 1,
        "": 3,
    }


# the three are one


@pytest.mark.parametrize("query", HOSTILE)
def test_what_is_hostile_is_just_words(query: str) -> None:
    """Whatever stands in a query finds what its words find, in memory as on disk, and changes nothing."""
    claims = [
        _claim(str(number), text)
        for number, text in enumerate((*TEXTS, query.replace("\x00", " ")[:400]))
        if "\ud800" not in text
    ]
    ledger = _told(Ledger(), *claims)
    if not any(words_of(piece) for piece in query.split()):
        with pytest.raises(InvalidRecord, match="at least one word"):
            ledger.search(query)
        return

    assert sorted(_keys(ledger.search(query))) == sorted(_slowly(claims, query))


_PIECES = st.sampled_from(
    ("52", "80", "of", "drones", "Drones!", "shot", "down", "café", "CAFE", "死者", "死", "ё", "1,200", "a_b", "\u0301")
)
_SAID = st.lists(_PIECES, min_size=1, max_size=6).map(" ".join) | _TEXTS.filter(
    lambda text: text.isprintable() and text.strip()
)
_QUERIES = (
    st.lists(_PIECES, min_size=1, max_size=3)
    .flatmap(
        lambda pieces: st.sampled_from(
            (" ".join(pieces), f'"{" ".join(pieces)}"', f'{pieces[0]} "{" ".join(pieces[1:])}"')
        )
    )
    .filter(words_of)
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), _SAID), max_size=12), _QUERIES)
def test_the_index_in_memory_finds_what_the_definition_finds(told: list[tuple[str, str]], query: str) -> None:
    """An index that took in claims one by one, some amended, finds what looking at each claim finds."""
    index = PlainIndex()
    held: dict[str, Claim] = {}
    for key, text in told:
        held[key] = _claim(key, text, event="raid" if "drones" in text else None)
        index.take(held[key])
    claims = list(held.values())

    assert sorted(best_holding(index, phrases_of(query), 100)) == sorted(_slowly(claims, query))
    assert index.counts([*words_of(query), ""]) == PlainIndex(claims).counts([*words_of(query), ""])
    assert index.of_events({"raid"}, 100) == PlainIndex(claims).of_events({"raid"}, 100)


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), _SAID, st.lists(_SAID, max_size=2)), max_size=10),
    st.integers(0, 10),
    st.lists(_QUERIES, min_size=1, max_size=4),
)
def test_the_three_find_the_same(
    fresh: Fresh, told: list[tuple[str, str, list[str]]], alone: int, queries: list[str]
) -> None:
    """In memory, on SQLite and on PostgreSQL a search gives the same claims in the same order, amended ones too."""
    claims = [_claim(key, text, quotes=tuple(quotes)) for key, text, quotes in told]
    ledger = Ledger()
    with Ledger.open(fresh()) as stored:
        for one in (ledger, stored):
            _told(one, *claims[:alone])
            for claim in claims[alone:]:
                one.add(claim)
        words = {word for query in queries for word in words_of(query)} | {""}
        assert stored.view.index.counts(words) == ledger.view.index.counts(words)
        for query in queries:
            found = ledger.search(query)
            assert stored.search(query) == found
            assert sorted(_keys(found)) == sorted(_slowly(list(ledger.claims), query))
            assert likest(stored.view.index, query, ("raid",), 5) == likest(ledger.view.index, query, ("raid",), 5)


def test_what_is_hostile_is_just_words_on_disk(fresh: Fresh) -> None:
    """No query is a command to a database, and none is refused by one."""
    hundred = " ".join(f"word{number}" for number in range(100))
    claims = [_claim(str(number), text) for number, text in enumerate((*TEXTS, hundred))]
    with Ledger.open(fresh()) as stored:
        _told(stored, *claims)
        for query in HOSTILE:
            if any(words_of(piece) for piece in query.split()):
                assert sorted(_keys(stored.search(query))) == sorted(_slowly(claims, query)), query
        assert len(stored.claims) == len(claims)
        assert stored.log.audit() == ()


def test_what_was_amended_is_found_by_its_new_words_alone(fresh: Fresh) -> None:
    """An amendment takes the old words out, also once the ledger is opened anew."""
    url = fresh()
    with Ledger.open(url) as ledger:
        _told(ledger, _claim("a", "37 killed", event="raid"), _claim("b", "37 killed"))
        ledger.amend("a", by="desk", why="misheard", text="41 wounded")
        assert _keys(ledger.search("killed")) == ["b"]
        assert _keys(ledger.search("wounded")) == ["a"]
    with Ledger.open(url) as again:
        assert _keys(again.search("killed")) == ["b"]
        assert _keys(again.search("37")) == ["b"]
        assert _keys(again.search("41 wounded")) == ["a"]
        assert again.view.index.counts(["37", "killed", "41", ""]) == {"37": 1, "killed": 1, "41": 1, "": 2}
        database = again.log._store.database  # type: ignore[attr-defined]
        if not database.is_server and words_until(database):  # it raises where the index is not that of the claims
            database.run("INSERT INTO claim_words (claim_words, rank) VALUES ('integrity-check', 1)")


def test_a_reader_finds_the_claims_as_of_its_head(fresh: Fresh) -> None:
    """What others told or amended since is found once the reader takes it in, and not half of it before."""
    url = fresh()
    with Ledger.open(url) as one, Ledger.open(url) as other:
        _told(one, *(_claim(key, f"37 killed {key}", event="raid") for key in "abc"))
        other.refresh()
        one.add(_claim("b", "41 wounded", event="fire"), _claim("d", "37 killed d", event="raid"))
        one.add(_claim("d", "9 killed"))
        assert _keys(one.search("37 killed")) == ["a", "c"]
        assert _keys(other.search("37 killed", limit=2)) == ["a", "b"]
        assert _keys(other.search("37 killed")) == ["a", "b", "c"]
        assert other.search("wounded") == ()
        assert other.search("37 killed b")[0].text == "37 killed b"
        index = other.view.index
        assert [row.key for row in index.of_events({"raid"}, 2)] == ["a", "b"]
        assert index.of_events({"fire"}, 2) == []
        assert [row.words for row in index.rows(index.places("37", 9))] == [f"37 killed {key}" for key in "abc"]
        other.refresh()
        assert _keys(other.search("37 killed")) == ["a", "c"]
        assert _keys(other.search("wounded")) == ["b"]


def test_what_is_refused_is_not_found(fresh: Fresh) -> None:
    """What was taken back with its transaction is in no index, and its words are not counted."""
    with Ledger.open(fresh()) as ledger:
        _told(ledger, _claim("a", "37 killed"))
        with suppress(KeyError), ledger.log.writing():
            ledger.add(_claim("b", "37 killed"), _claim("a", "5 wounded"))
            raise KeyError
        assert _keys(ledger.search("killed")) == ["a"]
        assert ledger.view.index.counts(["killed", "wounded", ""]) == {"killed": 1, "": 1}


def test_many_are_found_in_bounded_work(fresh: Fresh) -> None:
    """Of more claims than are ranked, the first of the log are, whichever way the database goes through them."""
    claims = [_claim(f"{number:04}", f"{number} killed in town {number % 3}") for number in range(700)]
    claims.append(_claim("last", "killed in"))
    plain = _told(Ledger(), *claims)
    with Ledger.open(fresh()) as stored:
        _told(stored, *claims)
        for query in ("killed", "killed in", "town 2 in", "killed 650", "650"):
            assert stored.search(query) == plain.search(query), query
        assert _keys(plain.search("killed in", limit=1)) == ["0000"]
        assert stored.search("killed in", limit=701) == plain.search("killed in", limit=701)
        assert _keys(plain.search("killed in", limit=701))[0] == "last"


def test_a_party_is_not_found_by_search() -> None:
    """A search finds claims by what they say, and nothing else."""
    ledger = Ledger()
    ledger.add(Party(key="drones", name="Drones"))

    assert ledger.search("drones") == ()


def test_what_is_most_like_a_text_is_found_among_very_many(fresh: Fresh) -> None:
    """Where all words of a text are frequent they are looked for together, whatever a rare word beside them finds."""
    claims = [_claim(f"{number:04}", f"{number} drones fell in town {number % 7}") for number in range(2600)]
    claims += [_claim("like", "52 drones shot down"), _claim("astray", "zeppelin")]
    claims += [_claim(f"shot{number}", f"{number} shot down") for number in range(2600)]
    plain = _told(Ledger(), *claims)
    with Ledger.open(fresh()) as stored:
        _told(stored, *claims)
        for text in ("60 drones shot down", "60 drones shot down by a zeppelin", "drones in town 3", "5 drones fell"):
            found = likest(plain.view.index, text, (), 20)
            assert likest(stored.view.index, text, (), 20) == found, text
        keys = [key for key, _ in likest(plain.view.index, "60 drones shot down by a zeppelin", (), 20)]
        assert keys[0] == "like"
        assert likest(plain.view.index, "60 drones shot down", (), 1) == [("like", 100.0)]


def test_claims_of_an_event_are_looked_at(fresh: Fresh) -> None:
    """What is said of the event is found though it shares no word, and is not taken for like."""
    claims = [_claim("a", "37 killed", event="raid"), _claim("b", "37 killed", event="fire")]
    with Ledger.open(fresh()) as stored:
        for ledger in (_told(Ledger(), *claims), _told(stored, *claims)):
            assert likest(ledger.view.index, "nobody hurt", ("raid", "gone"), 9) == [("a", 11.8)]
            assert likest(ledger.view.index, "nobody hurt", (), 9) == []
            assert likest(ledger.view.index, "37", ("raid",), 9) == [("a", 0), ("b", 0)]


def test_a_search_sees_one_state(fresh: Fresh) -> None:
    """What others write while a reader looks things up is seen by its next search only; writing itself goes on."""
    url = fresh()
    with Ledger.open(url) as one, Ledger.open(url) as other:
        _told(one, _claim("a", "37 killed"))
        other.refresh()
        with other.view.finding() as index:
            assert index.counts(["killed"]) == {"killed": 1}
            one.add(_claim("a", "5 wounded"))
            assert index.counts(["killed", "wounded"]) == {"killed": 1}
            assert [row.key for row in index.holding(["killed"], (), {"killed": 1, "": 1}, 9)] == ["a"]
        with other.log.writing():
            assert _keys(other.search("wounded")) == ["a"]
        assert _keys(other.search("killed")) == []


def test_the_past_is_searched_as_it_stood(fresh: Fresh) -> None:
    """A ledger on disk as it stood finds what was there then, by the words it had."""
    day = datetime(2025, 6, 2, tzinfo=UTC)
    memory = Ledger()
    with Ledger.open(fresh()) as stored:
        for ledger in (memory, stored):
            ledger.add(Source(key="wire"), Event(key="raid"), _claim("a", "37 killed"), recorded=day)
            ledger.add(_claim("a", "41 wounded"), _claim("b", "37 killed"), recorded=day + timedelta(days=2))
        for ledger in (memory, stored):
            past = ledger.as_of(recorded="2025-06-03")
            assert [claim.text for claim in past.search("killed")] == ["37 killed"]
            assert past.search("wounded") == ()
            assert _keys(ledger.search("killed")) == ["b"]


def test_a_claim_that_is_amended_in_one_long_call_is_indexed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many entries are written at once, a claim stands in the index once, by its last words."""
    monkeypatch.setattr("claimcheck.storing.store._PORTION", 2)
    with Ledger.open(tmp_path / "ledger.db") as stored:
        _told(stored, _claim("a", "37 killed"), _claim("b", "5 hurt"), _claim("c", "6 hurt"), _claim("a", "41 wounded"))
        assert stored.search("killed") == ()
        assert _keys(stored.search("wounded")) == ["a"]
        assert stored.view.index.counts(["killed", "wounded", ""]) == {"wounded": 1, "": 3}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_words_wait_until_there_are_many(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims told one by one are found at once, and stand in the index of words once there are some of them."""
    monkeypatch.setattr("claimcheck.storing.indexing._WAITING", 4)
    for fresh in fresh_urls(kind, tmp_path):
        with Ledger.open(fresh()) as ledger:
            database = ledger.log._store.database  # type: ignore[attr-defined]
            _told(ledger, _claim("a", "37 killed"))  # the fourth entry
            reached = [words_until(database)]
            for number, key in enumerate("bcdef", 1):
                ledger.add(_claim(key, f"{number} killed"))
                reached.append(words_until(database))
                assert _keys(ledger.search("killed")) == list("abcdef"[: number + 1])
                assert ledger.view.index.counts(["killed", "37", ""]) == {"killed": number + 1, "37": 1, "": number + 1}
                assert ledger.view.index.places("killed", 2) == [4, 5]
            assert reached == [4, 4, 4, 4, 8, 8]
            ledger.amend("a", by="desk", why="misheard", text="41 wounded")  # in the index
            ledger.amend("f", by="desk", why="misheard", text="42 wounded")  # waits for it
            assert _keys(ledger.search("killed")) == ["b", "c", "d", "e"]
            assert _keys(ledger.search("wounded")) == ["a", "f"]
            ledger.add(_claim("g", "43 wounded"), _claim("h", "44 wounded"))
            assert words_until(database) == 13
            assert _keys(ledger.search("wounded")) == ["a", "f", "g", "h"]
            assert ledger.view.index.counts(["killed", "wounded", "5", ""]) == {"killed": 4, "wounded": 4, "": 8}
            if not database.is_server:
                database.run("INSERT INTO claim_words (claim_words, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_words_that_were_taken_back_wait_again(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a transaction fails after it took words into the index, the next claims are found all the same."""
    monkeypatch.setattr("claimcheck.storing.indexing._WAITING", 4)
    for fresh in fresh_urls(kind, tmp_path):
        with Ledger.open(fresh()) as ledger:
            with pytest.raises(BadInput, match="unknown source 'nowhere'"):
                _tell_and_fail(ledger)
            _told(ledger, _claim("b", "5 killed"))
            assert words_until(ledger.log._store.database) == 4  # type: ignore[attr-defined]
            assert _keys(ledger.search("killed")) == ["b"]
            assert ledger.view.index.counts(["37", ""]) == {"": 1}


def _tell_and_fail(ledger: Ledger) -> None:
    with ledger.log.writing():
        _told(ledger, _claim("a", "37 killed"))
        ledger.add(evolve(_claim("c", "6 killed"), appearances=[Appearance(source="nowhere")]))
