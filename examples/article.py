"""From a page of news to drafts of claims: who says what, with which figures, and what lies behind two of them.

Run it from anywhere: ``python examples/article.py``. Nothing here becomes a claim by itself; a person accepts.
"""

from pathlib import Path

import claimcheck as cc

FOLDER = Path(__file__).parents[1] / "fixtures" / "istanbul"
TEXT = (FOLDER / "brief.txt").read_text(encoding="utf-8")

# The parties that are known already; a speaker who is none of them stays a name, and a pronoun stays a pronoun.
case = cc.read(FOLDER / "case.yaml")
reference = cc.parse_time("2 June 2025")

print("Drafts with a figure or a claim, in the order of the page:")
for draft in cc.extract(TEXT, reference=reference.earliest, parties=case.parties):
    who = f"{draft.speaker} [{draft.cue or 'own act'}]" if draft.speaker else "nobody is named"
    figures = ", ".join(str(found.quantity) for found in draft.quantities) or "-"
    known = f" = {case.parties[draft.party].name}" if draft.party else ""
    print(f"  {draft.kind}: {who}{known}: {figures}")

# The figures of one sentence, each with what it counts; "over eight regions" is a place and no bound.
print("\nFigures of one sentence:")
for found in cc.find_quantities("Russia claimed interception of 162 Ukrainian drones over eight regions and Crimea."):
    print(f"  {found.quantity}: {' '.join((*found.modifiers, found.noun))}")

# Two sentences go through the same gate as two claims. These two figures are about different drones.
print("\nTwo sentences:")
ours, theirs = "Ukraine's air force shot down 52 out of 80 Russian drones.", "Russia intercepted 162 Ukrainian drones."
print(" ", cc.compare_statements(ours, theirs))

# Times are read against a day that is given, and never against today.
print("\nTimes:")
for words in (
    "overnight into Monday",
    "the night of 1-2 June 2025",
    "between 20:10 and 02:00 Moscow time on 1 June 2025",
):
    print(f"  {words}: {cc.parse_time(words, reference=reference)}")
