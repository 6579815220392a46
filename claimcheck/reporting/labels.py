"""Every word that a report adds of its own, in one place: headings, kinds of finding, what each means."""

from typing import Final, NamedTuple

from claimcheck.fusion.beside import TESTED
from claimcheck.plotting.evidence import MOST_NODES

__all__ = [
    "COLUMNS",
    "COURSES",
    "EVENTS",
    "FUSION",
    "GRADES",
    "KINDS",
    "MAIN",
    "NOBODY",
    "OTHERS",
    "PAGE",
    "RELIABILITY",
    "SECTIONS",
    "SNAPSHOTS",
    "UNGRADED",
    "VERDICTS",
    "Kindred",
    "Words",
    "kind_words",
    "plural",
]


class Words(NamedTuple):
    """What a kind of finding is called, and how it is decided."""

    title: str
    meaning: str


class Kindred(NamedTuple):
    """A section of the report: the kinds of finding it gathers, and how much each entry shows."""

    id: str
    title: str
    lead: str
    kinds: tuple[str, ...]
    layout: str
    """cards: both sides with their words; notes: a sentence with what would settle it; rows: a line for each claim."""


MAIN: Final = "contested"
NOBODY: Final = "Nobody named"

KINDS: Final[dict[str, Words]] = {
    "contested": Words(
        "contested", "parties under no common command make claims about one thing that cannot both be right"
    ),
    "inconsistent": Words(
        "inconsistent", "parties under one command make claims about one thing that cannot both be right"
    ),
    "disputed_by_unattributed": Words(
        "disputed by nobody named", "only a claim that nobody is named for stands against it"
    ),
    "impossible": Words("impossible", "more than there can be"),
    "parts_do_not_sum": Words("parts do not add up", "the parts that a claim gives do not make its own figure"),
    "reported_differently": Words(
        "reported differently",
        "one party's figure is given in two ways, and the report may be wrong rather than the party",
    ),
    "disowned": Words("disowned", "the party says that it never said so"),
    "failed_verification": Words(
        "failed check", "a snapshot, quote, figure or date is not as the record says; its source was read"
    ),
    "floor": Words("documented floor", "somebody documented at least so many of a larger claimed total"),
    "conceded": Words("conceded", "a party grants against its own interest a part of what its adversary says"),
    "progression": Words("progression", "a count that rose as time passed"),
    "revision": Words("revision", "a party changed its own figure"),
    "estimate_spread": Words("spread of estimates", "estimates that lie as near as estimates do"),
    "part_of": Words("part of a whole", "one figure lies within the other and must not be added to it"),
    "resolved": Words("resolved", "a dispute that has ended"),
    "undetermined": Words("not settled", "nothing shows whether the claims speak of the same thing"),
    "corroborated": Words("corroborated", "two or more independent origins say so, or something that implies it"),
    "uncorroborated": Words("uncorroborated", "one origin says so and no other; that is no refutation"),
    "circular": Words("circular", "documents cite one another and nothing else, so that nothing shows an origin"),
    "unattributed": Words("unattributed", "nobody is named as having said it"),
    "unsupported": Words("unsupported", "every source in which it stood was taken back"),
    "uninformative": Words("uninformative", "so wide that it is right whichever side is"),
    "looks_contested": Words("only looks contested", "the figures differ and speak of different things"),
    "undeclared": Words("nobody described", "a party is named and nobody described it, so it counts as no origin"),
    "inferred": Words("read from the words", "the library read a field from the words and nobody has accepted it"),
    "unknown_term": Words("unknown word", "the vocabulary does not know the word"),
    "outdated": Words("outdated grade", "the claim was amended after somebody graded it"),
    "suspected_copy": Words(
        "suspected copy", "a document may have been made from another; nothing is counted until a person accepts it"
    ),
    "graded_differently": Words("graded differently", "people give one thing different grades of one scheme"),
}

