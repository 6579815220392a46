"""The ledger: the append-only record of parties, sources, events and claims, and every question asked of it."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import evolve

from claimcheck.canonical import to_plain
from claimcheck.cards import claim_cells, standing_of
from claimcheck.claimframe import claim_frame
from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.compare import compare, compare_standings
from claimcheck.comparing.comparison import Comparison
from claimcheck.errors import InvalidRecord, Problem, UnknownKey
from claimcheck.findings.analysis import Analysis, analyse
from claimcheck.findings.explain import explain_claim
from claimcheck.findings.finding import Finding, Findings, Kind
from claimcheck.findings.lines import lines_of, positions_of
from claimcheck.findings.origins import entailing, says_of
from claimcheck.findings.positions import Position
from claimcheck.findings.sums import add_up
from claimcheck.findings.topics import Gathered, Topic
from claimcheck.fusion.beside import Beside, set_beside
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.ofledger import fused_anew, hear
from claimcheck.fusion.several import Truth, weighs_several, words_in
from claimcheck.fusion.weighing import fuse_said
from claimcheck.graph import build_graph
from claimcheck.incidents.incident import Incident, incidents_of
from claimcheck.incidents.naming import name_of_claim
from claimcheck.incidents.series import Timeline, courses, timeline_of
from claimcheck.listed import MOST_SHOWN, Listed
from claimcheck.log import Clock, Entry
from claimcheck.markup import html_table
from claimcheck.model import (
    Assessment,
    Claim,
    Event,
    Link,
    Party,
    Record,
    Retraction,
    Source,
    check_text,
)
from claimcheck.neighbourhood import neighbourhood
from claimcheck.plotting.evidence import Evidence, Ties, evidence_of, ties_of
from claimcheck.plotting.graphplot import draw_graph
from claimcheck.plotting.timeline import draw_timeline
from claimcheck.plotting.topicplot import draw_topic
from claimcheck.quantity import Quantity
from claimcheck.recorder import Named, Recorder, Time
from claimcheck.searching.ranking import best_holding, likest
from claimcheck.searching.similar import Similar, asked_claim, compare_all
from claimcheck.searching.words import phrases_of, words_of
from claimcheck.spans import before
from claimcheck.support.impact import Circle, Fate, Impact, affected_by, circles_of, fate_of
from claimcheck.support.independence import NO_LONGER_CURRENT, Independence, measure
from claimcheck.times import TimeSpan, time_span
from claimcheck.view import View
from claimcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from fractions import Fraction
    from os import PathLike

    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["Ledger"]


class Ledger(Recorder):
    """Who said what, in which document, and what of it is contested.

    Everything told to a ledger is appended to its log; what it answers follows from the log alone. Findings,
    topics and the graph are made when asked for and kept until something is added. ``folder`` is where the files of
    its sources lie: beside the file that it was read from, and None where it was not read from one.

    Args:
        case: The name of the case, where the ledger holds one.
        clock: What time it is when something is recorded; by default the system's clock.
        vocabulary: The words to start from; by default those shipped with the library.

    Examples:
        >>> ledger = Ledger()
        >>> night = ledger.event("night of 1-2 June 2025", over="2025-06-01T20:00+03:00/2025-06-02T09:00+03:00")
        >>> air_force = ledger.party("Ukrainian Air Force", kind="force")
        >>> ministry = ledger.party("Russian Defence Ministry", kind="ministry")
        >>> a = ledger.claim("52 of 80 Russian drones shot down", by=air_force, event=night)
        >>> b = ledger.claim("162 Ukrainian drones intercepted", by=ministry, event=night)
        >>> print(ledger.compare(a, b).outcome, ledger.compare(a, b).field)
        not_comparable operator
        >>> ledger.contested()
        ()
    """

    def __init__(
        self, *, case: str | None = None, clock: Clock | None = None, vocabulary: Vocabulary | None = None
    ) -> None:
        super().__init__(case=case, clock=clock, vocabulary=vocabulary)
        self._analysis: tuple[int, Analysis] | None = None
        self._ties: tuple[int, Ties] | None = None
        self._incidents: tuple[int, tuple[Incident, ...]] | None = None
        self._by_event: dict[str, Incident] = {}

    @classmethod
    def open(
        cls,
        url: "str | PathLike[str]",
        *,
        case: str | None = None,
        clock: Clock | None = None,
        vocabulary: Vocabulary | None = None,
        create: bool = True,
    ) -> "Ledger":
        """Open the ledger in a file (SQLite) or at ``postgresql://user@server/database``, made where there is none.

        It answers as one in memory does, and keeps what it is told: when a call returns, what it recorded is on disk.
        Nothing is read until it is asked for. Several programs may hold it open and write at once; each sees what the
        others recorded when it writes itself, and when ``refresh`` is called.

        Args:
            url: A path, ``sqlite:///path`` or the address of a PostgreSQL database.
            case: The name of the case, for a new ledger.
            clock: What time it is when something is recorded; by default the system's clock.
            vocabulary: The words to start from; by default those shipped with the library.
            create: Whether a ledger is made where there is none.

        Raises:
            StoreError: It cannot be opened: it is something else, damaged, of a newer version, or not there.

        Examples:
            >>> from tempfile import TemporaryDirectory
            >>> with TemporaryDirectory() as folder:
            ...     with Ledger.open(f"{folder}/ledger.db") as ledger:
            ...         claim = ledger.claim("37 killed", by="army", event="raid")
            ...     with Ledger.open(f"{folder}/ledger.db") as again:
            ...         print(again.claims[claim.key].value)
            37
        """
        from claimcheck.storing.opening import open_store  # noqa: PLC0415 - loads SQLAlchemy

        ledger = cls(clock=clock, vocabulary=vocabulary)
        ledger.case, ledger.folder, ledger.log, view = open_store(url, case, clock, vocabulary, create=create)
        view.home, ledger.view = ledger._me, view
        return ledger

    def refresh(self) -> None:
        """Take in what other programs have recorded since; a ledger in memory has nothing to take in."""
        self.log.catch_up()

    @property
    def head(self) -> str:
        """How far the log of a ledger on disk reaches: ``12:9f86...``, to be kept elsewhere and checked later.

        Raises:
            InvalidRecord: The ledger is in memory, and its log has no chain.
        """
        return self.log.head

    def audit(self, head: str | None = None) -> tuple[Problem, ...]:
        """Return what is wrong with the log of a ledger on disk, naming each entry; nothing where it is sound.

        An entry that was altered, taken out, put in or moved is found by its hash. Whoever writes the whole log anew
        from some entry on is found by the *head* that was kept elsewhere.

        Raises:
            InvalidRecord: *head* is no head.

        Examples:
            >>> from tempfile import TemporaryDirectory
            >>> with TemporaryDirectory() as folder, Ledger.open(f"{folder}/ledger.db") as ledger:
            ...     claim = ledger.claim("37 killed", by="army", event="raid")
            ...     head = ledger.head
            ...     print(head.partition(":")[0], ledger.audit(head))
            3 ()
        """
        return self.log.audit(head)

    def close(self) -> None:
        """Give back the file or the connection of a ledger on disk; one in memory has none."""
        self.log.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What the current claims are about, in the order of their labels."""
        return Listed(self._analyse().gathered.topics.values())

    def compare(self, a: Claim | str, b: Claim | str) -> Comparison:
        """Return how two claims of this ledger stand to each other."""
        return compare(self._claim(a), self._claim(b), self.view)

    def search(self, words: str, limit: int = 20) -> tuple[Claim, ...]:
        """Return the claims in whose words or quotes all *words* occur, the best first.

        Case, diacritics and punctuation count for nothing; what stands in quotation marks occurs in a row. Best is
        what has the words in a row, then what says least beside them, then what came first; where more than 300 claims
        hold them, the first 300 are ranked.

        Raises:
            InvalidRecord: No word stands in *words*, or *limit* is none.

        Examples:
            >>> ledger = Ledger()
            >>> claim = ledger.claim("52 of 80 Russian drones shot down", by="Air Force")
            >>> ledger.search('DRONES "shot down"') == (claim,)
            True
        """
        phrases, most = phrases_of(words), _limit(limit)
        with self.view.finding() as index:
            return Listed(self.view.claims_of(best_holding(index, phrases, most)))

    def similar(
        self,
        text: str,
        by: Named | None = None,
        event: "str | Event | None" = None,
        asserted: Time | None = None,
        limit: int = 10,
    ) -> tuple[Similar, ...]:
        """Return the claims that are like *text*: those that say the same first, then those that say the contrary.

        Words only find them; figures, parties and times decide, as ``compare`` does, and each comes with the reason.
        What is not given of event, period and time is taken to be as in the claim. Nothing is added to the ledger.

        Args:
            text: What somebody claims.
            by: Who claims it.
            event: What it is about.
            asserted: When it was claimed.
            limit: How many claims are returned at most.

        Raises:
            InvalidRecord: No word stands in *text*, or *limit* is none.

        Examples:
            >>> ledger = Ledger()
            >>> claim = ledger.claim("60 of 80 Russian drones shot down", by="Air Force", event="night")
            >>> print(ledger.similar("52 of 80 Russian drones were shot down")[0].says)
            the contrary
        """
        most = _limit(limit)
        check_text(text, "similar")
        if not words_of(text):
            raise InvalidRecord(f"similar: expected at least one word, got {text!r:.80}")
        who = by.key if isinstance(by, Party) else by
        what = event.key if isinstance(event, Event) else event
        if who is not None:
            who = self.view.party_called(who) or who
        if what is not None:
            what = self.view.events.called(what) or what
        when = None if asserted is None else time_span(asserted)
        asked = asked_claim(text, self.view.vocabulary, by=who, event=what, asserted=when)
        events = () if what is None else self.view.events_merged(what)
        with self.view.finding() as index:
            found = likest(index, text, events, max(most, _COMPARED))
            claims = self.view.claims_of(key for key, _ in found)
        scored = [(claim, score) for claim, (_, score) in zip(claims, found, strict=True)]
        return compare_all(asked, scored, self.view, most)

    def findings(self, kind: str | None = None) -> tuple[Finding, ...]:
        """Return everything a reader should know, or the findings of one kind, in a stable order.

        Raises:
            InvalidRecord: There is no such kind.
        """
        found = self._analyse().findings
        if kind is None:
            return found
        try:
            wanted = Kind(kind)
        except ValueError as err:
            raise InvalidRecord(f"kind: expected one of {', '.join(Kind)}; got {kind!r}") from err
        return Findings(one for one in found if one.kind is wanted)

    def contested(self) -> tuple[Finding, ...]:
        """Return the findings of kind contested: parties under no common command that cannot both be right."""
        return self.findings(Kind.CONTESTED)

    def status(self, claim: Claim | str) -> frozenset[str]:
        """Return the kinds of finding in which the claim takes part, and retracted or superseded where it is."""
        held = self._claim(claim)
        kinds = {one.kind.value for one in self._analyse().by_claim.get(held.key, ())}
        reason = self.view.superseded.get(held.key)
        return frozenset(kinds | ({reason.split()[0]} if reason else set()))

    def explain(self, claim: Claim | str) -> str:
        """Return the story of one claim in a paragraph."""
        held = self._claim(claim)
        return explain_claim(held, self.view, self._analyse(), self.independence(held))

    def independence(self, claim: Claim | str) -> Independence:
        """Return on how many origins a claim rests, and how many outlets carry it, with the ways between them.

        Origins are counted over all current claims that say the same or more, as ways from control groups through
        acts and documents that share nothing: two parties known only through one article are one.

        Examples:
            >>> ledger = Ledger()
            >>> wire = ledger.source("wire report", key="wire")
            >>> outlets = [ledger.source(name, derives_from=[wire]) for name in ("Echo", "Herald")]
            >>> claim = ledger.claim("5 killed", by=ledger.party("Police"), event="fire", source=[wire, *outlets])
            >>> ledger.independence(claim).reason
            '1 origin (Police), carried by 3 outlets'
            >>> print(ledger.independence(claim).paths[0])
            Police -> wire report -> 5 killed
        """
        held = self._claim(claim)
        if not self.view.is_current(held):
            return NO_LONGER_CURRENT
        measured, said = self._analyse().measured, self._said(held)
        if said not in measured:
            measured[said] = measure(self._entailing(held), self._analyse().grounds)
        return measured[said]

    def fuse(
        self,
        *,
        method: str | None = None,
        tolerance: "int | Fraction" = 0,
        within: Mapping[str, str] | None = None,
        dependence: bool = True,
        margin: float = 0.1,
        gold: "Mapping[str, Truth] | None" = None,
        several: bool = False,
        **options: Any,
    ) -> Fusion:
        """Return which values of each topic are most credible, and how reliable each declared party is.

        Parties under one command count as one, and so do those that agree as copies do. It stands beside the positions
        and never instead of them: what is contested stays so. ``claimcheck.fuse`` says what the options mean; where
        *several* values can be right, figures are left out.

        Raises:
            InvalidRecord: No declared party says a value; or there is no such method, or it cannot weigh such values.
            MissingExtra: scipy is not installed.

        Examples:
            >>> ledger = Ledger()
            >>> for name, killed in (("Police", "5"), ("Medics", "5"), ("Mayor", "8")):
            ...     claim = ledger.claim(f"{killed} killed", by=ledger.party(name), event="fire")
            >>> print(ledger.fuse().topics[0])
            killed, fire: 5 (probability 0.96)
        """
        heard = hear(self._analyse().gathered, self.view)
        said, left_out = list(heard.said), list(heard.left_out)
        if weighs_several(method, several=several):
            said, figures = words_in(said)
            left_out += figures
            if figures and not said:
                raise InvalidRecord("fuse: several can be right of words only, and no declared party says a word")
        if not said:
            undeclared = sorted({party.name for party in self.parties if not party.declared})[:5]
            hint = f"; declare {', '.join(undeclared)} with ledger.party(), or under `parties:`" if undeclared else ""
            raise InvalidRecord(f"fuse: no declared party says a figure or a word about anything{hint}")
        found = fuse_said(
            said,
            method=method,
            groups=heard.groups,
            dependence=dependence,
            tolerance=tolerance,
            within=within,
            margin=margin,
            gold=gold,
            several=several,
            options=options,
            left_out=left_out,
            again=fused_anew,
        )
        return evolve(found, heard=heard)

    def beside(self, fusion: Fusion | None = None) -> Beside:
        """Return what fusion finds of each topic beside its positions, what is contested first.

        A notebook shows the contested topics: positions on the left, fusion on the right, and what it leaves open.

        Args:
            fusion: What ``fuse`` found in this ledger; by default what it finds without options.

        Raises:
            InvalidRecord: The fusion is of a table, of another ledger, or of this one before it changed.

        Examples:
            >>> ledger = Ledger()
            >>> for name, killed in (("Police", "5"), ("Medics", "5"), ("Mayor", "8")):
            ...     claim = ledger.claim(f"{killed} killed", by=ledger.party(name), event="fire")
            >>> (topic,) = ledger.beside().topics
            >>> print(*topic.positions, topic.lines[0].fused.best.value, topic.contested)
            5 8 5 True
        """
        contested = {one.topic.key for one in self.contested() if one.topic is not None}
        fused = self.fuse() if fusion is None else fusion
        return set_beside(fused, self._analyse().gathered, self.view, contested)

    def impact(self, source: "Source | str", *, corrected: bool = False) -> Impact:
        """Return what becomes of the claims that stand in a source, or in what draws on it, if it is withdrawn.

        Where it is only *corrected*, what would fall is undetermined: it must be read again in what is corrected.
        Nothing is changed; ``retract`` withdraws a source.

        Examples:
            >>> ledger = Ledger()
            >>> wire = ledger.source("wire", key="wire")
            >>> echo = ledger.source("Echo", derives_from=[wire], key="echo")
            >>> claim = ledger.claim("5 killed", by=ledger.party("Police"), event="fire", source=[wire, echo])
            >>> print(ledger.impact(wire))
            without wire: 1 fall, 0 survive, 0 undetermined
            >>> print(ledger.impact(echo))
            without Echo: 0 fall, 1 survive, 0 undetermined
        """
        held = self.sources[source] if isinstance(source, str) else source
        grounds = self._analyse().grounds
        fates: dict[Fate, list[tuple[Claim, str]]] = {fate: [] for fate in Fate}
        known: dict[Hashable, tuple[Fate, str]] = {}
        for claim in affected_by(held.key, grounds):
            said = self._said(claim)
            if said not in known:
                known[said] = fate_of(self._entailing(claim), held.key, grounds)
            fate, why = known[said]
            if corrected and fate is Fate.FALLS:
                fate, why = Fate.UNDETERMINED, f"{why}: it must be read again in what is corrected"
            fates[fate].append((claim, why))
        return Impact(
            source=held,
            falls=tuple(claim for claim, _ in fates[Fate.FALLS]),
            survives=tuple(claim for claim, _ in fates[Fate.SURVIVES]),
            undetermined=tuple(claim for claim, _ in fates[Fate.UNDETERMINED]),
            reasons=tuple(why for held in fates.values() for _, why in held),
        )

    def circular(self) -> tuple[Circle, ...]:
        """Return the sets of sources that cite one another and nothing else, with the claims that stand in them.

        Examples:
            >>> ledger = Ledger()
            >>> for one, other in (("a", "b"), ("b", "a")):
            ...     _ = ledger.link(ledger.source(one), "repeats", ledger.source(other), by="desk")
            >>> [str(circle) for circle in ledger.circular()]
            ['a and b cite one another and nothing else']
        """
        return circles_of(self._analyse().grounds)

    def _said(self, claim: Claim) -> Hashable:
        """What a current claim says, by which those are known that say as much: the same for all that say it."""
        gathered = self._analyse().gathered
        return gathered.topic_of[claim.key], says_of(gathered.standings[claim.key])

    def _entailing(self, claim: Claim) -> tuple[Standing, ...]:
        """Where the current claims stand that say the same as one or more, itself among them."""
        gathered = self._analyse().gathered
        members = gathered.members[gathered.topic_of[claim.key]]
        return entailing(gathered.standings[claim.key], members, self.view)

    def positions(self, topic: "Topic | Claim | str") -> tuple[Position, ...]:
        """Return the positions of a topic, or of a claim's topic: the largest sets that could all be right together."""
        analysis = self._analyse()
        members = analysis.gathered.members[self._topic(topic)]
        return positions_of(members, self.view)

    def plot_topic(self, topic: "Topic | Claim | str", ax: "Axes | None" = None) -> "Axes":
        """Draw a topic, or a claim's topic, as ``topic.plot()`` does, and return the axes of matplotlib.

        Raises:
            MissingExtra: matplotlib is not installed.
            UnknownKey: There is no such topic.

        Examples:
            >>> ledger = Ledger()
            >>> claim = ledger.claim("at least 13 killed", by="observers", event="raid")
            >>> ledger.plot_topic(claim).get_yticklabels()[0].get_text()
            'observers'
        """
        analysis, key = self._analyse(), self._held_topic(topic)
        about, members = analysis.gathered.topics[key], analysis.gathered.members[key]
        return draw_topic(about, members, analysis.findings, self.view, ax)

    def plot_graph(
        self,
        ax: "Axes | None" = None,
        *,
        topic: "Topic | Claim | str | None" = None,
        claim: "Claim | str | None" = None,
    ) -> "Axes":
        """Draw the evidence, claimants left, sources by how they derive, claims right; return the axes of matplotlib.

        Conflicts between claims and sources that cite one another in a circle are marked in words and by their lines.

        Args:
            ax: Where to draw; by default on the axes of a new figure.
            topic: A topic, or a claim of it, of which all current claims are shown.
            claim: A claim that is shown with those that it conflicts with or is linked to.

        Raises:
            MissingExtra: matplotlib is not installed.
            InvalidRecord: There are more than 40 nodes, or both a topic and a claim are named.
            UnknownKey: There is no such topic or claim.

        Examples:
            >>> ledger = Ledger()
            >>> wire = ledger.source("wire report")
            >>> claim = ledger.claim("5 killed", by="police", event="fire", source=[wire])
            >>> boxes = [text for text in ledger.plot_graph(claim=claim).texts if text.get_gid() in ("party", "claim")]
            >>> [text.get_text() for text in boxes]
            ['police', '5 killed']
        """
        if topic is not None and claim is not None:
            raise InvalidRecord("plot_graph: expected a topic or a claim, got both")
        analysis, held = self._analyse(), None if claim is None else self._claim(claim)
        key = None if topic is None else self._held_topic(topic)
        about = "" if key is None else analysis.gathered.topics[key].label
        title = about if held is None else name_of_claim(held)
        return draw_graph(self.view, analysis, ax, topic=key, claim=held, title=title or self.case or "Evidence")

    def evidence(self, *, topic: "Topic | Claim | str | None" = None, claim: "Claim | str | None" = None) -> Evidence:
        """Return who and what stands behind the claims of a topic, or behind a claim and those against it.

        Without either it is the whole ledger. ``plot_graph`` draws the same.

        Raises:
            InvalidRecord: Both are named, or there is more than a reader can follow.
            UnknownKey: There is no such topic, or no such claim.

        Examples:
            >>> ledger = Ledger()
            >>> fire = ledger.claim("5 killed", by="police", event="fire", source="wire")
            >>> [f"{edge.start} {edge.relation} {edge.end.split()[0]}" for edge in ledger.evidence().edges]
            ['party police asserts claim', 'source wire stands in claim']
        """
        if topic is not None and claim is not None:
            raise InvalidRecord("evidence: name a topic or a claim, not both")
        if self._ties is None or self._ties[0] != self.view.changes:
            self._ties = (self.view.changes, ties_of(self.view))
        return evidence_of(
            self.view,
            self._analyse(),
            topic=None if topic is None else self._held_topic(topic),
            claim=None if claim is None else self._claim(claim),
            ties=self._ties[1],
        )

    def plot_timeline(self, ax: "Axes | None" = None, *, topic: "Topic | Claim | str | None" = None) -> "Axes":
        """Draw how figures changed, a step line for each party, and return the axes of matplotlib.

        A figure stands at the day up to which it was counted, else at which it was asserted, else at which its source
        was published. What fell, was corrected or was retracted is labelled; claims without a date are listed below.

        Args:
            ax: Where to draw; by default on the axes of a new figure.
            topic: A topic, or a claim of it; by default all topics in which a figure changed.

        Raises:
            MissingExtra: matplotlib is not installed.
            InvalidRecord: There would be more lines than a reader can tell apart.
            UnknownKey: There is no such topic.

        Examples:
            >>> ledger = Ledger()
            >>> first = ledger.claim("12 killed", by="police", event="raid", asserted="2025-06-02")
            >>> second = ledger.correct(first, "9 killed", asserted="2025-06-03")
            >>> axes = ledger.plot_timeline()
            >>> [text.get_text() for text in axes.texts if text.get_gid() == "label"]
            ['12, superseded', '9, corrected, falls']
        """
        about = None if topic is None else self._held_topic(topic)
        return draw_timeline(about, self._analyse().gathered, self.view, ax)

    def _held_topic(self, topic: "Topic | Claim | str") -> str:
        """The key of a topic that is there now; a topic of an earlier state may be gone."""
        key = self._topic(topic)
        if key not in self._analyse().gathered.topics:
            raise UnknownKey(f"no topic {str(topic)!r:.80} in the ledger any more")
        return key

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Every event as monitors work with it, in the order of time; records that a person merged are one incident.

        Per measure and party the least and the most, what somebody documented at least, what is contested, and who
        is concerned and has not spoken.

        Examples:
            >>> ledger = Ledger()
            >>> _ = ledger.claim("41 Russian aircraft destroyed", by="Kyiv", event="raid")
            >>> (raid,) = ledger.incidents
            >>> [(one.name, one.low, one.high) for one in raid.measures[0].figures], [one.name for one in raid.silent]
            ([('Kyiv', 41, 41)], ['Russia'])
        """
        if self._incidents is None or self._incidents[0] != self.view.changes:
            self._incidents = (self.view.changes, Listed(incidents_of(self.view, self._analyse())))
        return self._incidents[1]

    def incident(self, event: Event | str) -> Incident:
        """Return one event measure by measure, as `incidents` has it.

        Raises:
            UnknownKey: There is no such event.
        """
        key = event.key if isinstance(event, Event) else event
        held = self.events.get(key)
        if held is None:
            raise UnknownKey(f"no event {key!r:.80} in the ledger")
        found = self.incidents
        if found and self._by_event.get(found[0].key) is not found[0]:
            self._by_event = {one.key: one for one in found}
        return self._by_event[self.view.incident(held.key)]

    @property
    def timelines(self) -> tuple[Timeline, ...]:
        """The figures over time of every topic in which they changed, by label: a series for each party.

        Falls, corrections, revisions, retractions and changes of definition are told in words.

        Examples:
            >>> ledger = Ledger()
            >>> first = ledger.claim("12 killed", by="police", event="raid", asserted="2025-06-02")
            >>> second = ledger.correct(first, "9 killed", asserted="2025-06-03")
            >>> [(mark.figure, mark.changed) for mark in ledger.timelines[0].marks]
            [('12', 'superseded'), ('9', 'corrected, falls from 12')]
        """
        return Listed(courses(self._analyse().gathered, self.view))

    def timeline(self, topic: "Topic | Claim | str") -> Timeline:
        """Return the figures of one topic over time, whether they changed or not.

        Raises:
            UnknownKey: There is no such topic.
        """
        return timeline_of(self._held_topic(topic), self._analyse().gathered, self.view)

    def total(self, claims: Iterable[Claim | str]) -> Quantity:
        """Return the sum of disjoint counts of one measure, with their bounds.

        Raises:
            NotAdditive: Two of them overlap or count different things; both are named with the reason.
        """
        held = [self._claim(claim) for claim in claims]
        return add_up([stand(claim, self.view) for claim in held], self.view)

    def history(self, claim: Claim | str) -> tuple[Entry, ...]:
        """Return every entry of the log about a claim: its versions, what revised or retracted it, links and grades."""
        key = self._claim(claim).key
        return Listed(entry for entry in self.log.entries_on(key) if _concerns(entry.record, key))

    def as_of(self, *, recorded: Time | None = None, asserted: Time | None = None) -> "Ledger":
        """Return the ledger as it stood: by what was *recorded* until then, or by what had been *asserted* until then.

        With *asserted*, claims and retractions dated later are left out; an undated claim stays, since nothing
        shows that it came later. The two may be given together.
        """
        limit = None if recorded is None else _latest(time_span(recorded))
        past = Ledger(case=self.case, vocabulary=self.view.base)
        past.folder = self.folder
        as_it_stood = None if limit is None or asserted is not None else self.log.at(limit, past._me)
        if as_it_stood is not None:
            past.log, past.view = as_it_stood
            return past
        entries = self.log.entries
        if limit is not None:
            entries = tuple(entry for entry in entries if entry.recorded <= limit)
        if asserted is not None:
            span = time_span(asserted)
            latest = {(self.view.kind_of(entry.record), entry.record.key): entry.record for entry in entries}
            entries = tuple(
                entry
                for entry in entries
                if not _said_after(latest[self.view.kind_of(entry.record), entry.record.key], span)
            )
            kept = {entry.record.key for entry in entries}
            entries = tuple(entry for entry in entries if _stands(entry.record, kept, self.view))
        past.replay(entries)
        return past

    def around(self, record: "Claim | Event | Source | Party | str") -> "Ledger":
        """Return a ledger in memory of what belongs around a record, with its history; nothing else is read.

        Around a claim are all claims of its incident, with what is linked to them, their sources with what these were
        made from, every party and every term: what is contested there, on what it rests and its graph are those of the
        whole ledger. What only the whole can show, such as a word that is used nowhere else, may differ.

        Raises:
            UnknownKey: There is no such record, or nothing is gathered around records of its kind.

        Examples:
            >>> ledger = Ledger()
            >>> a = ledger.claim("37 killed", by="army", event="raid")
            >>> b = ledger.claim("5 wounded", by="army", event="fire")
            >>> [claim.text for claim in ledger.around("raid").claims]
            ['37 killed']
        """
        view = self.view
        found = view.find(self._key(record)) if isinstance(record, str) else view.held(record) or record
        if found is None:
            raise UnknownKey(f"no record {record!r} in the ledger")
        near = Ledger(case=self.case, vocabulary=view.base)
        near.folder = self.folder
        near.replay(neighbourhood(view, self.log, found))
        return near

    def diff(self, earlier: "Ledger") -> "tuple[str, ...]":
        """Return in words what changed since *earlier*: claims new, amended or gone, disputes begun and ended.

        Examples:
            >>> old, new = Ledger(), Ledger()
            >>> _ = new.claim("37 killed", by="army", key="c37")
            >>> new.diff(old)
            ('new claim c37: 37 killed',)
        """
        changes = []
        for claim in self.claims:
            before = earlier.view.claims.get(claim.key)
            if before is None:
                changes.append(f"new claim {claim.key}: {claim.text or claim.value}")
            elif before != claim:
                changes.append(f"amended {claim.key}: {before.text or before.value} -> {claim.text or claim.value}")
        for key, reason in sorted(self.view.superseded.items()):
            if key not in earlier.view.superseded:
                changes.append(f"{key} is {reason}")
        for claim in self.claims:
            before = earlier.view.claims.get(claim.key)
            if self.view.is_unsupported(claim) and (before is None or not earlier.view.is_unsupported(before)):
                gone = ", ".join(self.view.source_name(one.source) for one in claim.appearances)
                changes.append(f"{claim.key} stands in no source any more: {gone} was retracted")
        mine, theirs = ({one.order: one for one in ledger.contested()} for ledger in (self, earlier))
        changes += [f"newly contested: {mine[order].sentence}" for order in mine if order not in theirs]
        changes += [f"no longer contested: {theirs[order].sentence}" for order in theirs if order not in mine]
        return tuple(changes)

    @property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The whole ledger as a fresh ``networkx.MultiDiGraph``; changing it changes nothing else."""
        analysis = self._analyse()
        return build_graph(self.view, analysis, lines_of(analysis.gathered, self.view))

    def to_records(self, *, private: bool = False) -> list[dict[str, Any]]:
        """Return the records in force as plain, JSON-ready objects; private fields only if asked for."""
        plain = [to_plain(record) for record in self.records()]
        if not private:
            for one in plain:
                one.pop("private", None)
        return plain

    def to_frame(self) -> "pd.DataFrame":
        """Return the claims as a pandas frame, one row a claim, with where each stands and on how many origins.

        Figures (``low``, ``high``, ``of``) are nullable floats, ``origins`` nullable integers; ``denied``, ``current``
        and ``contested`` are true or false: ``frame[frame.contested]`` has the contested ones. ``from`` and ``to`` are
        the first and the last moment of what a claim is about, ``asserted_from`` and ``asserted_to`` of when it was
        said: in UTC without a zone, a day at its midnight, so that a spreadsheet takes them; ``asserted`` is as it was
        written. ``finding`` is the one kind of finding that a reader wants first, ordered from contested on.

        ``claimcheck.show_flags(frame)`` shows it, or any of its columns with ``status``, with contested rows first and
        marked. pandas' own ``frame.style`` puts what claims say into HTML as it stands: ask it for
        ``frame.style.format(escape="html")``.

        Raises:
            MissingExtra: pandas is not installed.

        Examples:
            >>> ledger = Ledger()
            >>> for name, killed in (("Ministry", "471"), ("Agency", "100-300")):
            ...     claim = ledger.claim(f"{killed} killed", by=name, event="blast", asserted="2023-10-17")
            >>> frame = ledger.to_frame()
            >>> frame[frame.contested].sort_values("low")[["by", "low", "high"]].values.tolist()
            [['Agency', 100.0, 300.0], ['Ministry', 471.0, 471.0]]
            >>> str(frame.asserted_from[0].date()), frame.finding.tolist()
            ('2023-10-17', ['contested', 'contested'])
        """
        return claim_frame(self.rows())

    def rows(self) -> list[dict[str, Any]]:
        """Return the claims as rows for a table: who, what, how much, where it stands, what is known of it."""
        analysis = self._analyse()
        rows = []
        for claim in self.claims:
            value = claim.value
            figure = value if isinstance(value, Quantity) else None
            proposition = claim.proposition
            opponent = analysis.opponents.get(claim.key)
            name = analysis.gathered.topic_of.get(claim.key)
            standing = analysis.gathered.standings.get(claim.key) or stand(claim, self.view)
            rows.append(
                {
                    "claim": claim.key,
                    "by": ", ".join(self.view.party_name(key) for key in claim.claimants) or None,
                    "text": claim.text or None,
                    "topic": None if name is None else analysis.gathered.topics[name].label,
                    "event": proposition.event,
                    "subject": proposition.subject,
                    "measure": proposition.measure,
                    "value": None if value is None else str(value),
                    "denied": not claim.polarity,
                    "low": _float(figure, "low"),
                    "high": _float(figure, "high"),
                    "of": _float(figure, "of"),
                    "unit": None if figure is None else figure.unit,
                    "place": proposition.place,
                    "from": None if standing.period is None else standing.period.earliest,
                    "to": None if standing.period is None else standing.period.latest,
                    "asserted": None if claim.asserted is None else claim.asserted.edtf,
                    "asserted_from": None if claim.asserted is None else claim.asserted.earliest,
                    "asserted_to": None if claim.asserted is None else claim.asserted.latest,
                    "basis": None if claim.basis is None else claim.basis.value,
                    "sources": ", ".join(appearance.source for appearance in claim.appearances) or None,
                    "current": self.view.is_current(claim),
                    "contested": Kind.CONTESTED.value in self.status(claim),
                    "against": opponent,
                    "reason": None if opponent is None else self._against(claim, opponent),
                    "origins": analysis.origins.get(claim.key, 0),
                    "status": ", ".join(sorted(self.status(claim))),
                }
            )
        return rows

    def _repr_html_(self) -> str:
        rows = [self._row_shown(claim) for claim in islice(self.claims, MOST_SHOWN)]
        count = len(self.claims)
        disputes = len(self.contested())
        contested = (
            f"{disputes:,} contested {'finding' if disputes == 1 else 'findings'}" if disputes else "nothing contested"
        )
        told = f"{count:,} {'claim' if count == 1 else 'claims'}, {contested}"
        names = ("claim", "by", "words", "value", "about", "standing", "origins")
        name = f"{self.case}: " if self.case else ""
        return html_table(names, rows, caption=f"{name}{told}", left_out=count - len(rows))

    def _row_shown(self, claim: Claim) -> tuple[object, ...]:
        analysis = self._analyse()
        topic = analysis.gathered.topic_of.get(claim.key)
        about = None if topic is None else analysis.gathered.topics[topic].label
        key, by, words, value, *_ = claim_cells(claim)
        return key, by, words, value, about, standing_of(claim), analysis.origins.get(claim.key, 0)

    # looking things up

    def _against(self, claim: Claim, opponent: str) -> str:
        """Why a claim is contested by another; the other may follow by arithmetic from one that is held."""
        standings = self._analyse().gathered.standings
        return compare_standings(standings[claim.key], standings[opponent], self.view).reason

    def _analyse(self) -> Analysis:
        if self._analysis is None or self._analysis[0] != self.view.changes:
            self._analysis = (self.view.changes, analyse(self.view))
        return self._analysis[1]

    def standing(self, claim: Claim | str) -> Standing:
        """Return where the claim stands on each axis once words are resolved and the event has supplied the rest."""
        held = self._claim(claim)
        known = None if self._analysis is None or self._analysis[0] != self.view.changes else self._analysis[1]
        found = None if known is None else known.gathered.standings.get(held.key)
        return stand(held, self.view) if found is None or found.claim is not held else found

    @property
    def gathered(self) -> Gathered:
        """The topics with the claims of each, and where every current claim stands, in a stable order."""
        return self._analyse().gathered

    def _topic(self, topic: "Topic | Claim | str") -> str:
        gathered = self._analyse().gathered
        if isinstance(topic, Topic):
            return topic.key
        key = topic.key if isinstance(topic, Claim) else topic
        if key in gathered.topics:
            return key
        claim = key if key in gathered.topic_of else getattr(self.claims.get(key), "key", "")
        if claim in gathered.topic_of:
            return gathered.topic_of[claim]
        labelled = [name for name, one in gathered.topics.items() if one.label == key]
        if len(labelled) == 1:
            return labelled[0]
        raise UnknownKey(f"no topic {key!r} in the ledger, or more than one")


