"""Can the dates of a record be right, and does a page call itself what the record calls it?"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Source
from claimcheck.spans import before, relate_spans
from claimcheck.times import parse_time
from claimcheck.verifying.snapshots import Snapshot
from claimcheck.verifying.verification import Check, State, What

__all__ = ["check_dates", "check_page", "check_retrieval"]


def check_dates(claim: Claim, sources: Iterable[Source]) -> Iterable[Check]:
    """Yield whether what was asserted was asserted before it was published; only what is certain fails.

    Examples:
        >>> from claimcheck.model import Proposition
        >>> claim = Claim(key="c", proposition=Proposition(), asserted=parse_time("2025-06-03"))
        >>> source = Source(key="s", published=parse_time("2025-06-02"))
        >>> [check.state.value for check in check_dates(claim, [source])]
        ['impossible']
    """
    for source in sources:
        for name, span in (("published", source.published), ("retrieved", source.retrieved)):
            if claim.asserted is None or span is None:
                continue
            impossible = before(span, claim.asserted) is True
            relation = "after it was" if impossible else "and"
            yield Check(
                what=What.DATE,
                state=State.IMPOSSIBLE if impossible else State.POSSIBLE,
                source=source.key,
                claim=claim.key,
                detail=f"asserted {claim.asserted.edtf}, {relation} {name} {span.edtf}",
            )


def check_retrieval(source: Source) -> Iterable[Check]:
    """Yield whether a source was published before it was retrieved; only what is certain fails."""
    if source.published is None or source.retrieved is None:
        return
    impossible = before(source.retrieved, source.published) is True
    relation = "after it was" if impossible else "and"
    yield Check(
        what=What.DATE,
        state=State.IMPOSSIBLE if impossible else State.POSSIBLE,
        source=source.key,
        detail=f"published {source.published.edtf}, {relation} retrieved {source.retrieved.edtf}",
    )


def check_page(source: Source, snapshot: Snapshot, ledger: Ledger) -> Iterable[Check]:
    """Yield whether title, site and date of a page are those of the record; a difference is for a person to look at."""
    if snapshot.status not in (None, "200"):
        yield _check(source, False, f"the server answered {snapshot.status}, so this may be no page of the source")
    if snapshot.title and source.name:
        yield _check(source, _alike(snapshot.title, source.name), f"title: {snapshot.title} / record: {source.name}")
    if snapshot.site and source.publisher:
        names = _names_of(source, ledger)
        alike = any(_key(snapshot.site) in name or name in _key(snapshot.site) for name in map(_key, names) if name)
        yield _check(source, alike, f"site: {snapshot.site} / record: {' / '.join(names)}")
    if snapshot.date and source.published:
        day = parse_time(snapshot.date)
        if day is not None:
            alike = relate_spans(source.published, day, window=False) != "disjoint"
            yield _check(source, alike, f"date: {snapshot.date} / record: {source.published.edtf}")


def _names_of(source: Source, ledger: Ledger) -> list[str]:
    party = ledger.view.parties.get(source.publisher or "")
    names = [source.publisher or ""] if party is None else [party.name, *party.aliases]
    try:
        host = urlsplit(source.url or "").hostname or ""
    except ValueError:
        host = ""
    return [*names, host.removeprefix("www.")] if host else names


def _check(source: Source, alike: bool, detail: str) -> Check:
    return Check(what=What.PAGE, state=State.ALIKE if alike else State.UNLIKE, source=source.key, detail=detail)


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _alike(title: str, name: str) -> bool:
    """Whether one holds the other, or most of their words are the same: titles carry the name of their site."""
    if _key(name) in _key(title) or _key(title) in _key(name):
        return True
    ours, theirs = (set(re.findall(r"\w+", words.casefold())) for words in (title, name))
    return 3 * len(ours & theirs) >= 2 * min(len(ours), len(theirs))