SECTIONS: Final = (
    Kindred(
        "contested",
        "What is contested",
        "Parties under no common command say what cannot both be right; here is what each side says.",
        ("contested",),
        "cards",
    ),
    Kindred(
        "inconsistent",
        "What contradicts itself within one command",
        "Parties that act for the same power give claims that cannot both be right.",
        ("inconsistent",),
        "cards",
    ),
    Kindred(
        "disputed-by-unattributed",
        "What only a claim without a claimant opposes",
        "The opposing claim is printed somewhere, and nobody is named as having made it.",
        ("disputed_by_unattributed",),
        "cards",
    ),
    Kindred(
        "errors",
        "What cannot be right as it stands",
        "Figures above their own total, parts that do not add up, words that their claimant disowns.",
        ("impossible", "parts_do_not_sum", "disowned", "conceded", "outdated"),
        "cards",
    ),
    Kindred(
        "snapshots",
        "Quotes and snapshots",
        "Each quote is looked up in the file that was kept of its source; [-so-] the record has it, {+so+} the source. "
        "What was not checked never counts as right.",
        ("failed_verification",),
        "snapshots",
    ),
    Kindred(
        "reported-differently",
        "What is reported differently",
        "One party's figure is given in two ways. Neither is preferred, and nothing is charged to the party.",
        ("reported_differently",),
        "cards",
    ),
    Kindred(
        "not-contested",
        "What only looks contested, and why it is not",
        "Figures that a reader might hold against each other, and what keeps them apart.",
        ("looks_contested", "floor", "progression", "revision", "estimate_spread", "resolved"),
        "cards",
    ),
    Kindred(
        "parts",
        "What lies within another figure",
        "A part and its whole are no dispute, and are never added up.",
        ("part_of",),
        "notes",
    ),
    Kindred(
        "not-settled",
        "What is not settled",
        "Nothing shows yet whether these claims agree. Each comes with the question, or the line, that settles it.",
        ("undetermined", "uninformative"),
        "notes",
    ),
    Kindred(
        "corroborated",
        "What more than one origin says",
        "Origins are counted by command and by what they are known through: however many outlets repeat a figure, its "
        "claimant is one origin, and two claimants known only through one document are one as well.",
        ("corroborated",),
        "rows",
    ),
    Kindred(
        "one-origin",
        "What has no second origin",
        "If the one party behind it is wrong, or the one document, the claim falls. Uncorroborated is not refuted.",
        ("uncorroborated",),
        "rows",
    ),
    Kindred(
        "circular",
        "What goes in a circle",
        "These documents cite one another and nothing else. However many they are, they are no origin.",
        ("circular",),
        "notes",
    ),
    Kindred(
        "unattributed",
        "What nobody is named for",
        "The publisher of a document is not the claimant of what it prints.",
        ("unattributed", "unsupported"),
        "rows",
    ),
    Kindred(
        "not-described",
        "Parties and words that nobody described",
        "An undescribed party counts as no origin; an unknown word is related to no other.",
        ("undeclared", "unknown_term"),
        "notes",
    ),
    Kindred(
        "inferred",
        "What was read from the words",
        "The library read these fields from the text of the claim. They await a person's yes.",
        ("inferred",),
        "notes",
    ),
    Kindred(
        "suspected-copies",
        "What may have been copied",
        "Candidates: the documents are counted as if each stood alone until a person accepts one.",
        ("suspected_copy",),
        "notes",
    ),
    Kindred(
        "graded-differently",
        "What people grade differently",
        "Each person's latest grade of one scheme and axis. Neither is preferred, and none is averaged.",
        ("graded_differently",),
        "notes",
    ),
)

SNAPSHOTS: Final = "snapshots"

GRADES: Final = Kindred(
    "grades",
    "Grades",
    "Each grade belongs to its scheme, and no two are averaged. People's grades stand beside what the scheme's rule "
    "computes from the facts here; neither changes the other.",
    (),
    "",
)

UNGRADED: Final = "of topics with very many claims are not graded here, except those that somebody graded."

FUSION: Final = Kindred(
    "fusion",
    "Fusion, beside the positions",
    "Which value is the most credible, judged by who says it, with parties that are one counted once. It is no "
    "verdict: what is contested stays contested. The probabilities are those of the model, and too sure where parties "
    "depend on one another in ways that nobody declared.",
    (),
    "",
)


