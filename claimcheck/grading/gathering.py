"""What does a ledger hold that a grade may be built on? The facts of a record, from the ledger's own answers."""

from collections import defaultdict
from typing import Final

from claimcheck.comparing.axes import Standing
from claimcheck.errors import UnknownKey
from claimcheck.findings.finding import Finding
from claimcheck.findings.topics import gather
from claimcheck.grading.facts import Facts, Judgement, Responsibility, Speaker, Told, Victims
from claimcheck.grading.registry import find_scheme
from claimcheck.ledger import Ledger
from claimcheck.model import Assessment, Basis, Claim, Event, Link, Party, Record, Relation, Source
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan
from claimcheck.vocabulary import Relate

__all__ = ["FactGatherer"]

_WITHIN: Final = frozenset({Relate.EQUAL, Relate.NARROWER})


class FactGatherer:
    """Gathers facts from one ledger as it stands; what all records share is looked up once.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("5 civilians killed", by=ledger.party("army"), event="raid")
        >>> facts = FactGatherer(ledger).facts(claim)
        >>> facts.victims.value, facts.independent
        ('civilians', 1)
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.view = ledger, ledger.view
        self.gathered = gather(ledger.view)
        self._findings: dict[str, dict[Finding, None]] = defaultdict(dict)
        self._rivals: dict[str, list[Finding]] = defaultdict(list)
        for finding in ledger.findings():
            if finding.topic is not None and _competes(finding):
                self._rivals[finding.topic.key].append(finding)
            for claim in finding.claims:
                self._findings[claim.key][finding] = None
        self._links: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(ledger.links, key=lambda one: one.key):
            if link.accepted:
                self._links[link.b].append(link)
        self._assessments: dict[str, list[Assessment]] = defaultdict(list)
        for one in ledger.view.assessments.values():
            self._assessments[one.about].append(one)
        for held in self._assessments.values():
            held.sort(key=lambda one: one.key)
            held.sort(key=lambda one: _when(one.when) or "", reverse=True)
        self._admitting: dict[str, list[Standing]] = defaultdict(list)
        for name, members in self.gathered.members.items():
            denying = {group for one in members if self._denies(one) for group in self._groups(one)}
            self._admitting[name] = [
                one for one in members if self._admits(one) and denying.isdisjoint(self._groups(one))
            ]

    def assessed(self) -> tuple[str, ...]:
        """Return the keys of the records that somebody graded, in order."""
        return tuple(sorted(self._assessments))

    def record(self, about: "Record | str") -> Record:
        """Return the record in force that is meant: a record, a key, or the name of one.

        Raises:
            UnknownKey: There is none in the ledger, or more than one.
        """
        key = about if isinstance(about, str) else about.key
        found = self.view.find(key) or self.view.find(f"{self.ledger.case}/{key}")
        for held in (self.ledger.claims, self.ledger.sources, self.ledger.events, self.ledger.parties):
            found = found or held.get(key)
        if found is None:
            raise UnknownKey(f"no record {key[:80]!r} in the ledger, or more than one")
        return found

    def facts(self, about: "Record | str") -> Facts:
        """Return the facts of a claim, a source, a party or an event."""
        record = self.record(about)
        if isinstance(record, Claim):
            return self._of_claim(record)
        return Facts(
            about=record.key,
            name=self._name(record),
            kind=type(record).__name__.lower(),
            judgements=self._judgements(record.key),
        )

    def _of_claim(self, claim: Claim) -> Facts:
        standing = self.ledger.standing(claim)
        support = self.ledger.independence(claim)
        topic = self.gathered.topic_of.get(claim.key)
        findings = tuple(sorted(self._findings.get(claim.key, ()), key=lambda one: one.order))
        value, links = claim.value, self._links.get(claim.key, [])
        against = [one for one in links if one.relation in {Relation.DISPUTES, Relation.REFUTES, Relation.DENIES}]
        appearances = self.view.standing_appearances(claim)
        sources = [self.view.sources[one.source] for one in appearances if one.source in self.view.sources]
        return Facts(
            about=claim.key,
            name=self._short(claim.key),
            kind="claim",
            figure="" if value is None else str(value),
            is_harm=self._is_harm(standing),
            victims=self._victims(standing),
            subject=claim.subject,
            asserts=claim.polarity and not (isinstance(value, Quantity) and value.high == 0),
            current=self.view.is_current(claim),
            gone=self._gone(claim),
            named=support.named,
            independent=support.independent,
            reach=support.reach,
            origins=support.reason,
            claimants=tuple(self._speaker(key, standing) for key in claim.claimants),
            sources=tuple(dict.fromkeys(self._name(one) for one in sources)),
            basis=None if claim.basis is None else claim.basis.value,
            agent=None if standing.agent is None else self.view.party_name(standing.agent),
            beside=0 if topic is None else sum(one.claim.key != claim.key for one in self.gathered.members[topic]),
            findings=tuple(self._told(one, claim) for one in findings),
            supports=tuple(
                self._linked(one) for one in links if one.relation in {Relation.SUPPORTS, Relation.CORROBORATES}
            ),
            disputes=tuple(self._linked(one) for one in against),
            refutations=tuple(self._linked(one) for one in against if one.relation is Relation.REFUTES),
            refuted_as_combatants=tuple(
                self._linked(one)
                for one in against
                if one.relation is Relation.REFUTES and self._says_combatants(one.a)
            ),
            rivals=tuple(one.sentence for one in self._rivals.get(topic or "", ()) if standing.agent is None),
            responsible=self._responsible(claim, standing, topic, links),
            judgements=self._judgements(claim.key),
            judgements_beside=tuple(
                one
                for key in dict.fromkeys((*claim.claimants, *(source.key for source in sources)))
                for one in self._judgements(key)
            ),
        )

    # who was harmed, and by whom

    def _is_harm(self, standing: Standing) -> bool:
        words = self.view.vocabulary
        if standing.measure is None:
            return False
        return words.relate(standing.measure, words.concept("casualties")) in _WITHIN

    def _victims(self, standing: Standing) -> Victims:
        words = self.view.vocabulary
        if standing.subject is None:
            return Victims.UNKNOWN
        lies = words.relate(standing.subject, words.concept("civilians"))
        if lies in _WITHIN:
            return Victims.CIVILIANS
        return Victims.OTHERS if lies is Relate.DISJOINT else Victims.UNKNOWN

    def _says_combatants(self, key: str) -> bool:
        claim = self.view.claims.get(key)
        if claim is None or not claim.polarity:
            return False
        return self._victims(self.ledger.standing(claim)) is Victims.OTHERS

    def _admits(self, standing: Standing) -> bool:
        """Whether a claim of harm names its own claimant as the one who did it, in that claimant's own words.

        What a party is only reported to have admitted is no admission, and neither is what a name says that nobody
        described.
        """
        claim = standing.claim
        if standing.agent is None or not claim.polarity or not self._is_harm(standing):
            return False
        if isinstance(claim.value, Quantity) and claim.value.high == 0:
            return False
        if claim.basis is Basis.REPORTED or not self.view.own_words(claim):
            return False
        return self.view.is_declared(standing.agent) and self._group(standing.agent, standing) in self._groups(standing)

    def _denies(self, standing: Standing) -> bool:
        """Whether a claimant denies in its own words that it did it, or that it was done."""
        if standing.claim.polarity or not self.view.own_words(standing.claim):
            return False
        return standing.agent is None or self._group(standing.agent, standing) in self._groups(standing)

    def _groups(self, standing: Standing) -> frozenset[str]:
        return frozenset(self._group(key, standing) for key in standing.claim.claimants)

    def _responsible(
        self, claim: Claim, standing: Standing, topic: str | None, links: list[Link]
    ) -> tuple[Responsibility, ...]:
        """Who holds itself responsible: by a claim of its own about the same thing, or by an accepted link."""
        blamed = None if standing.agent is None else self._group(standing.agent, standing)
        found: dict[str, Responsibility] = {}
        for one in self._admitting.get(topic or "", ()):
            group = self._group(one.agent or "", one)
            name = self.view.party_name(one.agent or "")
            how = f"{name} itself says so in {self._short(one.claim.key)}"
            found.setdefault(
                group, Responsibility(party=name, how=how, matches=blamed in {None, group} and group != "")
            )
        for link in links:
            if link.relation is Relation.CONCEDES:
                source = self.view.claims.get(link.a)
                makers = source.claimants if source is not None else (link.a,) if link.a in self.view.parties else ()
                for key in makers:
                    group = self._group(key, standing)
                    how = f"{self.view.party_name(key)} concedes it: {self._linked(link)}"
                    found[group] = Responsibility(
                        party=self.view.party_name(key), how=how, matches=blamed in {None, group}
                    )
        return tuple(found[group] for group in sorted(found))

    # words

    def _group(self, key: str, standing: Standing) -> str:
        return self.view.control_group(key, standing.claim.asserted or standing.period)

    def _speaker(self, key: str, standing: Standing) -> Speaker:
        party = self.view.parties.get(key)
        group = self.view.group_name(self._group(key, standing))
        return Speaker(
            name=self.view.party_name(key),
            group=group,
            kind=None if party is None else party.kind,
            declared=self.view.is_declared(key),
        )

    def _told(self, finding: Finding, claim: Claim) -> Told:
        others = tuple(self._short(one.key) for one in finding.claims if one.key != claim.key)
        return Told(kind=finding.kind.value, sentence=finding.sentence, others=others, competing=_competes(finding))

    def _linked(self, link: Link) -> str:
        by = f" (accepted by {self.view.party_name(link.by)})" if link.by else ""
        basis = f", on the basis of {link.basis}" if link.basis else ""
        return f"{self._short(link.a)} {link.relation.value} {self._short(link.b)}{by}{basis}"

    def _judgements(self, key: str) -> tuple[Judgement, ...]:
        """The people's grades of a record, the latest first."""
        return tuple(self.judgement(one) for one in self._assessments.get(key, ()))

    def judgement(self, one: Assessment) -> Judgement:
        """Return a person's grade with names to show, on the axis that its word belongs to."""
        scheme = find_scheme(one.scheme)
        axis = one.axis
        if axis is None and scheme is not None:
            held = scheme.axis_of(None, one.grade)
            axis = scheme.axes[0].name if held is None else held.name
        record = self.view.find(one.about)
        return Judgement(
            about=self._short(one.about) if record is None else self._name(record),
            scheme=one.scheme if scheme is None else scheme.name,
            grade=one.grade,
            by=self.view.party_name(one.by),
            axis=axis,
            when=_when(one.when),
            why=one.why,
        )

    def _gone(self, claim: Claim) -> str:
        if claim.key in self.view.superseded:
            return self.view.superseded[claim.key]
        return "every source in which it stood was taken back" if self.view.is_unsupported(claim) else ""

    def _name(self, record: Record) -> str:
        if isinstance(record, Party):
            return record.name
        if isinstance(record, Source):
            return record.name or self._short(record.key)
        if isinstance(record, Event):
            return record.label or self._short(record.key)
        return self._short(record.key)

    def _short(self, key: str) -> str:
        return key.removeprefix(f"{self.ledger.case}/") if self.ledger.case else key


def _competes(finding: Finding) -> bool:
    return "competing_attribution" in {*finding.aspects, finding.outcome}


def _when(span: TimeSpan | None) -> str | None:
    return None if span is None else span.edtf
