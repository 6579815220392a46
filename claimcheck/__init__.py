"""Track who said what, what backs it, and what is contested."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimcheck.comparing.compare import compare as compare
    from claimcheck.comparing.comparison import Comparison as Comparison
    from claimcheck.comparing.comparison import Outcome as Outcome
    from claimcheck.comparing.statements import compare_statements as compare_statements
    from claimcheck.errors import BadInput as BadInput
    from claimcheck.errors import ClaimCheckError as ClaimCheckError
    from claimcheck.errors import Problem as Problem
    from claimcheck.findings.finding import Finding as Finding
    from claimcheck.findings.positions import Position as Position
    from claimcheck.findings.topics import Topic as Topic
    from claimcheck.formats import read as read
    from claimcheck.formats import write as write
    from claimcheck.formats.sourcefiles import suspected_copies as suspected_copies
    from claimcheck.fusing import fuse as fuse
    from claimcheck.fusion.fused import Fusion as Fusion
    from claimcheck.grading.grades import grade as grade
    from claimcheck.grading.scheme import Grade as Grade
    from claimcheck.grading.scheme import Scheme as Scheme
    from claimcheck.incidents.incident import Incident as Incident
    from claimcheck.incidents.series import Timeline as Timeline
    from claimcheck.ledger import Ledger as Ledger
    from claimcheck.model import Appearance as Appearance
    from claimcheck.model import Assessment as Assessment
    from claimcheck.model import Claim as Claim
    from claimcheck.model import Event as Event
    from claimcheck.model import Link as Link
    from claimcheck.model import Measure as Measure
    from claimcheck.model import Party as Party
    from claimcheck.model import Proposition as Proposition
    from claimcheck.model import Source as Source
    from claimcheck.quantity import Quantity as Quantity
    from claimcheck.reading.figures import find_quantities as find_quantities
    from claimcheck.reading.figures import parse_quantity as parse_quantity
    from claimcheck.reading.speech.drafts import Draft as Draft
    from claimcheck.reading.speech.drafts import extract as extract
    from claimcheck.reporting import report as report
    from claimcheck.searching.similar import Similar as Similar
    from claimcheck.tables.flagging import flag as flag
    from claimcheck.tables.styled import show_flags as show_flags
    from claimcheck.times import TimeSpan as TimeSpan
    from claimcheck.times import find_times as find_times
    from claimcheck.times import parse_time as parse_time
    from claimcheck.tracing.copies import find_copies as find_copies
    from claimcheck.tracing.copy import Copy as Copy
    from claimcheck.tracing.sourcetext import SourceText as SourceText
    from claimcheck.verifying.checking import verify as verify
    from claimcheck.verifying.quotes import find_quote as find_quote
    from claimcheck.verifying.verification import Verification as Verification
    from claimcheck.vocabulary import Vocabulary as Vocabulary

__version__ = "0.1.0.dev0"

_HOMES = {
    "Appearance": "claimcheck.model",
    "Assessment": "claimcheck.model",
    "BadInput": "claimcheck.errors",
    "Claim": "claimcheck.model",
    "ClaimCheckError": "claimcheck.errors",
    "Comparison": "claimcheck.comparing.comparison",
    "Copy": "claimcheck.tracing.copy",
    "Draft": "claimcheck.reading.speech.drafts",
    "Event": "claimcheck.model",
    "Finding": "claimcheck.findings.finding",
    "Fusion": "claimcheck.fusion.fused",
    "Grade": "claimcheck.grading.scheme",
    "Incident": "claimcheck.incidents.incident",
    "Ledger": "claimcheck.ledger",
    "Link": "claimcheck.model",
    "Measure": "claimcheck.model",
    "Outcome": "claimcheck.comparing.comparison",
    "Party": "claimcheck.model",
    "Position": "claimcheck.findings.positions",
    "Problem": "claimcheck.errors",
    "Proposition": "claimcheck.model",
    "Quantity": "claimcheck.quantity",
    "Scheme": "claimcheck.grading.scheme",
    "Similar": "claimcheck.searching.similar",
    "Source": "claimcheck.model",
    "SourceText": "claimcheck.tracing.sourcetext",
    "TimeSpan": "claimcheck.times",
    "Timeline": "claimcheck.incidents.series",
    "Topic": "claimcheck.findings.topics",
    "Verification": "claimcheck.verifying.verification",
    "Vocabulary": "claimcheck.vocabulary",
    "compare": "claimcheck.comparing.compare",
    "compare_statements": "claimcheck.comparing.statements",
    "extract": "claimcheck.reading.speech.drafts",
    "find_copies": "claimcheck.tracing.copies",
    "find_quantities": "claimcheck.reading.figures",
    "find_quote": "claimcheck.verifying.quotes",
    "find_times": "claimcheck.times",
    "flag": "claimcheck.tables.flagging",
    "fuse": "claimcheck.fusing",
    "grade": "claimcheck.grading.grades",
    "parse_quantity": "claimcheck.reading.figures",
    "parse_time": "claimcheck.times",
    "read": "claimcheck.formats",
    "report": "claimcheck.reporting",
    "show_flags": "claimcheck.tables.styled",
    "suspected_copies": "claimcheck.formats.sourcefiles",
    "verify": "claimcheck.verifying.checking",
    "write": "claimcheck.formats",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table is the list


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