RELIABILITY: Final = Kindred(
    "reliability",
    "How reliable each party has been, as far as this ledger shows",
    "Reliability here is agreement with the reliable, on topics of which another voice gives a value too: its tested "
    f"claims. The interval holds it with a probability of 95 %. On fewer than {TESTED} tested claims it is unknown. "
    "Where all err alike, it does not show.",
    (),
    "",
)

EVENTS: Final = Kindred(
    "events",
    "Incidents",
    "Each incident, and what everybody says of it, measure by measure: low and high are the ends that their latest "
    "figures leave open; ≈ stands before ends that nobody said, read from words such as nearly or several. Silent here "
    "are those whose things or people it is about, or who are said to have done it, and of whom this record has no "
    "word; they may have spoken elsewhere.",
    (),
    "",
)

COURSES: Final = Kindred(
    "courses",
    "How figures changed",
    "Each party's figures by the time up to which it counted, else at which it spoke, else at which they were printed. "
    "A figure holds until the next; falls, corrections and changes of definition are named. A hollow mark "
    "stands where it was printed, a pale bar as far as its time is not known.",
    (),
    "",
)


OTHERS: Final = Kindred("other", "Other findings", "", (), "notes")

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "figures": ("Figure", "By", "When", "Stands in"),
    "carried": ("Document", "Figure", "How it stands", "Words"),
    "found": ("Claim", "By", "Figure", "Stands in"),
    "checks": ("Check", "What was held against what", "Source and claims"),
    "rated": ("Party", "Reliability", "95 % interval", "Tested claims", "Counts as one with"),
    "graded": ("Scheme", "Grade", "By", "Rule and facts"),
    "measures": ("What", "By", "Low", "High", "Says", "Before"),
    "course": ("By", "When (UTC)", "Figure", "What changed"),
    "parties": ("Party", "Kind", "Ties", "Claims"),
    "kinds": ("Finding", "Here", "Means that"),
}
"""The columns of each table of the page; where they do not fit side by side, each cell goes by the name of its own."""


