"""Documents that cite one another and nothing else, and the claims that stand in them."""

from collections.abc import Iterator

from claimcheck.findings.finding import Finding, Kind
from claimcheck.support.grounds import Grounds
from claimcheck.support.impact import circles_of

__all__ = ["circular_reporting"]


def circular_reporting(grounds: Grounds) -> Iterator[Finding]:
    """Yield a finding for each circle of documents in which claims stand.

    Examples:
        >>> from claimcheck.view import View
        >>> list(circular_reporting(Grounds(View())))
        []
    """
    for circle in circles_of(grounds):
        if circle.claims:
            count = len(circle.claims)
            what = "1 claim stands" if count == 1 else f"{count} claims stand"
            yield Finding(
                kind=Kind.CIRCULAR,
                claims=circle.claims,
                reason=circle.reason,
                sentence=f"{circle.reason}: {what} in them, and whoever only passes it on there is no origin of it.",
                question="Where do they have it from? A `derives_from:` that leads out of the circle would tell.",
            )
