"""Is what a ledger says of its sources so? Each source and claim is checked once, and every check is told."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from claimcheck.errors import MissingExtra
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Source
from claimcheck.verifying.circumstances import check_dates, check_page, check_retrieval
from claimcheck.verifying.claimed import Said, check_figures, said_in
from claimcheck.verifying.packed import Unreadable
from claimcheck.verifying.quotes import QuoteMatch, QuoteState, Text
from claimcheck.verifying.snapshots import ALGORITHMS, Snapshot, digest_of, place_of, read_snapshot, snapshot_path
from claimcheck.verifying.verification import Check, State, Verification, What, findings_of

__all__ = ["verify"]


def verify(
    ledger: Ledger,
    *,
    folder: str | os.PathLike[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Verification:
    """Return what of *ledger* holds against its sources: snapshots, quotes, figures and dates.

    Nothing is fetched: only files that lie in the folder of the case are read. What cannot be checked is told, and is
    never right.

    Args:
        ledger: What to check.
        folder: Where the files of its sources lie; by default where the ledger was read from.
        progress: Is told the key of each source before it is read.

    Examples:
        >>> ledger = Ledger()
        >>> source = ledger.source("brief")
        >>> _ = ledger.claim("5 killed", by="army", source=source, quote="five people were killed", key="c5")
        >>> [(check.what.value, check.state.value) for check in verify(ledger).checks]
        [('quote', 'unchecked'), ('figure', 'stands')]
    """
    home = ledger.folder if folder is None else Path(folder)
    return _Verifier(ledger, home, progress).verification()


class _Verifier:
    def __init__(self, ledger: Ledger, folder: Path | None, progress: Callable[[str], None] | None) -> None:
        self.ledger, self.folder, self.progress = ledger, folder, progress
        self.claims = sorted(ledger.claims, key=lambda one: one.key)
        self.by_source: dict[str, list[tuple[Claim, Appearance]]] = defaultdict(list)
        for claim in self.claims:
            for appearance in claim.appearances:
                self.by_source[appearance.source].append((claim, appearance))

    def verification(self) -> Verification:
        checks: list[Check] = []
        for source in sorted(self.ledger.sources, key=lambda one: one.key):
            if self.progress is not None and source.file is not None:
                self.progress(source.key)
            checks += self._source(source)
        checks += self._claims()
        places = {what: place for place, what in enumerate(What)}
        ordered = tuple(sorted(dict.fromkeys(checks), key=lambda one: (one.source, places[one.what])))
        about = {check: self._about(check) for check in ordered}
        return Verification(checks=ordered, findings=findings_of(ordered, about))

    def _about(self, check: Check) -> tuple[Claim, ...]:
        if check.claim is not None:
            return (self.ledger.claims[check.claim],)
        return tuple(dict.fromkeys(claim for claim, _ in self.by_source[check.source]))

    # sources

    def _source(self, source: Source) -> Iterator[Check]:
        yield from check_retrieval(source)
        quoted = [(claim, one) for claim, one in self.by_source[source.key] if one.quote is not None]
        if source.file is None:
            if source.digest is not None:
                yield _check(What.DIGEST, State.UNCHECKED, source, "a digest is stated, and no file to hold it against")
            yield from self._unchecked(source, quoted, "the source has no snapshot")
            return
        if self.folder is None:
            yield _check(What.SNAPSHOT, State.UNCHECKED, source, "where its file lies is not known")
            yield from self._unchecked(source, quoted, "where its file lies is not known")
            return
        try:
            path = snapshot_path(source.file, self.folder)
            yield self._digest(source, path)
            snapshot = read_snapshot(source, path)
        except Unreadable as err:
            yield _check(What.SNAPSHOT, State.REFUSED, source, f"{source.file}: {err}")
            yield from self._unchecked(source, quoted, "the snapshot cannot be read")
            return
        except MissingExtra as err:
            yield _check(What.SNAPSHOT, State.UNCHECKED, source, f"{source.file}: {err}")
            yield from self._unchecked(source, quoted, str(err))
            return
        if snapshot is None:
            why = "it is no text, web page, PDF file or web archive"
            yield _check(What.SNAPSHOT, State.UNCHECKED, source, f"{source.file}: {why}")
            yield from self._unchecked(source, quoted, why)
            return
        yield _check(What.SNAPSHOT, State.READ, source, f"{source.file}: {len(snapshot.text):,} characters")
        yield from check_page(source, snapshot, self.ledger)
        yield from _quotes(source, snapshot, quoted)

    def _digest(self, source: Source, path: Path) -> Check:
        if source.digest is None:
            return _check(What.DIGEST, State.UNCHECKED, source, f"{source.file}: no digest is stated")
        algorithm, _, stated = source.digest.partition(":")
        if algorithm.casefold() not in ALGORITHMS or not stated.strip():
            known = ", ".join(f"{name}:..." for name in ALGORITHMS)
            return _check(What.DIGEST, State.UNKNOWN_ALGORITHM, source, f"expected {known}, got {source.digest!r:.100}")
        found = digest_of(path, algorithm.casefold())
        if found == stated.strip().casefold():
            return _check(What.DIGEST, State.MATCHES, source, f"{source.file}: {algorithm}")
        return _check(What.DIGEST, State.DIFFERS, source, f"{source.file}: {algorithm} {found} / record: {stated:.200}")

    def _unchecked(self, source: Source, quoted: Iterable[tuple[Claim, Appearance]], why: str) -> Iterator[Check]:
        for claim, appearance in quoted:
            detail = f"{_said(appearance.quote)}: {why}"
            yield Check(what=What.QUOTE, state=State.UNCHECKED, source=source.key, claim=claim.key, detail=detail)

    # claims

    def _claims(self) -> Iterator[Check]:
        languages = {source.key: source.language for source in self.ledger.sources}
        others: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for claim in self.claims:
            for appearance in claim.appearances:
                said = said_in(appearance, languages.get(appearance.source))
                if said is not None:
                    others["source", said.source].append(said)
                    if claim.act is not None:
                        others["act", claim.act].append(said)
        for claim in self.claims:
            yield from check_figures(claim, languages, others)
            named = dict.fromkeys(one.source for one in claim.appearances)
            held = [self.ledger.view.sources[key] for key in named if key in self.ledger.view.sources]
            yield from check_dates(claim, held)


def _quotes(source: Source, snapshot: Snapshot, quoted: Iterable[tuple[Claim, Appearance]]) -> Iterator[Check]:
    main = Text(snapshot.text)
    whole: Text | None = None
    for claim, appearance in quoted:
        words = (appearance.quote or "", appearance.prefix, appearance.suffix)
        found, in_whole = main.find(*words), False
        if found.state not in _STANDING and snapshot.whole != snapshot.text:
            whole = whole or Text(snapshot.whole)
            again = whole.find(*words)
            if _RANK[again.state] < _RANK[found.state]:
                found, in_whole = again, True
        place = "" if found.start is None else place_of(snapshot, source.file or "", found.start, whole=in_whole)
        yield Check(
            what=What.QUOTE,
            state=State(found.state.value),
            source=source.key,
            claim=claim.key,
            detail=_told(appearance, found),
            place=place,
            diff=found.diff,
            quote=appearance.quote,
        )


_STANDING: Final = frozenset({QuoteState.FOUND, QuoteState.AMBIGUOUS})
_RANK: Final = {state: rank for rank, state in enumerate(QuoteState)}


def _told(appearance: Appearance, found: QuoteMatch) -> str:
    note = f": {found.note}" if found.note else ""
    return f"{_said(appearance.quote)}{note}"


def _said(quote: str | None) -> str:
    line = " ".join((quote or "").split())
    return f"“{line}”" if len(line) <= 160 else f"“{line[:100]}…{line[-50:]}”"


def _check(what: What, state: State, source: Source, detail: str) -> Check:
    return Check(what=what, state=state, source=source.key, detail=detail)