def kind_words(kind: str) -> Words:
    """Return what *kind* is called and means; a kind that the table lacks is called by its own name.

    Examples:
        >>> kind_words("floor").title
        'documented floor'
        >>> kind_words("made_up").title
        'made up'
    """
    return KINDS.get(kind, Words(kind.replace("_", " "), ""))


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun.

    Examples:
        >>> plural(1, "claim"), plural(2, "party", "parties")
        ('1 claim', '2 parties')
    """
    return f"{number:,} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


PAGE: Final[dict[str, str | tuple[str, str]]] = {
    "title": "Who said what",
    "kicker": "Who said what, and what of it is contested",
    "overview": "Overview",
    "contents_found": "What was found",
    "contents_record": "The record",
    "claims": "All claims",
    "parties": "Parties",
    "sources": "Sources",
    "decided": "How it was decided",
    "decided_lead": "Two claims are compared axis by axis: whose things, what, which incident, what was measured, "
    "where, when. Only claims that meet on all of them can contradict each other. No winner is picked.",
    "page_of": "{n} / {of}",
    "failed": "{n} failed",
    "nothing": "Nothing.",
    "none": "None.",
    "quotes": ("“", "”"),
    "jointly": "(jointly)",
    "more": "{n} more",
    "and_more": "and {n} more",
    "and_more_among": "and {n} more among",
    "among_claims": "among all claims",
    "all_claims": "all claims",
    "more_carried": "{n} more documents carry it",
    "more_places": ("{n} more place", "{n} more places"),
    "more_values": "{n} more values",
    "nobody": "nobody named",
    "no_source": "no source is given",
    "translated": "(translated)",
    "document": "document",
    "chart": "Who gives which figure",
    "chart_unit": "in {unit}",
    "floor": "documented minimum",
    "approximate": "approximate",
    "shaded": "Shaded: where claims could all be right together.",
    "not_drawn": "{n} more are not drawn.",
    "origins": ("{n} origin", "{n} origins"),
    "reach": ("in {n} document", "in {n} documents"),
    "origins_of": "Origins",
    "why": "Why",
    "gap": "Gap",
    "positions": "Positions",
    "positions_of": "{n}, each a set of claims that could all be right together:",
    "fusion": "Fusion",
    "beside": "Beside the positions",
    "settles": "What would settle it",
    "assumed": "Assumed",
    "ask": "Ask",
    "claims_label": "Claims",
    "findings": "Findings",
    "contested": "contested",
    "not_contested": "not contested",
    "reliability": "reliability",
    "reliability_short": "Reliability",
    "nobody_just_this": "nobody says just this",
    "allowed": ("{n} more claim leaves it possible", "{n} more claims leave it possible"),
    "leaving": "Leaving several possible:",
    "no_party": "No declared party says a value of it.",
    "not_weighed": "Not weighed",
    "groups": "Who counts as one voice, and why",
    "suspects": "Who may be a copy of whom, and is counted apart",
    "left_out": "What was left out, and why",
    "supply": "A person must supply",
    "ungraded": (f"{{n}} claim {UNGRADED}", f"{{n}} claims {UNGRADED}"),
    "silent_here": "Silent here",
    "silent": "silent on this",
    "no_longer_current": "No longer current",
    "not_all_right": "not all can be right",
    "in_between": ("{n} figure in between, in step", "{n} figures in between, each in step"),
    "also": "also",
    "undeclared": "nobody described it",
    "retracted": "taken back by its publisher",
    "publisher": "Publisher",
    "published": "Published",
    "retrieved": "Retrieved",
    "odd": "Odd in it",
    "address": "Address",
    "archived": "Archived",
    "file": "File",
    "digest": "Digest",
    "language": "Language",
    "claims_in_it": "Claims in it",
    "hangs": "Hangs on it",
    "note": "Note",
    "computed": "follows from the figures of",
    "opinion": "a characterisation: it can be opposed, but not counted or measured",
    "not_so": "not as in the source",
    "evidence": "What stands behind each side",
    "no_picture": f"More than {MOST_NODES} parties, sources and claims stand behind it: too many for one picture.",
    "untested": "Of these topics no two voices say more than a bound. One voice shows nothing of itself: nothing is "
    "weighed.",
    "nobody_title": "Nobody named",
    "made": "Made: {what}",
    "made_from": (
        "From {n} record, whose contents have the SHA-256 {digest}, by claimcheck {version}",
        "From {n} records, whose contents have the SHA-256 {digest}, by claimcheck {version}",
    ),
    "skip": "Skip to the report",
    "contents": "Contents",
    "colon": "{name}:",
    "axis": "Axis from {low} to {high}",
    "on_one_axis": "Figures on one axis",
    "as_list": "The list below says the same in words.",
    "grades_of": "Grades of {name}",
    "checks_table": "Checks that failed, that need a look, and that were not made",
    "carried_table": "{name}: how each document gives the figure",
    "kinds_table": "Kinds of finding",
    "reliability_of": "Reliability of each party",
    "kept_sources": ("{n} source", "{n} sources"),
    "kept_claims": ("{n} claim", "{n} claims"),
    "over_claims": ("{n} claim by ", "{n} claims by "),
    "over_parties": ("{n} party, found in ", "{n} parties, found in "),
    "over_sources": ("{n} source, about ", "{n} sources, about "),
    "over_events": ("{n} event.", "{n} events."),
    "over_contested": ("{n} topic is contested: {names}.", "{n} topics are contested: {names}."),
    "over_none_contested": "Nothing is contested between parties under no common command.",
    "over_inconsistent": (
        "{n} topic is inconsistent within one command: {names}.",
        "{n} topics are inconsistent within one command: {names}.",
    ),
    "over_disputed_by_unattributed": (
        "{n} is opposed only by a claim that nobody is named for: {names}.",
        "{n} are opposed only by claims that nobody is named for: {names}.",
    ),
    "over_impossible": (
        "{n} figure is more than there can be: {names}.",
        "{n} figures are more than there can be: {names}.",
    ),
    "over_parts_do_not_sum": (
        "{n} figure is not the sum of its parts: {names}.",
        "{n} figures are not the sums of their parts: {names}.",
    ),
    "over_reported_differently": (
        "{n} figure is reported differently from its party's own words: {names}.",
        "{n} figures are reported differently from their parties' own words: {names}.",
    ),
    "over_graded_differently": (
        "{n} matter is rated differently by those who rate it: {names}.",
        "{n} matters are rated differently by those who rate them: {names}.",
    ),
    "over_apparent": (
        "{n} comparison looks like a dispute and is none ({kinds}).",
        "{n} comparisons look like disputes and are none ({kinds}).",
    ),
    "over_instance": "For instance: {sentence}",
    "over_undetermined": (
        "{n} question is open and would settle how claims stand to each other.",
        "{n} questions are open and would settle how claims stand to each other.",
    ),
    "over_current": ("Of {n} current claim, ", "Of {n} current claims, "),
    "over_single": ("{n} hangs on one origin", "{n} hang on one origin"),
    "over_lost": (", {n} has no origin that shows", ", {n} have no origin that shows"),
    "over_unnamed": " and for {n} nobody is named.",
    "over_stale": ("{n} claim is no longer current.", "{n} claims are no longer current."),
    "names_more": "; and {n} more",
    "contested_measures": "Contested: {names}.",
    "measures": ("{n} measure, none contested.", "{n} measures, none contested."),
    "nobody_says": "Nobody says anything of it here.",
    "documented": "at least {low} documented",
    "span": "from {low} to {high}",
    "span_up": "from {low}, no upper end",
    "span_down": "no lower end, up to {high}",
    "span_open": "no lower end, no upper end",
    "no_bound": "no bound",
    "read_as": "≈ {figure}",
    "above": "> {figure}",
    "below": "< {figure}",
    "story": "The whole story",
    "printed": "{when}, when it was printed",
    "unmatched": "Nothing here has all of that.",
    "sides": "{n} on the first side, {others} among those who oppose it",
    "state_past": "no longer current: {why}",
    "state_lost": "every source was taken back",
    "busy_topic": "One of {n} claims of its topic; `claimcheck explain` tells its story.",
    "score": "share of the scores",
    "probability": "probability",
    "unknown": "unknown",
    "interval": "{low} to {high}",
    "own_words": "own words",
    "as_reported": "as reported",
    "paraphrase": "paraphrase",
    "source_taken_back": "source taken back",
    "counted_up_to": "counted up to {when}",
    "fact_source": "Source",
    "fact_window": "Window",
    "fact_date": "Date",
    "fact_place": "Place",
    "fact_of": "Of",
    "fact_part_of": "Part of",
    "tie_since": "since {when}",
    "tie_until": "until {when}",
    "tie_acts_for": "acts for {name}",
    "tie_part_of": "part of {name}",
    "tie_same_as": "the same as {name}",
    "basis_own_count": "own count",
    "basis_documented": "documented, so at least",
    "basis_imagery": "from imagery",
    "basis_witness": "as a witness",
    "basis_estimate": "estimate",
    "basis_model": "from a model",
    "basis_reported": "on the report of others",
    "basis_unknown": "basis unknown",
    "relation_quotes": "quotes",
    "relation_repeats": "repeats",
    "relation_translates": "translates",
    "relation_cites_as_evidence": "cites as evidence",
    "verdict_failed": "failed",
    "verdict_warning": "to look at",
    "verdict_unchecked": "not checked",
    "verdict_right": "right",
    "tool_title": "Search and filter",
    "tool_search": "Search",
    "tool_by": "By",
    "tool_anybody": "anybody",
    "tool_kind": "Found",
    "tool_anything": "anything",
    "tool_matches": "{shown} of {all} claims",
    "tool_clear": "Show everything",
    "tool_fold": "Fold all",
    "tool_unfold": "Unfold all",
    "tool_copy": "Copy citation",
    "tool_done": "Copied",
    "tool_copied": "The citation of {claim} is copied.",
}
"""What a page says of its own beside the above; of two forms, the first is for one and the second for more."""

VERDICTS: Final = {name: str(PAGE[f"verdict_{name}"]) for name in ("failed", "warning", "unchecked", "right")}
