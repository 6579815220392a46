"""Who is right where figures differ, and why counting voices does not tell: a ministry and the outlets that reprint it.

Run it from anywhere: ``python examples/whom_to_believe.py``. It needs ``claimcheck[fusion,frame]``. The table is made
up, so that the truth is known: sixty incidents, a hospital and a police force that are mostly right, a mission that
gives only minimums, and a ministry that adds a fifth, which an echo and a herald reprint word for word.
"""

from random import Random

import pandas as pd

import claimcheck as cc

chance = Random(7)
truth = {f"incident {number:02}": chance.randint(5, 80) for number in range(60)}
rows = []
for incident, killed in truth.items():
    for party, care in (("hospital", 0.9), ("police", 0.8)):
        rows.append((incident, party, str(killed if chance.random() < care else killed + chance.randint(1, 3))))
    rows.append((incident, "mission", f"at least {killed * 2 // 3}"))
    rows += [(incident, party, str(killed + killed // 5 + 1)) for party in ("ministry", "echo", "herald")]
table = pd.DataFrame(rows, columns=["event", "said_by", "killed"])
columns = {"topic": "event", "party": "said_by", "value": "killed"}


def right(found: cc.Fusion) -> int:
    """How many incidents have the true figure first."""
    return sum(one.values[0].value == str(truth[one.topic]) for one in found.topics)


# Three voices against two: whoever counts voices believes the ministry.
votes = cc.fuse(table, method="vote", dependence=False, **columns)
print(f"Counting voices, {right(votes)} of 60 are right.")

# Weighing voices makes it worse: three that always agree look more reliable than two that sometimes differ.
apart = cc.fuse(table, dependence=False, **columns)
print(f"Weighing them, every party counted apart, {right(apart)} of 60 are right.")

# Counted once, the three are one voice, which two others contradict again and again.
found = cc.fuse(table, **columns)
print(f"Copies counted once, {right(found)} of 60 are right.\n")
for group in found.groups:
    print(f"As one: {group}")

print("\nHow reliable is each party, and on how many claims does that rest?")
for one in found.reliabilities:
    print(f"  {one.party:9} {one.reliability:.2f} ({one.low:.2f}-{one.high:.2f}), {one.claims} tested claims")

# Where nothing decides, nothing is decided: a reason stands in place of a winner.
undecided = [one for one in found.topics if one.abstained]
print(f"\n{len(undecided)} incidents are undecided, such as:")
for one in undecided[:2]:
    print(f"  {one}")

# The first incident, with what speaks for each figure. The mission's minimum rules none of them out.
print(f"\n{found.why('incident 00')}")

# In a ledger fusion stands beside the positions and never instead of them: what is contested stays contested. In six
# incidents no count tells copies from witnesses: fusion believes the ministry, and a sentence says what that is worth.
ledger = cc.Ledger(case="incidents")
for incident, party, figure in rows[:36]:
    ledger.claim(by=ledger.party(party), event=incident, measure="killed", value=figure)
print("\nSix incidents in a ledger, the first of them:")
print("\n".join(str(ledger.beside()).splitlines()[:7]))
