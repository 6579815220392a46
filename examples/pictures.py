"""Three pictures of a case as SVG: what is said, on what it rests, and how it changed.

Needs matplotlib (``claimcheck[plot]``) and no screen. Run it from anywhere: ``python examples/pictures.py [FOLDER]``;
without a folder it makes a temporary one and says where.
"""

import sys
from pathlib import Path
from tempfile import mkdtemp

import matplotlib as mpl

import claimcheck as cc

# Without a screen, and the same bytes every time: matplotlib names parts of an SVG by chance and dates it otherwise.
mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "claimcheck"

if len(sys.argv) > 1:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
else:
    folder = Path(mkdtemp(prefix="pictures-"))
    print(folder)
ledger = cc.read(Path(__file__).parents[1] / "fixtures" / "istanbul" / "case.yaml")

pictures = {
    # Every party's figure on one axis: a documented minimum, a bound, a claim. `topic.plot()` does the same.
    "aircraft.svg": ledger.plot_topic("sbu41"),
    # Who says that 162 drones were intercepted, and through which documents it went. Five outlets, one origin.
    "intercepted.svg": ledger.plot_graph(topic="ru162"),
    # A toll that grew while it was counted, in the words of two offices.
    "kherson.svg": ledger.plot_timeline(topic="kherson3"),
}
for name, axes in pictures.items():
    axes.figure.savefig(folder / name, metadata={"Date": None})
    print(name)
