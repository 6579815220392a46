"""What is there to say about a ledger? Its findings, claims, parties and sources put in the order of a report."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Final, TypedDict

from claimcheck.canonical import canonical_bytes
from claimcheck.comparing.axes import Standing
from claimcheck.errors import InvalidRecord
from claimcheck.findings.charted import figure_words
from claimcheck.findings.finding import Carried, Finding, Kind
from claimcheck.findings.origins import groups_of
from claimcheck.findings.topics import Gathered
from claimcheck.findings.within import NO_SECOND
from claimcheck.fusion.fused import Fusion
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Event, Party, Source
from claimcheck.plotting.evidence import MOST_NODES
from claimcheck.reporting.chart import chart_of
from claimcheck.reporting.courses import course_view
from claimcheck.reporting.evidence import evidence_view
from claimcheck.reporting.fused import fusion_sentence, fusion_view, is_shown
from claimcheck.reporting.grades import graded_views
from claimcheck.reporting.incidents import incident_view
from claimcheck.reporting.labelling import ENGLISH, Labels
from claimcheck.reporting.labels import KINDS, MAIN, OTHERS, SECTIONS, SNAPSHOTS, Kindred
from claimcheck.reporting.links import safe_url, source_file
from claimcheck.reporting.model import (
    CarriedRow,
    ClaimView,
    CourseView,
    Entry,
    EvidenceView,
    FusionView,
    IncidentView,
    PartyView,
    Ref,
    Report,
    Section,
    Side,
    SourceView,
    Tally,
    Told,
    Verified,
)
from claimcheck.reporting.verified import verification_sentence, verified_view
from claimcheck.reporting.wording import Wording, capital
from claimcheck.times import TimeSpan
from claimcheck.verifying.verification import Verification, What, with_failures

__all__ = ["build_report"]

_CHARTED: Final = frozenset(
    {
        "contested",
        "inconsistent",
        "disputed_by_unattributed",
        "floor",
        "progression",
        "revision",
        "estimate_spread",
        "reported_differently",
    }
)
_CALM: Final = frozenset({"progression", "revision", "floor"})
"""The kinds of finding in which figures differ and nothing is amiss: how far apart they are says nothing."""

_PICTURED: Final = frozenset({"contested", "inconsistent", "disputed_by_unattributed"})
"""The kinds of finding that come with a picture of what stands behind the claims."""

_ALARMING: Final = (
    "contested",
    "inconsistent",
    "disputed_by_unattributed",
    "impossible",
    "parts_do_not_sum",
    "reported_differently",
)
"""The kinds of finding that the overview names one by one."""

_NAMED: Final = 5
"""How many topics the overview names before it counts the rest."""

_SHOWN: Final = 12
"""Claims of one side, and positions of one topic, that an entry shows before it counts the rest."""

_CARRIED: Final = 40
"""Documents of which an entry shows how they give a figure, before it counts the rest; those that differ come first."""

_TOLD: Final = 400
"""Claims of one topic above which the report tells no story of each, since every story reads the whole topic."""


def build_report(
    ledger: Ledger,
    *,
    title: str | None = None,
    verification: Verification | None = None,
    schemes: Sequence[str] = (),
    fusion: Fusion | None = None,
    labels: Labels = ENGLISH,
    made: str | None = None,
) -> Report:
    """Return what there is to say about *ledger*; the same ledger gives the same report, whatever the day.

    With a *verification*, what failed stands among the findings, and a section says what was checked. With a *fusion*
    of the ledger, what it finds stands beside the positions. What the report says of its own, it says by the *labels*.
    Where it is told when and by whom it was *made*, it says so, and by which digest its records can be told again.

    Examples:
        >>> ledger = Ledger()
        >>> _ = ledger.claim("471 killed", by=ledger.party("ministry"), event="blast", measure="killed")
        >>> _ = ledger.claim("100-300 killed", by=ledger.party("agency"), event="blast", measure="killed")
        >>> report = build_report(ledger, title="The blast")
        >>> print(report.overview[1])
        1 topic is contested: killed, blast.
    """
    return _Builder(ledger, verification, fusion, labels).build(title or ledger.case or labels("title"), schemes, made)


class _Picture(TypedDict, total=False):
    """What an entry has of a picture of evidence."""

    evidence: EvidenceView
    no_picture: str


class _Anchors:
    """Anchors that are ASCII, unique, and the same for the same keys in the same order."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, kind: str, key: str) -> str:
        slug = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")[:80]
        wanted = f"{kind}-{slug}" if slug else kind
        anchor, number = wanted, self._last.get(wanted.casefold(), 1)
        while anchor.casefold() in self._taken:
            number += 1
            anchor = f"{wanted}-{number}"
        self._last[wanted.casefold()] = number
        self._taken.add(anchor.casefold())
        return anchor


