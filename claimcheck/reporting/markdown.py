"""The report as Markdown: the same content, in which nothing from a claim becomes markup, a link or HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from claimcheck.markup import visible
from claimcheck.reporting.labels import (
    COLUMNS,
    COMPUTED,
    COURSES,
    EVENTS,
    EVIDENCE,
    FUSION,
    GRADES,
    NOT_SO,
    RELIABILITY,
    SNAPSHOTS,
    UNGRADED,
    UNTESTED,
    plural,
)
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
    lines: list[str] = [f"# {escaped(report.title)}", "", "## Overview", ""]
    lines += [f"- {escaped(sentence)}" for sentence in report.overview]
    for section in report.sections:
        lines += ["", f"## {section.title}", ""]
        if section.lead:
            lines += [section.lead, ""]
        lines += _section(section) if section.id != SNAPSHOTS or report.verified is None else _verified(report.verified)
    if report.courses:
        lines += ["", f"## {COURSES.title}", "", COURSES.lead, ""]
        for course in report.courses:
            lines += _course(course)
    if report.fusion is not None:
        lines += _fusion(report.fusion)
    if report.graded:
        lines += ["", f"## {GRADES.title}", "", GRADES.lead, ""]
        for graded in report.graded:
            lines += _graded(graded)
        if report.ungraded:
            lines += [f"{plural(report.ungraded, 'claim')} {UNGRADED}", ""]
    lines += ["", f"## {EVENTS.title}", "", EVENTS.lead, ""]
    for incident in report.incidents:
        lines += _incident(incident)
    lines += ["", "## All claims", ""]
    for claim in report.claims:
        lines += _claim(claim)
    lines += ["", "## Parties", ""]
    lines += _table(
        ("Party", "Kind", "Ties", "Claims"),
        (
            (
                _lines(escaped(party.name), f"also {escaped(', '.join(party.aliases))}" if party.aliases else ""),
                escaped(party.kind or "") if party.declared else "nobody described it",
                escaped("; ".join(party.ties)),
                _refs(party.claims),
            )
            for party in report.parties
        ),
    )
    lines += ["", "## Sources", ""]
    for source in report.sources:
        lines += _source(source)
    lines += ["", "## How it was decided", ""]
    lines += _table(
        ("Finding", "Here", "Means that"),
        ((tally.title, str(tally.count), tally.meaning) for tally in report.tallies),
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"


def _section(section: Section) -> Iterator[str]:
    if not section.entries:
        yield "Nothing."
    elif section.layout == "rows":
        yield from _table(
            ("Claim", "By", "Figure", "Stands in"),
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
                yield f"  - Ask: {escaped(entry.question)}"
            if entry.claims:
                yield f"  - Claims: {_more(', '.join(map(_key, entry.claims)), sum(side.more for side in entry.sides))}"
    else:
        for entry in section.entries:
            yield from _card(entry)


def _verified(verified: Verified) -> Iterator[str]:
    yield escaped(verified.sentence)
    yield ""
    for source, quotes, digest in verified.kept:
        yield f"- {escaped(source.text)}: {quotes}; {escaped(digest)}"
    if verified.rows:
        yield ""
        yield from _table(
            ("Check", "What was held against what", "Source", "Claims"),
            (
                (
                    f"**{row.label}** {row.name}",
                    _lines(
                        escaped(row.detail),
                        escaped("".join(piece for _, piece in row.diff)),
                        escaped(row.place),
                    ),
                    _more("; ".join(escaped(ref.text) for ref in row.sources), row.more_sources),
                    _more(_refs(row.claims), row.more_claims),
                )
                for row in verified.rows
            ),
        )


def _card(entry: Entry) -> Iterator[str]:
    yield f"### {escaped(entry.heading)}"
    yield ""
    outcome = f", {escaped(entry.outcome)}" if entry.outcome and entry.outcome != entry.title else ""
    yield f"**{escaped(entry.title)}**{outcome}"
    yield ""
    yield escaped(entry.sentence)
    yield ""
    for side in entry.sides:
        if len(entry.sides) > 1:
            origins = (
                "" if side.origins is None else f" ({side.origins} {'origin' if side.origins == 1 else 'origins'})"
            )
            yield f"- **{escaped(side.names)}**{origins}"
        for claim in side.claims:
            yield from _said(claim, "  " if len(entry.sides) > 1 else "")
        if side.more:
            yield f"{'  ' if len(entry.sides) > 1 else ''}- {side.more} more among all claims"
    yield ""
    if entry.carried:
        yield from _table(
            ("Document", "Figure", "How it stands", "Words"),
            (
                (
                    escaped(row.source.text),
                    escaped(row.figure),
                    escaped(row.stands),
                    f"“{escaped(row.quote)}”{_flag(row.failed)}" if row.quote else "",
                )
                for row in entry.carried
            ),
        )
        if entry.more_carried:
            yield f"\n{entry.more_carried} more documents carry it."
        yield ""
    if entry.chart:
        yield f"Figures on one axis: {escaped(entry.chart.summary)}."
        yield ""
    if entry.evidence:
        yield f"{EVIDENCE}: {escaped(entry.evidence.sentence)}"
        yield ""
        for node in entry.evidence.nodes:
            yield f"- {node.code} {escaped(_lines(node.ref.text, node.note, *node.tells))}"
        yield ""
    elif entry.no_picture:
        yield entry.no_picture
        yield ""
    facts = (
        ("Why", entry.reason if entry.reason not in entry.sentence else ""),
        ("Origins", entry.origins),
        ("Gap", entry.gap),
        ("Positions", _more("; ".join(entry.positions), entry.more_positions)),
        ("Fusion", entry.fused),
        ("What would settle it", entry.question),
        ("Assumed", "; ".join(entry.assumed)),
    )
    for name, value in facts:
        if value:
            yield f"- {name}: {escaped(value)}"
    yield ""


def _said(claim: ClaimView, indent: str) -> Iterator[str]:
    origin = ""
    if claim.computed_from is not None:
        origin = f", {COMPUTED} {escaped(claim.computed_from.text)}"
    figure = f"**{escaped(claim.figure)}**" if claim.figure else ""
    words = escaped(claim.text)
    about = ", ".join(part for part in (escaped(claim.who), escaped(claim.when), claim.basis or "") if part)
    key = "" if claim.computed_from is not None else f", {_key(claim)}"
    parts = f" (= {escaped(claim.parts)})" if claim.parts else ""
    nature = f"; {claim.nature}" if claim.nature else ""
    yield f"{indent}- {figure}{parts}{': ' if figure and words else ''}{words} ({about}{key}{origin}{nature})"
    if claim.computed_from is None:
        for one in claim.told:
            yield f"{indent}  - {_told(one)}"


def _told(one: Told) -> str:
    name = f"[{escaped(one.source.text)}](<{one.url}>)" if one.url else escaped(one.source.text)
    published = f", {escaped(one.published)}" if one.published else ""
    around = (f"{escaped(one.prefix)} " if one.prefix else "", f" {escaped(one.suffix)}" if one.suffix else "")
    quote = f": {around[0]}“{escaped(one.quote)}”{around[1]}" if one.quote else ""
    translation = f" (translated: {escaped(one.translation)})" if one.translation else ""
    return f"{one.own}, {name}{published}{quote}{_flag(one.failed)}{translation}"


def _flag(failed: str | None) -> str:
    """What to say beside a quote that its source does not hold as it is given."""
    return f" (**{NOT_SO}: {failed}**, see [quotes and snapshots](#quotes-and-snapshots))" if failed else ""


def _fusion(view: FusionView) -> Iterator[str]:
    yield from ("", f"## {FUSION.title}", "", FUSION.lead, "", escaped(view.sentence), "")
    for topic in view.topics:
        yield from _fused_topic(topic)
    if view.untested:
        yield from ("### Not weighed", "", UNTESTED, "")
        for label, voice in view.untested:
            yield f"- {escaped(label)} ({_claims(voice)})"
    yield from ("", f"## {RELIABILITY.title}", "", RELIABILITY.lead, "")
    yield from _table(
        ("Party", "Reliability", "95 % interval", "Tested claims", "Counts as one with"),
        (
            (
                _jointly(one.parties),
                one.reliability,
                one.interval,
                str(one.tested),
                _more(_refs(one.counts_with), one.more),
            )
            for one in view.parties
        ),
    )
    yield from _groups(view.groups, "Who counts as one voice, and why")
    yield from _groups(view.suspects, "Who may be a copy of whom, and is counted apart")
    if view.left_out:
        yield from ("", "### What was left out, and why", "")
        for why, voice in view.left_out:
            yield f"- {escaped(why)}: {_claims(voice)}"


def _fused_topic(topic: FusedTopic) -> Iterator[str]:
    standing = "contested" if topic.contested else "not contested"
    yield from (f"### {escaped(topic.heading)}", "", f"**{standing}**", "", escaped(topic.sentence), "")
    yield "- Positions"
    for position in topic.positions:
        yield from _value(position)
    if topic.more_positions:
        yield f"  - {topic.more_positions} more"
    yield "- Fusion"
    for line in topic.lines:
        if line.name:
            yield f"  - {escaped(line.name)}:"
        for value in line.values:
            yield from _value(value)
        if line.more:
            yield f"  - {line.more} more values"
        if line.leaving:
            told = "; ".join(map(_voice, line.leaving))
            yield f"  - leaving several possible: {_more(told, line.more_leaving)}"
    if not topic.lines:
        yield "  - no declared party says a value of it"
    for why, voice in topic.left_out:
        yield f"  - not weighed: {escaped(why)} ({_claims(voice)})"
    yield ""


def _value(value: ValueView) -> Iterator[str]:
    weight = f", {value.weight}" if value.weight else ""
    told = "; ".join(map(_voice, value.voices)) or "nobody says just this"
    allowed = (
        f" ({plural(value.allowed, 'more claim leaves', 'more claims leave')} it possible)" if value.allowed else ""
    )
    yield f"  - **{escaped(value.value)}**{weight}: {_more(told, value.more)}{allowed}"


def _voice(voice: VoiceView) -> str:
    reliability = f", reliability {voice.reliability}" if voice.reliability else ""
    return f"{_jointly(voice.parties)}{reliability} ({_claims(voice)})"


def _claims(voice: VoiceView) -> str:
    return _more(_refs(voice.claims), voice.more)


def _jointly(parties: Sequence[Ref]) -> str:
    return f"{_refs(parties)} (jointly)" if len(parties) > 1 else _refs(parties)


def _groups(groups: Sequence[GroupView], title: str) -> Iterator[str]:
    if groups:
        yield from ("", f"### {title}", "")
    for group in groups:
        yield f"- {_refs(group.parties)}: {escaped(_more('; '.join(group.why), group.more))}"


def _incident(incident: IncidentView) -> Iterator[str]:
    yield from (f"### {escaped(incident.label)}", "", escaped(incident.sentence), "")
    for name, value in incident.facts:
        yield f"- {name}: {escaped(value)}"
    if incident.silent:
        yield f"- Silent here: {_silent(incident.silent)}"
    if incident.past:
        yield f"- No longer current: {_refs(incident.past)}"
    yield ""
    if incident.measures:
        yield from _table(
            COLUMNS["measures"],
            (
                (
                    _measure(measure) if first else "",
                    _refs(line.by),
                    line.low,
                    line.high,
                    _more(_refs(line.claims), line.more) + ("" if line.agrees else " (not all can be right)"),
                    _more(", ".join(map(_dated, line.earlier)), line.more_earlier),
                )
                for measure in incident.measures
                for first, line in zip((True, *(False for _ in measure.lines)), measure.lines, strict=False)
            ),
        )
    yield ""


def _measure(measure: MeasureView) -> str:
    return _lines(
        f"**{escaped(measure.what)}**" + (f", {escaped(measure.unit)}" if measure.unit else ""),
        _refs(measure.kinds),
        measure.span,
        measure.floor,
        f"silent: {_silent(measure.silent)}" if measure.silent else "",
    )


def _silent(silent: Sequence[tuple[Ref, str]]) -> str:
    return "; ".join(f"{escaped(party.text)} ({escaped(why)})" for party, why in silent)


def _dated(told: tuple[Ref, str]) -> str:
    return f"{escaped(told[0].text)} ({escaped(told[1])})" if told[1] else escaped(told[0].text)


def _course(course: CourseView) -> Iterator[str]:
    yield from (f"### {escaped(course.title)}", "", escaped(course.sentence), "")
    yield from (f"- {escaped(sentence)}" for sentence in course.breaks)
    yield ""
    if course.rows:
        yield from _table(
            COLUMNS["course"],
            (
                (
                    escaped(row.by),
                    _lines(row.when, f"{plural(row.skipped, 'figure')} before it in step" if row.skipped else ""),
                    escaped(row.figure.text),
                    escaped(row.changed),
                )
                for row in course.rows
            ),
        )
        if course.more:
            yield f"\n{course.more} more among all claims."
    yield ""
    yield escaped("; ".join(course.left_out))
    yield ""


def _graded(graded: GradedView) -> Iterator[str]:
    yield f"### {escaped(graded.ref.text)}"
    yield ""
    if graded.text:
        yield escaped(graded.text)
        yield ""
    yield from _table(
        ("Scheme", "Grade", "By", "Rule and facts"),
        (
            (
                escaped(f"{one.scheme} {one.axis}".strip()),
                _lines(f"**{escaped(one.grade)}**", escaped(one.meaning)),
                _lines(escaped(one.who), escaped(one.when or "")),
                _lines(
                    escaped(one.rule),
                    *map(escaped, one.facts),
                    f"a person must supply {escaped('; '.join(one.needs))}" if one.needs else "",
                ),
            )
            for one in graded.grades
        ),
    )
    yield ""


def _claim(claim: ClaimView) -> Iterator[str]:
    yield f"### {escaped(claim.key)}"
    yield ""
    if claim.state:
        yield f"*{escaped(claim.state)}*"
        yield ""
    yield from _said(claim, "")
    yield ""
    if claim.story:
        yield escaped(claim.story)
        yield ""
    if claim.status:
        yield f"Findings: {_refs(claim.status)}"
        yield ""


def _source(source: SourceView) -> Iterator[str]:
    yield f"### {escaped(source.name)}"
    yield ""
    if source.retracted:
        yield "*taken back by its publisher*"
        yield ""
    facts = (
        ("Publisher", escaped(source.publisher.text) if source.publisher else ""),
        ("Published", escaped(source.published or "")),
        ("Retrieved", escaped(source.retrieved or "")),
        ("Address", f"<{source.url}>" if source.url else escaped(source.address or "")),
        ("Archived", f"<{source.archived}>" if source.archived else ""),
        ("File", escaped(source.file or "")),
        ("Digest", escaped(source.digest or "")),
        ("Language", escaped(source.language or "")),
        *((relation.capitalize(), escaped(other.text)) for relation, other in source.derives),
        ("Claims in it", _refs(source.claims)),
        (
            "Hangs on it",
            _refs(source.hangs),
        ),
        ("Note", escaped(source.note or "")),
    )
    for name, value in facts:
        if value:
            yield f"- {name}: {value}"
    yield ""


def _key(claim: ClaimView) -> str:
    return escaped(claim.key)


def _refs(refs: Sequence[Ref]) -> str:
    return ", ".join(escaped(ref.text) for ref in refs)


def _more(text: str, more: int) -> str:
    return f"{text}, and {more} more" if more else text


def _lines(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
