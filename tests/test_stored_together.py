"""One history told to a ledger in memory, in a file and on a server: all three give the same answers throughout."""

import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from claimcheck.errors import ClaimCheckError
from claimcheck.ledger import Ledger
from tests.stores import POSTGRES, Fresh, fresh_urls

FIRST = datetime(2025, 6, 2, 9, tzinfo=UTC)
PARTIES = ("army", "ministry", "clinic")
EVENTS = ("raid", "fire")
SOURCES = ("wire", "echo", "bulletin")
NUMBERS = st.integers(0, 5)
DAYS = st.sampled_from((None, "2025-06-01", "2025-06-02", "2025-06-03"))


class Together(RuleBasedStateMachine):
    """Random tellings, each told to every ledger, and questions asked of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._patch = pytest.MonkeyPatch()
        self._minutes = 0
        self._keys: list[str] = []
        self._servers = fresh_urls("postgresql", Path()) if POSTGRES else None
        urls: list[Fresh] = [lambda: str(Path(self._folder.name, "ledger.db"))]
        if self._servers is not None:
            urls.append(next(self._servers))
        self._urls = [url() for url in urls]
        self._memory = Ledger(case="together", clock=self._now)
        self._stored = [Ledger.open(url, case="together", clock=self._now) for url in self._urls]

    @initialize(waiting=st.sampled_from((1, 5, 1000)))
    def wait(self, waiting: int) -> None:
        """After how many entries words are taken into their index."""
        self._patch.setattr("claimcheck.storing.indexing._WAITING", waiting)

    def _now(self) -> datetime:
        return FIRST + timedelta(minutes=self._minutes)

    def _tell(self, telling: Callable[[Ledger], Any]) -> Any:
        """Tell every ledger the same; they return the same, or refuse in the same words."""
        self._minutes += 1
        said = []
        for ledger in (self._memory, *self._stored):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    said.append(telling(ledger))
                except ClaimCheckError as err:
                    said.append((type(err), str(err)))
        assert all(one == said[0] for one in said), said
        return said[0]

    @rule(party=st.sampled_from(PARTIES), master=st.sampled_from((None, *PARTIES)))
    def declare(self, party: str, master: str | None) -> None:
        acts_for = master if master != party else None
        self._tell(lambda ledger: ledger.party(party.title(), kind="force", key=party, acts_for=acts_for))

    @rule(source=st.sampled_from(SOURCES), origin=st.sampled_from((None, *SOURCES)))
    def publish(self, source: str, origin: str | None) -> None:
        made_from = [origin] if origin not in {None, source} else []
        self._tell(lambda ledger: ledger.source(source.title(), publisher="agency", derives_from=made_from, key=source))

    @rule(
        number=NUMBERS,
        by=st.sampled_from((None, *PARTIES)),
        event=st.sampled_from(EVENTS),
        source=st.sampled_from((None, *SOURCES)),
        asserted=DAYS,
        private=st.sampled_from((None, {"witness": "N. N."})),
    )
    def claim(self, number: int, by: Any, event: str, source: Any, asserted: Any, private: Any) -> None:
        made = self._tell(
            lambda ledger: ledger.claim(
                f"{number} killed", by=by, event=event, source=source, asserted=asserted, private=private
            )
        )
        if not isinstance(made, tuple) and made.key not in self._keys:
            self._keys.append(made.key)

    def _some(self, which: int) -> str:
        return self._keys[which % len(self._keys)]

    @precondition(lambda self: self._keys)
    @rule(which=NUMBERS, number=NUMBERS, asserted=DAYS)
    def revise(self, which: int, number: int, asserted: Any) -> None:
        key = self._some(which)
        made = self._tell(lambda ledger: ledger.revise(key, f"{number} killed", asserted=asserted))
        if not isinstance(made, tuple) and made.key not in self._keys:
            self._keys.append(made.key)

    @precondition(lambda self: self._keys)
    @rule(which=NUMBERS, by=st.sampled_from((None, *PARTIES)), when=DAYS)
    def retract(self, which: int, by: Any, when: Any) -> None:
        key = self._some(which)
        self._tell(lambda ledger: ledger.retract(key, by=by, when=when))

    @precondition(lambda self: self._keys)
    @rule(which=NUMBERS, number=NUMBERS)
    def amend(self, which: int, number: int) -> None:
        key = self._some(which)
        self._tell(lambda ledger: ledger.amend(key, by="desk", why="a slip", value=str(number)))

    @precondition(lambda self: self._keys)
    @rule(which=NUMBERS, other=NUMBERS, relation=st.sampled_from(("disputes", "same_act", "corrects", "based_on")))
    def link(self, which: int, other: int, relation: str) -> None:
        one, another = self._some(which), self._some(other)
        self._tell(lambda ledger: ledger.link(one, relation, another, by="desk"))

    @precondition(lambda self: self._keys)
    @rule(which=NUMBERS)
    def accept(self, which: int) -> None:
        key = self._some(which)
        self._tell(lambda ledger: ledger.accept(key, by="desk"))

    @precondition(lambda self: self._keys)
    @rule(which=NUMBERS)
    def redact(self, which: int) -> None:
        key = self._some(which)
        self._tell(lambda ledger: ledger.redact(key, by="desk", why="asked"))

    @rule()
    def reopen(self) -> None:
        for ledger in self._stored:
            ledger.close()
        self._stored = [Ledger.open(url, clock=self._now, create=False) for url in self._urls]

    @rule(minutes=st.integers(0, 30))
    def look_back(self, minutes: int) -> None:
        moment = FIRST + timedelta(minutes=minutes)
        told = [_answers(ledger.as_of(recorded=moment)) for ledger in (self._memory, *self._stored)]
        assert all(one == told[0] for one in told)

    @rule(number=NUMBERS, words=st.sampled_from(("killed", "killed again", "wounded")))
    def find(self, number: int, words: str) -> None:
        """They are found by their words and by what they say, whether these are indexed yet or wait for it."""
        told = []
        for ledger in (self._memory, *self._stored):
            like = ledger.similar(f"{number} {words}")
            told.append((ledger.search(words), [(one.claim, one.score, one.comparison.reason) for one in like]))
        assert all(one == told[0] for one in told)

    @rule()
    def ask(self) -> None:
        told = [_answers(ledger) for ledger in (self._memory, *self._stored)]
        assert all(one == told[0] for one in told)

    def teardown(self) -> None:
        try:
            self.ask()
            assert all(ledger.audit() == () for ledger in self._stored)
        finally:
            for ledger in self._stored:
                ledger.close()
            if self._servers is not None:
                next(self._servers, None)
            self._folder.cleanup()
            self._patch.undo()


def _answers(ledger: Ledger) -> dict[str, object]:
    return {
        "records": ledger.to_records(private=True),
        "log": ledger.log.entries,
        "findings": [(one.kind, one.sentence) for one in ledger.findings()],
        "status": {claim.key: ledger.status(claim) for claim in ledger.claims},
        "versions": {claim.key: ledger.view.versions[claim.key] for claim in ledger.claims},
    }


TestTogether = Together.TestCase
TestTogether.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
