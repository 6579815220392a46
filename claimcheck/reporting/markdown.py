"""The report as Markdown: the same content, in which nothing from a claim becomes markup, a link or HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from claimcheck.markup import visible
from claimcheck.reporting.labels import COURSES, EVENTS, FUSION, GRADES, RELIABILITY, SNAPSHOTS, Kindred
from claimcheck.reporting.model import (
    ClaimView,
    CourseView,
    Entry,
    FusedTopic,
    FusionView,
    GradedView,
    GroupView,
    IncidentView,
    MeasureView,
    Ref,
    Report,
    Section,
    SourceView,
    Told,
    ValueView,
    Verified,
    VoiceView,
)
from claimcheck.reporting.wording import capital

__all__ = ["escaped", "render_markdown"]

_INLINE: Final = re.compile(
    r"[\\`*_{}\[\]<>&|~$]|:(?=//|(?:[+-]1|1?00|1234|[a-z_][\w+-]*):)|(?<=\bwww)\.|!(?=\[)", re.IGNORECASE
)
_START: Final = re.compile(r"^(?:[-+=#>:]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    r"""Return *text* on one line, so that Markdown shows it as it is.

    Besides what every Markdown reads as markup, this covers the addresses, mail addresses, formulas and emoji names
    that some make links or pictures of.

    Examples:
        >>> escaped("[click](javascript:alert(1)) <b>*now*</b>")
        '\\[click\\](javascript:alert(1)) \\<b\\>\\*now\\*\\</b\\>'
        >>> escaped("1. first")
        '1\\. first'
    """
    line = " ".join(visible(text).split())
    line = _INLINE.sub(lambda found: f"\\{found.group()}", line)
    line = re.sub(r"(?<=[\w.+-])@(?=\w)", "`@`", line)
    return _START.sub(lambda found: f"{found.group()}\\" if found.group().isdigit() else f"\\{found.group()}", line)


def render_markdown(report: Report) -> str:
    """Return *report* as Markdown.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> from claimcheck.reporting.build import build_report
        >>> print(render_markdown(build_report(Ledger(case="night")))[:9].rstrip())
        # night
    """
    return _Page(report).text()


class _Page:
    def __init__(self, report: Report) -> None:
        self.report, self.w = report, report.labels

    def text(self) -> str:
        report, w = self.report, self.w
        made = [line for told in report.made for line in (escaped(told), "")]
        lines: list[str] = [f"# {escaped(report.title)}", "", *made, f"## {w('overview')}", ""]
        lines += [f"- {escaped(sentence)}" for sentence in report.overview]
        for section in report.sections:
            lines += ["", f"## {section.title}", ""]
            if section.lead:
                lines += [section.lead, ""]
            lines += (
                self._section(section)
                if section.id != SNAPSHOTS or report.verified is None
                else self._verified(report.verified)
            )
        if report.courses:
            lines += ["", *self._heading(COURSES)]
            for course in report.courses:
                lines += self._course(course)
        if report.fusion is not None:
            lines += self._fusion(report.fusion)
        if report.graded:
            lines += ["", *self._heading(GRADES)]
            for graded in report.graded:
                lines += self._graded(graded)
            if report.ungraded:
                lines += [w("ungraded", report.ungraded), ""]
        lines += ["", *self._heading(EVENTS)]
        for incident in report.incidents:
            lines += self._incident(incident)
        lines += ["", f"## {w('claims')}", ""]
        for claim in report.claims:
            lines += self._claim(claim)
        lines += ["", f"## {w('parties')}", ""]
        lines += _table(
            w.columns["parties"],
            (
                (
                    _lines(
                        escaped(party.name), f"{w('also')} {escaped(', '.join(party.aliases))}" if party.aliases else ""
                    ),
                    escaped(party.kind or "") if party.declared else w("undeclared"),
                    escaped("; ".join(party.ties)),
                    _refs(party.claims),
                )
                for party in report.parties
            ),
        )
        lines += ["", f"## {w('sources')}", ""]
        for source in report.sources:
            lines += self._source(source)
        lines += ["", f"## {w('decided')}", ""]
        lines += _table(
            w.columns["kinds"],
            ((tally.title, str(tally.count), tally.meaning) for tally in report.tallies),
        )
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"

    def _heading(self, kindred: Kindred) -> tuple[str, ...]:
        told = self.w.section(kindred)
        return f"## {told.title}", "", told.lead, ""

    def _named(self, name: str) -> str:
        return self._called(self.w(name))

    def _called(self, name: str) -> str:
        return f"{self.w('colon', name=name)} "

    def _among(self, number: int) -> str:
        return f"{self.w('more', number)} {self.w('among_claims')}"

    def _section(self, section: Section) -> Iterator[str]:
        if not section.entries:
            yield self.w("nothing")
        elif section.layout == "rows":
            yield from _table(
                self.w.columns["found"],
                (
                    (
                        _lines(
                            f"{escaped(claim.text or entry.heading)} ({_key(claim)})",
                            escaped(entry.aside),
                        ),
                        escaped(claim.who),
                        escaped(claim.figure),
                        escaped("; ".join(one.source.text for one in claim.told)),
                    )
                    for entry in section.entries
                    for claim in entry.claims
                ),
            )
        elif section.layout == "notes":
            for entry in section.entries:
                yield f"- **{escaped(entry.heading)}**: {escaped(entry.sentence)}"
                if entry.question:
                    yield f"  - {self._named('ask')}{escaped(entry.question)}"
                if entry.claims:
                    keys = self._more(", ".join(map(_key, entry.claims)), sum(side.more for side in entry.sides))
                    yield f"  - {self._named('claims_label')}{keys}"
        else:
            for entry in section.entries:
                yield from self._card(entry)

    def _verified(self, verified: Verified) -> Iterator[str]:
        yield escaped(verified.sentence)
        yield ""
        for source, quotes, digest in verified.kept:
            yield f"- {escaped(source.text)}: {quotes}; {escaped(digest)}"
        if verified.rows:
            yield ""
            yield from _table(
                (*self.w.columns["checks"][:2], self.w("fact_source"), self.w("claims_label")),
                (
                    (
                        f"**{row.label}** {row.name}",
                        _lines(
                            escaped(row.detail),
                            escaped("".join(piece for _, piece in row.diff)),
                            escaped(row.place),
                        ),
                        self._more("; ".join(escaped(ref.text) for ref in row.sources), row.more_sources),
                        self._more(_refs(row.claims), row.more_claims),
                    )
                    for row in verified.rows
                ),
            )

    def _card(self, entry: Entry) -> Iterator[str]:
        yield f"### {escaped(entry.heading)}"
        yield ""
        outcome = f", {escaped(entry.outcome)}" if entry.outcome and entry.outcome != entry.title else ""
        yield f"**{escaped(entry.title)}**{outcome}"
        yield ""
        yield escaped(entry.sentence)
        yield ""
        for side in entry.sides:
            if len(entry.sides) > 1:
                reach = f", {self.w('reach', side.reach)}" if side.reach else ""
                origins = "" if side.origins is None else f" ({self.w('origins', side.origins)}{reach})"
                yield f"- **{escaped(side.names)}**{origins}"
            for claim in side.claims:
                yield from self._said(claim, "  " if len(entry.sides) > 1 else "")
            if side.more:
                yield f"{'  ' if len(entry.sides) > 1 else ''}- {self._among(side.more)}"
        yield ""
        if entry.carried:
            yield from _table(
                self.w.columns["carried"],
                (
                    (
                        escaped(row.source.text),
                        escaped(row.figure),
                        escaped(row.stands),
                        f"“{escaped(row.quote)}”{self._flag(row.failed)}" if row.quote else "",
                    )
                    for row in entry.carried
                ),
            )
            if entry.more_carried:
                yield f"\n{self.w('more_carried', entry.more_carried)}"
            yield ""
        if entry.chart:
            yield f"{self._named('on_one_axis')}{escaped(entry.chart.summary)}."
            yield ""
        if entry.evidence:
            yield f"{self._named('evidence')}{escaped(entry.evidence.sentence)}"
            yield ""
            for node in entry.evidence.nodes:
                yield f"- {node.code} {escaped(_lines(node.ref.text, node.note, *node.tells))}"
            yield ""
        elif entry.no_picture:
            yield entry.no_picture
            yield ""
        facts = (
            ("why", entry.reason if entry.reason not in entry.sentence else ""),
            ("origins_of", entry.origins),
            ("gap", entry.gap),
            ("positions", self._more("; ".join(entry.positions), entry.more_positions)),
            ("fusion", entry.fused),
            ("settles", entry.question),
            ("assumed", "; ".join(entry.assumed)),
        )
        for name, value in facts:
            if value:
                yield f"- {self._named(name)}{escaped(value)}"
        yield ""

    def _said(self, claim: ClaimView, indent: str) -> Iterator[str]:
        origin = ""
        if claim.computed_from is not None:
            origin = f", {self.w('computed')} {escaped(claim.computed_from.text)}"
        figure = f"**{escaped(claim.figure)}**" if claim.figure else ""
        words = escaped(claim.text)
        about = ", ".join(part for part in (escaped(claim.who), escaped(claim.when), claim.basis or "") if part)
        key = "" if claim.computed_from is not None else f", {_key(claim)}"
        parts = f" (= {escaped(claim.parts)})" if claim.parts else ""
        nature = f"; {claim.nature}" if claim.nature else ""
        yield f"{indent}- {figure}{parts}{': ' if figure and words else ''}{words} ({about}{key}{origin}{nature})"
        if claim.computed_from is None:
            for one in claim.told:
                yield f"{indent}  - {self._told(one)}"

    def _told(self, one: Told) -> str:
        name = f"[{escaped(one.source.text)}](<{one.url}>)" if one.url else escaped(one.source.text)
        published = f", {escaped(one.published)}" if one.published else ""
        around = (f"{escaped(one.prefix)} " if one.prefix else "", f" {escaped(one.suffix)}" if one.suffix else "")
        quote = f": {around[0]}“{escaped(one.quote)}”{around[1]}" if one.quote else ""
        translation = f" {escaped(one.translation)} {self.w('translated')}" if one.translation else ""
        return f"{one.own}, {name}{published}{quote}{self._flag(one.failed)}{translation}"

    def _flag(self, failed: str | None) -> str:
        """What to say beside a quote that its source does not hold as it is given."""
        return f" (**{self._named('not_so')}{failed}**)" if failed else ""

    def _fusion(self, view: FusionView) -> Iterator[str]:
        yield from ("", *self._heading(FUSION), escaped(view.sentence), "")
        for topic in view.topics:
            yield from self._fused_topic(topic)
        if view.untested:
            yield from (f"### {self.w('not_weighed')}", "", self.w("untested"), "")
            for label, voice in view.untested:
                yield f"- {escaped(label)} ({self._claims(voice)})"
        yield from ("", *self._heading(RELIABILITY))
        yield from _table(
            self.w.columns["rated"],
            (
                (
                    self._jointly(one.parties),
                    one.reliability,
                    one.interval,
                    str(one.tested),
                    self._more(_refs(one.counts_with), one.more),
                )
                for one in view.parties
            ),
        )
        yield from self._groups(view.groups, self.w("groups"))
        yield from self._groups(view.suspects, self.w("suspects"))
        if view.left_out:
            yield from ("", f"### {self.w('left_out')}", "")
            for why, voice in view.left_out:
                yield f"- {escaped(why)}: {self._claims(voice)}"

    def _fused_topic(self, topic: FusedTopic) -> Iterator[str]:
        standing = self.w("contested" if topic.contested else "not_contested")
        yield from (f"### {escaped(topic.heading)}", "", f"**{standing}**", "", escaped(topic.sentence), "")
        yield f"- {self.w('positions')}"
        for position in topic.positions:
            yield from self._value(position)
        if topic.more_positions:
            yield f"  - {self.w('more', topic.more_positions)}"
        yield f"- {self.w('fusion')}"
        for line in topic.lines:
            if line.name:
                yield f"  - {escaped(line.name)}:"
            for value in line.values:
                yield from self._value(value)
            if line.more:
                yield f"  - {self.w('more_values', line.more)}"
            if line.leaving:
                told = "; ".join(map(self._voice, line.leaving))
                yield f"  - {self.w('leaving')} {self._more(told, line.more_leaving)}"
        if not topic.lines:
            yield f"  - {self.w('no_party')}"
        for why, voice in topic.left_out:
            yield f"  - {self._named('not_weighed')}{escaped(why)} ({self._claims(voice)})"
        yield ""

    def _value(self, value: ValueView) -> Iterator[str]:
        weight = f", {value.weight}" if value.weight else ""
        told = "; ".join(map(self._voice, value.voices)) or self.w("nobody_just_this")
        allowed = f" ({self.w('allowed', value.allowed)})" if value.allowed else ""
        yield f"  - **{escaped(value.value)}**{weight}: {self._more(told, value.more)}{allowed}"

    def _voice(self, voice: VoiceView) -> str:
        reliability = f", {self.w('reliability')} {voice.reliability}" if voice.reliability else ""
        return f"{self._jointly(voice.parties)}{reliability} ({self._claims(voice)})"

    def _claims(self, voice: VoiceView) -> str:
        return self._more(_refs(voice.claims), voice.more)

    def _jointly(self, parties: Sequence[Ref]) -> str:
        return f"{_refs(parties)} {self.w('jointly')}" if len(parties) > 1 else _refs(parties)

    def _groups(self, groups: Sequence[GroupView], title: str) -> Iterator[str]:
        if groups:
            yield from ("", f"### {title}", "")
        for group in groups:
            yield f"- {_refs(group.parties)}: {escaped(self._more('; '.join(group.why), group.more))}"

    def _incident(self, incident: IncidentView) -> Iterator[str]:
        yield from (f"### {escaped(incident.label)}", "", escaped(incident.sentence), "")
        for name, value in incident.facts:
            yield f"- {self._called(name)}{escaped(value)}"
        if incident.silent:
            yield f"- {self._named('silent_here')}{self._silent(incident.silent)}"
        if incident.past:
            yield f"- {self._named('no_longer_current')}{_refs(incident.past)}"
        yield ""
        if incident.measures:
            yield from _table(
                self.w.columns["measures"],
                (
                    (
                        self._measure(measure) if first else "",
                        _refs(line.by),
                        line.low,
                        line.high,
                        self._more(_refs(line.claims), line.more)
                        + ("" if line.agrees else f" ({self.w('not_all_right')})"),
                        self._more(", ".join(map(self._dated, line.earlier)), line.more_earlier),
                    )
                    for measure in incident.measures
                    for first, line in zip((True, *(False for _ in measure.lines)), measure.lines, strict=False)
                ),
            )
        yield ""

    def _measure(self, measure: MeasureView) -> str:
        return _lines(
            f"**{escaped(measure.what)}**" + (f", {escaped(measure.unit)}" if measure.unit else ""),
            _refs(measure.kinds),
            measure.span,
            measure.floor,
            f"{self._named('silent')}{self._silent(measure.silent)}" if measure.silent else "",
        )

    def _silent(self, silent: Sequence[tuple[Ref, str]]) -> str:
        return "; ".join(f"{escaped(party.text)} ({escaped(why)})" for party, why in silent)

    def _dated(self, told: tuple[Ref, str]) -> str:
        return f"{escaped(told[0].text)} ({escaped(told[1])})" if told[1] else escaped(told[0].text)

    def _course(self, course: CourseView) -> Iterator[str]:
        yield from (f"### {escaped(course.title)}", "", escaped(course.sentence), "")
        yield from (f"- {escaped(sentence)}" for sentence in course.breaks)
        yield ""
        if course.rows:
            yield from _table(
                self.w.columns["course"],
                (
                    (
                        escaped(row.by),
                        _lines(row.when, self.w("in_between", row.skipped) if row.skipped else ""),
                        escaped(row.figure.text),
                        escaped(row.changed),
                    )
                    for row in course.rows
                ),
            )
            if course.more:
                yield f"\n{self._among(course.more)}"
        yield ""
        yield escaped("; ".join(course.left_out))
        yield ""

    def _graded(self, graded: GradedView) -> Iterator[str]:
        yield f"### {escaped(graded.ref.text)}"
        yield ""
        if graded.text:
            yield escaped(graded.text)
            yield ""
        yield from _table(
            self.w.columns["graded"],
            (
                (
                    escaped(f"{one.scheme} {one.axis}".strip()),
                    _lines(f"**{escaped(one.grade)}**", escaped(one.meaning)),
                    _lines(escaped(one.who), escaped(one.when or "")),
                    _lines(
                        escaped(one.rule),
                        *map(escaped, one.facts),
                        f"{self._named('supply')}{escaped('; '.join(one.needs))}" if one.needs else "",
                    ),
                )
                for one in graded.grades
            ),
        )
        yield ""

    def _claim(self, claim: ClaimView) -> Iterator[str]:
        yield f"### {escaped(claim.key)}"
        yield ""
        if claim.state:
            yield f"*{escaped(claim.state)}*"
            yield ""
        yield from self._said(claim, "")
        yield ""
        if claim.story:
            yield escaped(claim.story)
            yield ""
        if claim.status:
            yield f"{self._named('findings')}{_refs(claim.status)}"
            yield ""

    def _source(self, source: SourceView) -> Iterator[str]:
        yield f"### {escaped(source.name)}"
        yield ""
        if source.retracted:
            yield f"*{self.w('retracted')}*"
            yield ""
        facts = (
            (self.w("publisher"), escaped(source.publisher.text) if source.publisher else ""),
            (self.w("published"), escaped(source.published or "")),
            (self.w("retrieved"), escaped(source.retrieved or "")),
            (self.w("address"), f"<{source.url}>" if source.url else escaped(source.address or "")),
            (self.w("archived"), f"<{source.archived}>" if source.archived else ""),
            (self.w("file"), escaped(source.file or "")),
            (self.w("digest"), escaped(source.digest or "")),
            (self.w("language"), escaped(source.language or "")),
            *((capital(relation), escaped(other.text)) for relation, other in source.derives),
            (self.w("claims_in_it"), _refs(source.claims)),
            (self.w("hangs"), _refs(source.hangs)),
            (self.w("note"), escaped(source.note or "")),
            *((self.w("odd"), escaped(problem)) for problem in source.problems),
        )
        for name, value in facts:
            if value:
                yield f"- {self._called(name)}{value}"
        yield ""

    def _more(self, text: str, more: int) -> str:
        return f"{text}, {self.w('and_more', more)}" if more else text


def _key(claim: ClaimView) -> str:
    return escaped(claim.key)


def _refs(refs: Sequence[Ref]) -> str:
    return ", ".join(escaped(ref.text) for ref in refs)


def _lines(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
