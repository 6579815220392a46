"""What one page of news claims, who disputes it, and what only looks like a dispute.

Run it from anywhere: ``python examples/istanbul.py``. The case file it reads explains itself as well.
"""

from pathlib import Path

import claimcheck as cc

CASE = Path(__file__).parents[1] / "fixtures" / "istanbul" / "case.yaml"

# A case file becomes a ledger: parties, sources, events and claims, each claim with the words it stands in.
ledger = cc.read(CASE)
print(f"{len(ledger.claims)} claims by {len(ledger.parties)} parties in {len(ledger.sources)} sources\n")

# Contested are claims of parties under no common command that cannot both be right. On this page it is one thing.
print("Contested:")
for finding in ledger.contested():
    print(" ", finding.sentence)

# Far more often two figures only look contested. Each finding names what sets them apart, in .field and .reason.
print("\nOnly looks contested:")
for kind in ("looks_contested", "reported_differently", "progression", "floor"):
    for finding in ledger.findings(kind):
        print(f"  [{kind}] {finding.sentence}")

# The story of one claim: who says it, where, in whose words, what stands beside it.
print("\nOne claim explained:")
print(" ", ledger.explain("ua52"))

# Any two claims can be held against each other. The outcome is a word, and the reason is there to be checked.
held = ledger.compare("ua52", "ru162")
print(f"\n52 of 80 and 162: {held.outcome}, because of the {held.field}: {held.reason}")

# Positions are the largest sets of claims that could all be right together, along the line of figures.
print("\nHow many aircraft were destroyed or damaged?")
for position in ledger.positions("sbu41"):
    words = [str(claim.value) for claim in position.claims]
    print(f"  {position}: {len(words)} claims that could all be right ({', '.join(words)})")

# Only disjoint counts of one kind add up. Shot down and suppressed exclude each other; one night's figure does not
# exclude that of an hour of the same night, so these two are refused with the reason.
print("\nShot down and suppressed, night to 1 June:", ledger.total(["night210", "night172"]))
try:
    ledger.total(["ru53", "ru162"])
except cc.ClaimCheckError as refused:
    print("53 and 162 are not added:", refused)

# Reach is how many outlets carry a claim, independence how many could be wrong separately.
found = ledger.independence("ru162")
print(f"\n162 intercepted: {found.reach} outlets, {found.independent} origin")
