"""From fact-checkers' saved pages to what they disagree on: a ledger, a report for people, and a feed of reviews.

Run it from anywhere: ``python examples/fact_checks.py [FOLDER]``. It reads the pages in ``fixtures/reviews`` and writes
``fact_checks.html`` and ``fact_checks.claimreview.json`` into FOLDER, which is the current one by default.
"""

import sys
import warnings
from pathlib import Path

import claimcheck as cc

PAGES = Path(__file__).parents[1] / "fixtures" / "reviews"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()

# What a page says for machines is often broken. It is read all the same, and each mending is told with file and line;
# the warning that says so is what the next lines print in full.
with warnings.catch_warnings(action="ignore"):
    ledger = cc.read(PAGES, format="claimreview")
print(f"{PAGES.name}: {ledger.taken}")
for problem in ledger.taken.mendings:
    print(f"  {Path(problem.where).name}: {problem.message}")

# A review is a source of its publisher, what it says somebody claimed is a claim, and its rating is an assessment in
# the publisher's own word. Reviews of one claim meet in one topic, also where they set its words differently.
print("\nWho rates what:")
for claim in ledger.claims:
    for grade in cc.grade(ledger, claim, scheme="claimreview"):
        if grade.by is not None:
            print(f"  {ledger.parties[grade.by].name}: {grade.grade!r} of {claim.text}")

print("\nWhere they disagree:")
for finding in ledger.findings("graded_differently"):
    print(" ", finding.sentence)

# Two reviews in different words name one post as where the claim stands. That is a reason to ask, and no answer.
print("\nWhat a person has to say:")
for finding in ledger.findings("undetermined"):
    print(" ", finding.sentence)

# Somebody looked: it is one claim. From then on its reviews meet in one topic, and the merging is in the log.
(link,) = (one for one in ledger.links if not one.accepted)
ledger.accept(link, by="desk")
print(f"\nAfter merging, {len(ledger.topics)} topics")

# The desk adds a review of its own, and the feed has everything that the publishing guidelines ask for.
desk = ledger.party("The Desk", key="desk.example", kind="organisation")
article = ledger.source("What the bridge register says", publisher=desk, url="https://desk.example/bridge")
bridge = next(claim for claim in ledger.claims if "bridge" in claim.text)
stands = (*bridge.appearances, cc.Appearance(source=article.key))
bridge = ledger.amend(bridge, by="desk", why="we reviewed it as well", appearances=stands)
ledger.assess(bridge, "claimreview", "Mostly false", by=desk, axis="label", when="2025-03-20", why="Nine days.")
(finding,) = ledger.findings("graded_differently")
print("With the desk's own review:", finding.reason)

cc.report(ledger, FOLDER / "fact_checks.html", title="What the fact-checkers say")
with warnings.catch_warnings(action="ignore"):  # what a feed of reviews has no place for is counted below
    written = cc.write(ledger, FOLDER / "fact_checks.claimreview.json")
print(f"\nfact_checks.claimreview.json: {written}")
for problem in written.warnings:
    print(f"  {problem.message}")
