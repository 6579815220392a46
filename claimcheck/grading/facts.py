"""What a scheme may build a grade on: the facts of one claim, source, party or event, gathered once."""

from enum import StrEnum

from attrs import frozen

__all__ = ["Facts", "Judgement", "Responsibility", "Speaker", "Told", "Victims"]


class Victims(StrEnum):
    """Who, by the words of a claim of harm, was harmed."""

    CIVILIANS = "civilians"
    OTHERS = "others"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Speaker:
    """A claimant: its name, its kind, whether somebody described it, and the command it stands under."""

    name: str
    group: str
    kind: str | None = None
    declared: bool = True


@frozen(kw_only=True)
class Told:
    """A finding about the claim: its kind, its sentence, and which other claims it names."""

    kind: str
    sentence: str
    others: tuple[str, ...] = ()
    competing: bool = False


@frozen(kw_only=True)
class Responsibility:
    """That a party holds itself responsible, and how this is known; ``matches`` if the claim blames it or nobody."""

    party: str
    how: str
    matches: bool = True


@frozen(kw_only=True)
class Judgement:
    """A grade that a person gave: under which scheme, on which axis, by whom, when, why; ``about`` what."""

    about: str
    scheme: str
    grade: str
    by: str
    axis: str | None = None
    when: str | None = None
    why: str | None = None


@frozen(kw_only=True)
class Facts:
    """What a ledger holds about one record, in the words that a grade shows.

    ``named``, ``independent`` and ``reach`` count as :meth:`Ledger.independence` does; ``supports`` to
    ``refutations`` are sentences about accepted links, and ``rivals`` those of findings that others who speak of the
    same thing blame different agents, where this claim blames nobody; ``judgements`` are what people said of this
    record, and ``judgements_beside`` of its claimants and sources. For a source, a party or an event only the names
    and judgements are filled.

    Examples:
        >>> Facts(about="c1", name="c1", kind="claim").independent
        0
    """

    about: str
    name: str
    kind: str
    figure: str = ""
    is_harm: bool = False
    victims: Victims = Victims.UNKNOWN
    subject: str | None = None
    asserts: bool = True
    current: bool = True
    gone: str = ""
    named: int = 0
    independent: int = 0
    reach: int = 0
    origins: str = ""
    claimants: tuple[Speaker, ...] = ()
    sources: tuple[str, ...] = ()
    basis: str | None = None
    agent: str | None = None
    beside: int = 0
    findings: tuple[Told, ...] = ()
    supports: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    refuted_as_combatants: tuple[str, ...] = ()
    refutations: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    responsible: tuple[Responsibility, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    judgements_beside: tuple[Judgement, ...] = ()

    def told(self, *kinds: str) -> tuple[Told, ...]:
        """The findings of these kinds.

        Examples:
            >>> found = Told(kind="contested", sentence="1 / 2.")
            >>> Facts(about="c1", name="c1", kind="claim", findings=(found,)).told("contested") == (found,)
            True
        """
        return tuple(one for one in self.findings if one.kind in kinds)

    def supplied(self, scheme: str, axis: str) -> tuple[Judgement, ...]:
        """What people supplied about the record on one axis of a scheme.

        Examples:
            >>> Facts(about="c1", name="c1", kind="claim").supplied("airwars", "near_actions")
            ()
        """
        return tuple(one for one in self.judgements if one.scheme == scheme and one.axis == axis)
