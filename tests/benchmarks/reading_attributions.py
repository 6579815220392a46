"""How well are attributions found, on news texts and labels that nobody here wrote?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck.reading.drafts import Draft, extract

__all__ = ["Score", "score_attributions"]

Place = tuple[int, int]


class Score(NamedTuple):
    """What was found of what is labelled, what was found beside it, and a line for each miss and each excess."""

    right: int
    labelled: int
    wrong: int
    strict_right: int
    strict_wrong: int
    misses: tuple[str, ...]
    excess: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The part of the labelled attributions that was found."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def precision(self) -> float:
        """The part of what was found that is right, by the convention of `score_attributions`."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def strict_precision(self) -> float:
        """The same where everything but the labelled attribution counts as wrong."""
        found = self.strict_right + self.strict_wrong
        return self.strict_right / found if found else 0.0


class _Found(NamedTuple):
    """One attribution that was found: the drafts of one speaker and cue, a quotation in two pieces among them."""

    speaker: Place
    cue: Place
    words: str


def score_attributions(folder: Path) -> Score:
    """Return the score on attribution.jsonl in *folder*.

    Each row labels one attribution of its text, and says how many there are; a row without a speaker has none.
    The drafts of one speaker and one cue are one attribution found; drafts without a cue are none.

    Right: its cue overlaps the labelled cue, and the head of the labelled speaker stands in our speaker. The head is
    the last word before the first comma, dash, bracket, preposition, relative word or ``and``, in lower case.

    Recall is right rows over labelled rows. Wrong for the precision is each attribution found in a row that has none;
    each whose cue overlaps the labelled cue with another speaker; and what is found beyond the number of attributions
    that the row says there are. Most of these last are attributions that the labels leave out; the strict precision
    counts, on the rows with a single attribution, all but the labelled one as wrong.
    """
    right = labelled = wrong = strict_right = strict_wrong = 0
    misses, excess = [], []
    for number, row in enumerate(_rows(folder / "attribution.jsonl"), start=1):
        found = _found(row["text"])
        shown = "; ".join(one.words for one in found) or "nothing"
        if row["speaker"] is None:
            wrong += len(found)
            if found:
                excess.append(f"row {number} has none, found {shown}")
            continue
        labelled += 1
        hits = [one for one in found if _is_right(one, row)]
        clashes = [one for one in found if one not in hits and _overlap(one.cue, row["spans"]["cue"])]
        beyond = max(0, len(found) - len(clashes) - row["attributions_in_text"])
        right += bool(hits)
        wrong += len(clashes) + beyond
        if row["attributions_in_text"] == 1:
            strict_right += bool(hits)
            strict_wrong += len(found) - bool(hits)
        if not hits:
            misses.append(f"row {number}: {row['speaker']} [{row['cue']}], found {shown}")
        if clashes or beyond:
            excess.append(f"row {number}: {row['speaker']} [{row['cue']}], found {shown}")
    return Score(right, labelled, wrong, strict_right, strict_wrong, tuple(misses), tuple(excess))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _found(text: str) -> list[_Found]:
    found = {(draft.spans.speaker, draft.spans.cue): draft for draft in extract(text) if draft.cue is not None}
    return [_one(draft) for draft in found.values()]


def _one(draft: Draft) -> _Found:
    assert draft.spans.speaker is not None
    assert draft.spans.cue is not None
    return _Found(draft.spans.speaker, draft.spans.cue, f"{draft.speaker} [{draft.cue}]")


def _is_right(found: _Found, row: dict[str, Any]) -> bool:
    speaker = row["text"][slice(*found.speaker)].lower()
    return _overlap(found.cue, row["spans"]["cue"]) and _head(row["speaker"]) in speaker


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_AFTER_HEAD = frozenset("of for in on at by from with who which that to whose as and".split())


def _head(speaker: str) -> str:
    core: list[str] = []
    for word in speaker.replace(",", " , ").replace("—", " , ").split():
        if core and (word == "," or word.lower() in _AFTER_HEAD or word.startswith("(")):
            break
        core.append(word)
    return core[-1].strip(".,'’\"“”").lower()
