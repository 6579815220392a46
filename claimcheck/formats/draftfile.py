"""How are drafts written down for a person to go through: a case file in which every claim is marked for review?"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final
from unicodedata import category

from attrs import evolve

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, Problem
from claimcheck.formats.casewriter import write_case
from claimcheck.formats.documents import Document
from claimcheck.formats.draftpieces import Piece, measure_of, pieces_of
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.model import Appearance, Attribution, Claim, Party, Proposition, Record, Source
from claimcheck.paths import leaves_folder
from claimcheck.reading.infer import read_statement
from claimcheck.reading.speech.drafts import Draft, DraftKind
from claimcheck.vocabulary import default_vocabulary

__all__ = ["draft_case", "draft_records", "write_drafts"]

_MOST_NAMES: Final = 40
_NAME_WIDTH: Final = 80


def write_drafts(
    drafts: Sequence[Draft], document: Document, output: Path, *, parties: Iterable[Party] = (), language: str = "en"
) -> None:
    """Write the case file of *drafts* to *output*, which must not exist: a person's work may stand in it.

    Raises:
        BadInput: The file exists, or its name ends in neither .yaml nor .yml.

    Examples:
        >>> write_drafts((), Document(text="", name="article.txt"), Path("drafts.txt"))
        Traceback (most recent call last):
        claimcheck.errors.BadInput: drafts.txt: expected a name that ends in .yaml, got 'drafts.txt'
    """
    if output.suffix.casefold() not in {".yaml", ".yml"}:
        raise BadInput([Problem(str(output), f"expected a name that ends in .yaml, got {output.name!r}")])
    written = draft_case(drafts, document, folder=output.parent, parties=parties, language=language)
    try:
        with whole_file(output) as draft:
            draft.write_text(written, encoding="utf-8", newline="\n")
    except FileExistsError as err:
        raise BadInput([Problem(str(output), "it exists, and is left as it is; choose another name")]) from err


def draft_case(
    drafts: Sequence[Draft],
    document: Document,
    *,
    folder: Path | None = None,
    parties: Iterable[Party] = (),
    language: str = "en",
) -> str:
    """Return the case file of *drafts*: what a person has to do, in comments, then a claim for each figure.

    Every field that was read from the prose stands under ``inferred``, the claimant included. A figure that is denied,
    an earlier value, a change, an age or a length of time is no value of a claim, and stands in ``note``. A speaker
    that is none of the *parties* becomes no party: the words stand in ``note``, and the claim is unattributed until a
    person says who it is.

    Args:
        drafts: What ``extract`` found.
        document: The text they were found in.
        folder: Where the case file will lie; the text is named by its path from there, where it has one.
        parties: The records among which speakers were looked for.
        language: The language of the text.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> text = "The army said 12 people died."
        >>> written = draft_case(extract(text), Document(text=text, name="article.txt"))
        >>> print(written[written.index("claims:") :], end="")
        claims:
          d1:
            text: 12 people died
            subject: people
            measure: died
            value: 12
            in: text
            quote: 12 people died
            prefix: "The army said "
            suffix: "."
            language: en
            attribution: paraphrase
            inferred: [attribution, measure, subject, value]
            note: "speaker, as written, and no party yet: The army (said)"
    """
    case = _case_name(document)
    records = draft_records(drafts, document, case=case, folder=folder, parties=parties, language=language)
    ledger = Ledger(case=case)
    ledger.add(*records)
    return "".join(f"# {line}".rstrip() + "\n" for line in _instructions(drafts, document)) + write_case(ledger)


def draft_records(
    drafts: Sequence[Draft],
    document: Document,
    *,
    case: str,
    folder: Path | None = None,
    parties: Iterable[Party] = (),
    language: str = "en",
) -> tuple[Record, ...]:
    """Return the records of *drafts*: the parties that speak, with those they act for, the source and the claims.

    Examples:
        >>> from claimcheck.reading.speech.drafts import extract
        >>> army = Party(key="north/army", name="Army of Northland")
        >>> text = "The Army of Northland said three people died and nine were hurt."
        >>> drafts = extract(text, parties=[army])
        >>> party, source, *claims = draft_records(drafts, Document(text=text, name="a.txt"), case="a", parties=[army])
        >>> [(claim.claimants, str(claim.value), claim.act) for claim in claims]
        [(('north/army',), '3', 'a/act-1'), (('north/army',), '9', 'a/act-1')]
    """
    known = {party.key: party for party in parties}
    spoken = _with_those_behind((draft.party for draft in drafts), known)
    source = f"{case}/text"
    read = [pieces_of(draft, language) for draft in drafts]
    claims = []
    for number, (draft, (pieces, told), act) in enumerate(zip(drafts, read, _acts(drafts, read, case), strict=True), 1):
        for place, piece in enumerate(pieces, start=1):
            key = f"{case}/d{number}-{place}" if len(pieces) > 1 else f"{case}/d{number}"
            claimant = draft.party if draft.party in known else None
            claims.append(_claim(draft, piece, told, key=key, source=source, act=act, by=claimant, language=language))
    return (*spoken, _source(document, source, folder, language), *claims)


def _with_those_behind(keys: Iterable[str | None], known: Mapping[str, Party]) -> tuple[Party, ...]:
    """Return the parties of these keys, and all that they refer to, in the order in which they were given."""
    waiting = [key for key in keys if key is not None]
    reached: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in reached or key not in known:
            continue
        reached.add(key)
        party = known[key]
        waiting += [tie.party for tie in party.acts_for]
        waiting += [*party.part_of, *party.same_as]
    return tuple(party for key, party in known.items() if key in reached)


def _acts(drafts: Sequence[Draft], read: Sequence[tuple[list[Piece], list[str]]], case: str) -> list[str | None]:
    """Return the act of each draft: one for all that is said in one utterance, none where that is a single claim."""
    groups = [(draft.spans.speaker, draft.spans.cue or draft.spans.content) for draft in drafts]
    sizes: Counter[object] = Counter()
    for group, (pieces, _) in zip(groups, read, strict=True):
        sizes[group] += len(pieces)
    names = {group: f"{case}/act-{number}" for number, group in enumerate(dict.fromkeys(groups), start=1)}
    return [names[group] if sizes[group] > 1 else None for group in groups]


def _claim(
    draft: Draft,
    piece: Piece,
    told: Sequence[str],
    *,
    key: str,
    source: str,
    act: str | None,
    by: str | None,
    language: str,
) -> Claim:
    read = read_statement(piece.words, default_vocabulary())
    value = None
    if piece.figure is not None:
        value = evolve(piece.figure.quantity, text=_storable(piece.figure.quantity.text))
    measure = measure_of(piece, read.measure)
    fields = {"by": by, "value": value, "subject": read.subject, "measure": measure}
    inferred = {name for name, found in fields.items() if found is not None} | {"attribution"}
    if draft.denies:
        inferred.add("polarity")
    return Claim(
        key=key,
        proposition=Proposition(value=value, subject=read.subject, measure=measure, polarity=not draft.denies),
        text=_storable(draft.content),
        claimants=() if by is None else (by,),
        act=act,
        appearances=(
            Appearance(
                source=source,
                quote=_storable(draft.selector.exact),
                prefix=_or_none(draft.selector.prefix),
                suffix=_or_none(draft.selector.suffix),
                language=language,
                attribution=_ATTRIBUTIONS[draft.kind],
            ),
        ),
        inferred=frozenset(inferred),
        note=_note(draft, by, told),
    )


_ATTRIBUTIONS: Final = {
    DraftKind.DIRECT_QUOTE: Attribution.REPORTED,
    DraftKind.REPORTED: Attribution.PARAPHRASE,
    DraftKind.SELF_REPORT: Attribution.PARAPHRASE,
    DraftKind.UNATTRIBUTED: Attribution.UNATTRIBUTED,
}


def _or_none(words: str) -> str | None:
    return _storable(words) if words.strip() else None


def _storable(words: str) -> str:
    """Return *words* with each control character that no record holds made visible, one for one: places stay."""
    if words.isprintable():
        return words
    return "".join(one if one in "\t\n\r" or category(one) not in {"Cc", "Cs"} else _picture(one) for one in words)


def _picture(control: str) -> str:
    return chr(0x2400 + ord(control)) if ord(control) < 0x20 else "\ufffd"


def _note(draft: Draft, by: str | None, others: Sequence[str]) -> str | None:
    """Return who is named, as written, the figures that are no value of the claim, and the times."""
    start = draft.spans.content[0]
    times = "; ".join(
        f"{' '.join(draft.content[time.start - start : time.end - start].split())} = {time.span.edtf}"
        for time in draft.times
    )
    aside = f"other figures in the words: {', '.join(others)}" if others else None
    told = "; ".join(one for one in (aside, f"times in the words: {times}" if times else None) if one)
    if draft.speaker is None:
        return _storable(told) if told else None
    speaker = " ".join(draft.speaker.split())
    cue = "in no words of saying" if draft.cue is None else " ".join(draft.cue.split())
    if by is not None:
        lead = "speaker, as written"
    elif draft.pronoun:
        lead = "speaker, a pronoun whose meaning stands elsewhere"
    else:
        lead = "speaker, as written, and no party yet"
    return _storable("; ".join(one for one in (f"{lead}: {speaker} ({cue})", told) if one))


def _source(document: Document, key: str, folder: Path | None, language: str) -> Source:
    """Return the text as a source; what the page tells about itself is written down as its word only."""
    told = [f"{name} {value}" for name, value in (("site", document.site), ("date", document.date)) if value]
    return Source(
        key=key,
        name=_or_none(document.title or "") or _or_none(document.name),
        file=_from(document.file, folder),
        language=language,
        note=_or_none(f"the page says of itself, and nobody has checked it: {', '.join(told)}" if told else ""),
    )


def _from(file: Path | None, folder: Path | None) -> str | None:
    """Return the path of the file from the folder of the case, or None where it does not lie inside."""
    if file is None or folder is None:
        return None
    try:
        found = file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None
    return None if leaves_folder(found) else found


def _case_name(document: Document) -> str:
    stem = document.file.stem if document.file is not None else document.name.partition(".")[0]
    return f"{re.sub(r'[^0-9A-Za-z]+', '-', stem)[:60].strip('-').lower() or 'text'}-drafts"


def _instructions(drafts: Sequence[Draft], document: Document) -> list[str]:
    """Return what a person has to do, line by line."""
    lines = [
        f"Drafts that were read out of {_line(document.name)}: suggestions, and not one of them a fact yet.",
        "The grammar of the sentences decided, and a person has to. For each claim:",
        "  1. Read `quote` where it stands, between `prefix` and `suffix`; delete the claim if it claims nothing.",
        "  2. Who says it? `by` is filled in only where the speaker is one of the parties that were given. Elsewhere",
        "     `note` has the words: declare the party under `parties:` and put its id under `by:`, or leave it out.",
        "  3. Check `value`, `subject`, `measure` and `polarity`, and say which `event` it speaks of.",
        "  4. Take each field that you have checked out of `inferred`. `claimcheck check` names the claim until none",
        "     is left there.",
        "Claims that share `act` were said in one utterance.",
    ]
    names = Counter(
        _line(draft.speaker) for draft in drafts if draft.speaker and draft.party is None and not draft.pronoun
    )
    if names:
        lines += ["", "Speakers that are no party yet, and how often:"]
        lines += [f"  {name}: {count}" for name, count in list(names.items())[:_MOST_NAMES]]
        if len(names) > _MOST_NAMES:
            lines.append(f"  and {len(names) - _MOST_NAMES:,} more")
    return [*lines, ""]


def _line(text: str) -> str:
    """Return *text* on one line, short, with its control characters visible: it stands in a comment."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= _NAME_WIDTH else f"{line[:_NAME_WIDTH]}..."
