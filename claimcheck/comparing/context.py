"""What comparing asks of a ledger, and what stands in its place for claims that belong to none."""

from collections.abc import Iterable
from typing import Protocol

from claimcheck.model import Attribution, Claim, Event
from claimcheck.quantity import Quantity
from claimcheck.spans import TimeSpan
from claimcheck.vocabulary import Vocabulary, default_vocabulary, fold

__all__ = ["Bare", "Context"]


class Context(Protocol):
    """What resolving and comparing ask of a ledger."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words in force."""

    def event(self, key: str) -> Event | None:
        """The event of that key."""

    def incident(self, key: str) -> str:
        """The key that stands for the event and all that a person merged with it."""

    def incidents_around(self, key: str) -> tuple[str, ...]:
        """The incidents that the event is part of, from the nearest outwards."""

    def events_distinct(self, one: str, other: str) -> bool:
        """Whether a person declared the two events different."""

    def party(self, key: str) -> str:
        """The key that stands for the party and all that are the same as it."""

    def party_name(self, key: str) -> str:
        """The party's name, for a sentence."""

    def is_called(self, key: str, name: str) -> bool:
        """Whether the party has this key, name or alias."""

    def control_group(self, key: str, when: TimeSpan | None) -> str:
        """The key that stands for all parties joined by ``acts_for`` at that time."""

    def own_words(self, claim: Claim) -> bool:
        """Whether the claim is known from its claimant itself, and not only through a report."""

    def disputed(self, one: str, other: str) -> bool:
        """Whether a person set a ``disputes`` link between the two claims."""

    def acts_joined(self, one: str, other: str) -> bool:
        """Whether a person joined the two claims as reports of one act."""

    def figures(self, claimants: tuple[str, ...], event: str | None, value: Quantity) -> Iterable[Claim]:
        """The claims of these claimants about this incident that give the same figure."""


class Bare:
    """The context of claims that belong to no ledger: the shipped vocabulary, and each name for itself."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The shipped vocabulary."""
        return default_vocabulary()

    def event(self, key: str) -> Event | None:
        """None: nothing is known of any event."""
        return None

    def incident(self, key: str) -> str:
        """The event itself."""
        return key

    def incidents_around(self, key: str) -> tuple[str, ...]:
        """None are known."""
        return ()

    def events_distinct(self, one: str, other: str) -> bool:
        """False: nobody said so."""
        return False

    def party(self, key: str) -> str:
        """The party itself, by its folded name."""
        return fold(key)

    def party_name(self, key: str) -> str:
        """The key, which is all that is known."""
        return key

    def is_called(self, key: str, name: str) -> bool:
        """Whether the name is the key."""
        return fold(key) == fold(name)

    def control_group(self, key: str, when: TimeSpan | None) -> str:
        """The party alone."""
        return fold(key)

    def own_words(self, claim: Claim) -> bool:
        """Whether no report stands between: nothing is known of any publisher."""
        return not claim.appearances or any(
            appearance.attribution is Attribution.OWN for appearance in claim.appearances
        )

    def disputed(self, one: str, other: str) -> bool:
        """False: there are no links."""
        return False

    def acts_joined(self, one: str, other: str) -> bool:
        """False: there are no links."""
        return False

    def figures(self, claimants: tuple[str, ...], event: str | None, value: Quantity) -> Iterable[Claim]:
        """None are known."""
        return ()