class _Builder:
    def __init__(
        self, ledger: Ledger, verification: Verification | None, fusion: Fusion | None, labels: Labels
    ) -> None:
        self.label = labels
        self.ledger, self.view, self.verification = ledger, ledger.view, verification
        self.gathered: Gathered = ledger.gathered
        self.findings = with_failures(ledger, verification)
        anchors = _Anchors()
        self.words = Wording(ledger)
        self.anchor_of: dict[tuple[str, str], str] = {
            (kind, key): anchors.take(kind, self.words.short(key))
            for kind, held in (
                ("claim", ledger.claims),
                ("source", ledger.sources),
                ("party", ledger.parties),
                ("event", ledger.events),
            )
            for key in sorted(record.key for record in held)
        }
        self.section_of = {kind: section.id for section in SECTIONS for kind in section.kinds}
        self.about: dict[str, dict[str, None]] = defaultdict(dict)
        for finding in self.findings:
            for claim in (*finding.claims, *finding.against):
                self.about[claim.key][finding.kind.value] = None
        self.failed = _failed_quotes(verification)
        self.origins = {str(row["claim"]): int(row["origins"]) for row in ledger.rows()}
        self._views: dict[str, ClaimView] = {}
        self._anchors = anchors
        self.beside = None if fusion is None else ledger.beside(fusion)
        topics = () if self.beside is None else self.beside.topics
        self.fused = {one.topic.key: (one, anchors.take("fused", one.topic.label)) for one in topics if is_shown(one)}
        self.contested_at: dict[str, str] = {}
        self.found_at: dict[tuple[str, str], str] = {}
        """Where the first finding of a kind about a topic stands."""

        self.incidents = ledger.incidents
        self.pictured: set[str] = set()

    def build(self, title: str, schemes: Sequence[str], made: str | None) -> Report:
        sections = self._sections()
        graded, left = graded_views(self.ledger, schemes, self.words, self.anchor_of)
        return Report(
            title=title,
            overview=self._overview(),
            tallies=self._tallies(),
            sections=sections,
            incidents=self._incidents(),
            claims=tuple(self._claim(claim) for claim in sorted(self.ledger.claims, key=lambda one: one.key)),
            parties=self._parties(),
            sources=self._sources(),
            courses=self._courses(),
            verified=self._verified(),
            verification=self.verification,
            graded=graded,
            ungraded=left,
            fusion=self._fusion(),
            beside=self.beside,
            labels=self.label,
            made=() if made is None else tuple(self._made(made)),
        )

    def _made(self, made: str) -> Iterator[str]:
        """What its maker says of it, and the digest over all records but for what is private, in the order of keys."""
        yield self.label("made", what=made)
        records = sorted(map(canonical_bytes, self.ledger.to_records()))
        found = sha256(b"\n".join(records)).hexdigest()
        yield self.label("made_from", len(records), digest=found, version=version("claimcheck"))

    def _fusion(self) -> FusionView | None:
        if self.beside is None:
            return None
        anchors = {key: anchor for key, (_, anchor) in self.fused.items()}
        return fusion_view(
            self.beside, anchors, self.contested_at, self._party, self._claim_at, self.words.plain, self.label
        )

    def _claim_at(self, key: str) -> Ref:
        return self._claim_ref(self.gathered.standings[key].claim)

    def _verified(self) -> Verified | None:
        if self.verification is None:
            return None
        return verified_view(self.verification, self._source, self._claim_of, self.words.plain, self.label)

    def _claim_of(self, key: str) -> Ref:
        return self._claim_ref(self.ledger.claims[key])

    # words

    def _name(self, key: str) -> str:
        return self.words.short(self.view.party_name(key))

    def _party(self, key: str) -> Ref:
        return Ref(text=self._name(key), anchor=self.anchor_of.get(("party", key)))

    def _source(self, key: str) -> Ref:
        source = self.view.sources.get(key)
        return Ref(text=_source_name(source, self.words.short(key)), anchor=self.anchor_of.get(("source", key)))

    def _claim_ref(self, claim: Claim) -> Ref:
        return Ref(text=self.words.short(claim.key), anchor=self._claim_anchor(claim))

    def _claim_anchor(self, claim: Claim) -> str | None:
        """Where the claim stands; a claim that only follows from another stands where that one does."""
        return self.anchor_of.get(("claim", claim.key)) or self.anchor_of.get(("claim", claim.computed_from or ""))

    # claims

    def _claim(self, claim: Claim) -> ClaimView:
        found = self._views.get(claim.key)
        if found is None:
            found = self._views[claim.key] = self._claim_view(claim)
        return found

    def _claim_view(self, claim: Claim) -> ClaimView:
        proposition, name = claim.proposition, self.gathered.topic_of.get(claim.key)
        parent = None if claim.computed_from is None else self.view.claims.get(claim.computed_from)
        event, standing = proposition.event, self._standing(claim)
        return ClaimView(
            key=self.words.short(claim.key),
            anchor=self._claim_anchor(claim) or "",
            text=claim.text,
            figure=_figure(claim, standing),
            parts=" + ".join(f"{part.quantity} {part.of}" for part in proposition.parts),
            nature=self.label("opinion") if _is_opinion(standing) else None,
            by=tuple(self._party(key) for key in claim.claimants),
            who=self._who(claim),
            when="; ".join(self._times(claim)),
            topic="" if name is None else self.gathered.topics[name].label,
            polarity=claim.polarity,
            event=None
            if event is None
            else Ref(text=self._event_name(event), anchor=self.anchor_of.get(("event", event))),
            asserted=_when(claim.asserted),
            cutoff=_when(proposition.cutoff),
            basis=None if claim.basis is None else self.label(f"basis_{claim.basis.value}"),
            told=tuple(self._told(claim, one) for one in claim.appearances),
            state=self._state(claim),
            origins=self.origins.get(claim.key, 0),
            status=self._status(claim),
            story="" if parent is not None else self._story(claim, name),
            note=claim.note,
            computed_from=None if parent is None else self._claim_ref(parent),
        )

    def _times(self, claim: Claim) -> Iterator[str]:
        if claim.asserted is not None:
            yield str(_when(claim.asserted))
        if claim.proposition.cutoff is not None:
            yield self.label("counted_up_to", when=_when(claim.proposition.cutoff))

    def _standing(self, claim: Claim) -> Standing:
        return self.ledger.standing(claim)

    def _event_name(self, key: str) -> str:
        event = self.view.events.get(key)
        return (event.label if event is not None else None) or self.words.short(key)

    def _state(self, claim: Claim) -> str | None:
        if claim.key in self.view.superseded:
            return self.label("state_past", why=self.words.plain(self.view.superseded[claim.key]))
        return self.label("state_lost") if self.view.is_unsupported(claim) else None

    def _status(self, claim: Claim) -> tuple[Ref, ...]:
        kinds = self.about.get(claim.key, {})
        return tuple(
            Ref(text=self.label.kind(kind).title, anchor=self.section_of.get(kind, OTHERS.id))
            for kind in sorted(kinds, key=lambda kind: (list(KINDS).index(kind) if kind in KINDS else len(KINDS), kind))
        )

    def _story(self, claim: Claim, topic: str | None) -> str:
        size = 0 if topic is None else len(self.gathered.members[topic])
        if size > _TOLD:
            return self.label("busy_topic", size)
        failed = [
            f" The quote from {self._source(one.source).text} is {self.label('not_so')}: {state}."
            for one in claim.appearances
            if (state := self.failed.get((claim.key, one.source, one.quote or "")))
        ]
        return self.words.plain(self.ledger.explain(claim)) + "".join(dict.fromkeys(failed))

    def _told(self, claim: Claim, appearance: Appearance) -> Told:
        source = self.view.sources.get(appearance.source)
        own = self.label("own_words" if self.view.is_own(claim, appearance) else "as_reported")
        if not claim.claimants:
            own = self.label("nobody")
        elif appearance.attribution is not None and appearance.attribution.value == "paraphrase":
            own = self.label("paraphrase")
        if appearance.source in self.view.retracted_sources:
            own += f", {self.label('source_taken_back')}"
        return Told(
            source=self._source(appearance.source),
            own=own,
            url=None if source is None else safe_url(source.url),
            published=None if source is None else _when(source.published),
            quote=appearance.quote,
            prefix=appearance.prefix,
            suffix=appearance.suffix,
            language=appearance.language,
            translation=appearance.translation,
            failed=self.failed.get((claim.key, appearance.source, appearance.quote or "")),
        )

    # findings

    def _sections(self) -> tuple[Section, ...]:
        gathered: dict[str, list[Entry]] = defaultdict(list)
        for finding in self.findings:
            kind = finding.kind.value
            gathered[self.section_of.get(kind, OTHERS.id)].append(self._entry(finding))
        return tuple(
            Section(
                id=one.id,
                title=self.label.section(one).title,
                lead=self.label.section(one).lead,
                layout=one.layout,
                entries=tuple(self._in_order(one, gathered)),
            )
            for one in (*SECTIONS, OTHERS)
            if gathered[one.id] or one.id == MAIN or (one.id == SNAPSHOTS and self.verification is not None)
        )

    def _in_order(self, section: Kindred, gathered: dict[str, list[Entry]]) -> list[Entry]:
        """The entries of a section in the order of its kinds, and within a kind as the ledger gives them."""
        places = {kind: place for place, kind in enumerate(section.kinds)}
        return sorted(gathered[section.id], key=lambda entry: places.get(entry.kind, len(places)))

    def _entry(self, finding: Finding) -> Entry:
        kind = finding.kind.value
        opposing = {claim.key for claim in finding.against}
        left = [claim for claim in finding.claims if claim.key not in opposing]
        read, title = self.words.read(finding), self.label.kind(kind).title
        sides = [self._side(left, finding.origins), *self._opposing(finding)]
        topic = None if finding.topic is None else finding.topic.key
        members = self.gathered.members.get(topic or "", ())
        charted = kind in _CHARTED and members
        positions = self.ledger.positions(finding.topic) if charted and finding.topic is not None else ()
        fused, fused_at = self.fused.get(topic or "", (None, None)) if kind in _CHARTED else (None, None)
        anchor = self._anchors.take("finding", f"{kind} {read.topic}")
        if topic is not None:
            self.found_at.setdefault((kind, topic), anchor)
            if finding.kind is Kind.CONTESTED:
                self.contested_at.setdefault(topic, anchor)
        return Entry(
            anchor=anchor,
            kind=kind,
            title=title,
            heading=read.topic or capital(title),
            sentence=read.sentence,
            reason=read.reason,
            aside="" if finding.kind is Kind.UNATTRIBUTED or finding.reason.endswith(NO_SECOND) else read.reason,
            assumed=read.assumed,
            outcome=None if finding.outcome is None else finding.outcome.value.replace("_", " "),
            origins=(
                self.label("sides", finding.origins, others=finding.origins_against)
                if len(sides) > 2 and finding.origins is not None and finding.origins_against is not None
                else None
            ),
            gap=None if finding.gap is None or kind in _CALM else str(finding.gap),
            question=read.question,
            sides=tuple(side for side in sides if side.claims),
            positions=tuple(str(position) for position in positions[:_SHOWN]) if len(positions) > 1 else (),
            more_positions=max(0, len(positions) - _SHOWN),
            chart=chart_of(members, positions, self._who) if charted else None,
            carried=tuple(self._carried_row(one) for one in finding.carried[:_CARRIED]),
            more_carried=max(0, len(finding.carried) - _CARRIED),
            **self._evidence(kind, topic),
            fused="" if fused is None else fused.sentence,
            fused_at=fused_at,
        )

    def _evidence(self, kind: str, topic: str | None) -> "_Picture":
        """The picture of a topic, once; a note where there is more than a reader can follow."""
        if topic is None or kind not in _PICTURED or topic in self.pictured:
            return {}
        self.pictured.add(topic)
        if len(self.gathered.members[topic]) > MOST_NODES:
            return {"no_picture": self.label("no_picture")}
        try:
            return {"evidence": evidence_view(self.ledger.evidence(topic=topic), self._node)}
        except InvalidRecord:
            return {"no_picture": self.label("no_picture")}

    def _node(self, kind: str, key: str) -> Ref:
        if kind == "claim":
            claim = self.gathered.standings[key].claim if key in self.gathered.standings else self.ledger.claims[key]
            return Ref(text=claim.text or self._figure_ref(claim, "").text, anchor=self._claim_anchor(claim))
        return self._party(key) if kind == "party" else self._source(key)

    def _carried_row(self, carried: Carried) -> CarriedRow:
        note = f": the party itself {carried.note}" if carried.note else ""
        return CarriedRow(
            source=self._source(carried.source),
            figure=carried.figure,
            stands=f"{carried.stands.value}{note}",
            quote=carried.quote,
            failed=self.failed.get((carried.claim, carried.source, carried.quote or "")),
        )

    def _who(self, claim: Claim) -> str:
        return " and ".join(self._name(key) for key in claim.claimants) or self.label("nobody_title")

    def _opposing(self, finding: Finding) -> list[Side]:
        """Those who oppose the first side, each command apart: they need not agree with one another."""
        by_group: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
        for claim in finding.against:
            by_group[tuple(sorted(groups_of(self._standing(claim), self.view)))].append(claim)
        if len(by_group) == 1:
            return [self._side(finding.against, finding.origins_against)]
        return sorted((self._side(claims, None) for claims in by_group.values()), key=lambda side: side.names)

    def _side(self, claims: Sequence[Claim], origins: int | None) -> Side:
        names = sorted({self._name(key) for claim in claims for key in claim.claimants})
        told = [self._claim(claim) for claim in claims if claim.computed_from is None]
        shown = {claim.key for claim in claims}
        computed = [
            self._claim(claim)
            for claim in claims
            if claim.computed_from is not None and claim.computed_from not in shown
        ]
        views = sorted([*told, *computed], key=lambda one: (one.cutoff or one.asserted or "", one.key))
        return Side(
            names=" and ".join(names) if names else self.label("nobody_title"),
            claims=tuple(views[:_SHOWN]),
            more=max(0, len(views) - _SHOWN),
            origins=origins,
            reach=len({one.source for claim in claims for one in self.view.standing_appearances(claim)}),
        )

    # overview

    def _overview(self) -> tuple[str, ...]:
        ledger, label = self.ledger, self.label
        counts = Counter(finding.kind.value for finding in self.findings)
        sentences = [
            label("over_claims", len(ledger.claims))
            + label("over_parties", len(self._speakers()))
            + label("over_sources", len(ledger.sources))
            + label("over_events", len(ledger.events))
        ]
        if not counts["contested"]:
            sentences.append(label("over_none_contested"))
        sentences += [
            label(f"over_{kind}", counts[kind], names=self._topics(kind)) for kind in _ALARMING if counts[kind]
        ]
        sentences += self._calmer(counts)
        if self.verification is not None and self.verification.checks:
            sentences.append(verification_sentence(self.verification))
        if self.beside is not None:
            sentences.append(fusion_sentence(self.beside))
        return tuple(self.words.plain(sentence) for sentence in sentences)

    def _calmer(self, counts: "Counter[str]") -> Iterable[str]:
        """What needs no alarm, and what is not known."""
        label = self.label
        if counts["graded_differently"]:
            names = self._topics("graded_differently")
            yield label("over_graded_differently", counts["graded_differently"], names=names)
        apparent = [kind for section in SECTIONS if section.id == "not-contested" for kind in section.kinds]
        if total := sum(counts[kind] for kind in apparent):
            shown = ", ".join(f"{label.kind(kind).title} {counts[kind]:,}" for kind in apparent if counts[kind])
            yield label("over_apparent", total, kinds=shown)
            instance = next((one for kind in apparent for one in self.findings if one.kind.value == kind), None)
            if instance is not None:
                yield label("over_instance", sentence=self.words.read(instance).sentence)
        if counts["undetermined"]:
            yield label("over_undetermined", counts["undetermined"])
        current = [claim for claim in self.ledger.claims if self.view.is_current(claim)]
        single, unnamed = counts["uncorroborated"], counts["unattributed"]
        lost = sum(one.kind.value == "uncorroborated" and one.origins == 0 for one in self.findings)
        if single or unnamed:
            yield (
                label("over_current", len(current))
                + label("over_single", single - lost)
                + (label("over_lost", lost) if lost else "")
                + label("over_unnamed", unnamed)
            )
        stale = len(self.ledger.claims) - len(current)
        if stale:
            yield label("over_stale", stale)

    def _speakers(self) -> set[str]:
        return {key for claim in self.ledger.claims for key in claim.claimants}

    def _topics(self, kind: str) -> str:
        labels = list(
            dict.fromkeys(
                finding.topic.label if finding.topic is not None else self.words.short(finding.claims[0].key)
                for finding in self.findings
                if finding.kind.value == kind and (finding.topic is not None or finding.claims)
            )
        )
        more = self.label("names_more", len(labels) - _NAMED) if len(labels) > _NAMED else ""
        return "; ".join(labels[:_NAMED]) + more

    def _tallies(self) -> tuple[Tally, ...]:
        counts = Counter(finding.kind.value for finding in self.findings)
        kinds = [*KINDS, *sorted(set(counts) - set(KINDS))]
        return tuple(
            Tally(
                kind=kind,
                title=self.label.kind(kind).title,
                meaning=self.label.kind(kind).meaning,
                count=counts[kind],
                section=self.section_of.get(kind, OTHERS.id),
            )
            for kind in kinds
            if counts[kind]
        )

    # events, parties, sources

    def _incidents(self) -> tuple[IncidentView, ...]:
        return tuple(
            incident_view(
                one,
                self.anchor_of["event", one.key],
                tuple(dict.fromkeys(fact for key in one.events for fact in self._facts(self.ledger.events[key]))),
                self._party,
                self._figure_ref,
                lambda kind, topic: self.found_at.get((kind, topic)),
                self.label,
            )
            for one in self.incidents
        )

    def _courses(self) -> tuple[CourseView, ...]:
        return tuple(
            course_view(one, self._anchors.take("course", one.title), self._figure_of, self.label)
            for one in self.ledger.timelines
        )

    def _figure_of(self, key: str, words: str) -> Ref:
        claim = self.ledger.claims.get(key)
        return self._figure_ref(self.gathered.standings[key].claim if claim is None else claim, words)

    def _figure_ref(self, claim: Claim, words: str) -> Ref:
        """Where the claim stands, by its figure or by the words given."""
        return Ref(
            text=words or _figure(claim, self._standing(claim)) or self.words.short(claim.key),
            anchor=self._claim_anchor(claim),
        )

    def _facts(self, event: Event) -> tuple[tuple[str, str], ...]:
        whole = None if event.part_of is None else self._event_name(event.part_of)
        facts = (
            (self.label("fact_window"), _when(event.over)),
            (self.label("fact_date"), _when(event.occurred)),
            (self.label("fact_place"), event.place),
            (self.label("fact_of"), event.subject),
            (self.label("fact_part_of"), whole),
            (self.label("note"), event.note),
        )
        return tuple((name, self.words.plain(value)) for name, value in facts if value)

    def _parties(self) -> tuple[PartyView, ...]:
        claims: dict[str, list[Ref]] = defaultdict(list)
        for claim in sorted(self.ledger.claims, key=lambda one: one.key):
            for key in claim.claimants:
                claims[key].append(self._claim_ref(claim))
        return tuple(
            PartyView(
                key=self.words.short(party.key),
                anchor=self.anchor_of["party", party.key],
                name=self.words.short(party.name),
                kind=party.kind,
                ties=tuple(self._ties(party)),
                aliases=party.aliases,
                declared=party.declared,
                claims=tuple(claims[party.key]),
                note=party.note,
            )
            for party in sorted(self.ledger.parties, key=lambda one: (one.name.casefold(), one.key))
        )

    def _ties(self, party: Party) -> Iterable[str]:
        for tie in party.acts_for:
            since = f" {self.label('tie_since', when=tie.since.edtf)}" if tie.since else ""
            until = f" {self.label('tie_until', when=tie.until.edtf)}" if tie.until else ""
            yield f"{self.label('tie_acts_for', name=self._name(tie.party))}{since}{until}"
        for key in party.part_of:
            yield self.label("tie_part_of", name=self._name(key))
        for key in party.same_as:
            yield self.label("tie_same_as", name=self._name(key))

    def _sources(self) -> tuple[SourceView, ...]:
        claims: dict[str, dict[str, Ref]] = defaultdict(dict)
        for claim in sorted(self.ledger.claims, key=lambda one: one.key):
            for appearance in claim.appearances:
                claims[appearance.source].setdefault(claim.key, self._claim_ref(claim))
        hangs: dict[str, list[Ref]] = defaultdict(list)
        for claim in sorted(self.ledger.claims, key=lambda one: one.key):
            topic = self.gathered.topic_of.get(claim.key)
            if topic is not None and len(self.gathered.members[topic]) <= _TOLD:
                for key in self.ledger.independence(claim).single_points:
                    hangs[key].append(self._claim_ref(claim))
        return tuple(
            SourceView(
                key=self.words.short(source.key),
                anchor=self.anchor_of["source", source.key],
                name=_source_name(source, self.words.short(source.key)),
                publisher=None if source.publisher is None else self._party(source.publisher),
                url=safe_url(source.url),
                address=source.url,
                archived=safe_url(source.archived),
                file=source_file(source.file),
                digest=source.digest,
                published=_when(source.published),
                retrieved=_when(source.retrieved),
                language=source.language,
                derives=tuple(
                    (self.label(f"relation_{one.relation.value}"), self._source(one.source))
                    for one in source.derives_from
                ),
                claims=tuple(claims[source.key].values()),
                hangs=tuple(hangs[source.key]),
                retracted=source.key in self.view.retracted_sources,
                note=source.note,
                problems=source.problems,
            )
            for source in sorted(self.ledger.sources, key=lambda one: one.key)
        )


def _failed_quotes(verification: Verification | None) -> dict[tuple[str, str, str], str]:
    """Return how each quote that failed stands in its source, by its claim, its source and its words."""
    failures = () if verification is None else verification.failures
    return {
        (check.claim, check.source, check.quote): check.state.value
        for check in failures
        if check.what is What.QUOTE and check.claim is not None and check.quote is not None
    }


def _source_name(source: Source | None, short: str) -> str:
    if source is None:
        return short
    name = source.name or short
    return short if name == source.key else name


def _figure(claim: Claim, standing: Standing) -> str:
    """The value as it reads, with "at least" before a documented one and "not" before a denied one."""
    words = "" if claim.value is None else figure_words(standing)
    return words if claim.polarity else f"not {words}".strip()


def _is_opinion(standing: Standing) -> bool:
    declared = standing.declared
    return declared is not None and "characterisation" in {declared.kind, declared.scale}


def _when(span: TimeSpan | None) -> str | None:
    """The time as a reader writes it: a window as from and to."""
    return None if span is None else span.edtf.replace("/", " to ").replace("T", " ")