_COMPARED = 16  # claims whose words are most like a text, of which it is told how they stand to it


def _float(figure: Quantity | None, name: str) -> float | None:
    """One end of a figure for a table; None where there is none, or no float reaches that far."""
    end = None if figure is None else getattr(figure, name)
    try:
        return None if end is None else float(end)
    except OverflowError:
        return None


def _limit(limit: int) -> int:
    if type(limit) is not int or limit < 1:
        raise InvalidRecord(f"limit: expected a whole number from 1, got {limit!r}")
    return limit


def _concerns(record: Record, key: str) -> bool:
    if isinstance(record, Link):
        return key in {record.a, record.b}
    if isinstance(record, Retraction):
        return record.target == key
    if isinstance(record, Assessment):
        return record.about == key
    return record.key == key


def _latest(span: TimeSpan) -> datetime:
    last = span.latest
    if last is None:
        raise InvalidRecord(f"recorded: expected a day or a moment, got {span.edtf}")
    return last if isinstance(last, datetime) else datetime.combine(last, time.max, UTC)


def _said_after(record: Record, limit: TimeSpan) -> bool:
    when = record.asserted if isinstance(record, Claim) else record.when if isinstance(record, Retraction) else None
    if when is None:
        return False
    return before(limit, when) is True


def _stands(record: Record, kept: set[str], view: View) -> bool:
    if isinstance(record, Link):
        return all(end in kept or end not in view.claims for end in (record.a, record.b))
    if isinstance(record, Retraction):
        return record.target in kept
    return not isinstance(record, Assessment) or record.about in kept
