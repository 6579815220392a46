"""What words mean to each other: which are one, which lies within which, which exclude each other."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any, Final, NamedTuple
from unicodedata import normalize

from attrs import evolve

from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.model import TERM_KINDS, Measure, Sense, Term
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span

__all__ = ["Concept", "Relate", "Vocabulary", "default_vocabulary", "fold", "read_term"]


class Relate(StrEnum):
    """How one thing lies to another on an axis; ``narrower`` says that the first lies within the second."""

    EQUAL = "equal"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"

    @property
    def inverse(self) -> "Relate":
        """The relation of the second to the first."""
        return _INVERSE.get(self, self)


_INVERSE: Final = {Relate.NARROWER: Relate.WIDER, Relate.WIDER: Relate.NARROWER}


class Concept(NamedTuple):
    """What a word stands for: one term or several together; two words for one thing give equal concepts."""

    atoms: frozenset[str]

    def __str__(self) -> str:
        return " + ".join(sorted(self.atoms))


_HYPHENS: Final = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2019": "'", "\u2018": "'", "_": " "}
)
_ARTICLES: Final = ("the ", "a ", "an ")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return *word* as it is looked up: case, spaces, an article and a plural's final s left out.

    Examples:
        >>> fold("The  Drones")
        'drone'
        >>> fold("losses") == fold("loss")
        True
    """
    found = word
    while (folded := _folded(found)) != found:
        found = folded
    return found


def _folded(word: str) -> str:
    text = " ".join(word.translate(_HYPHENS).casefold().split())
    if not text.isascii():
        text = normalize("NFC", text)
    for article in _ARTICLES:
        if text.startswith(article) and len(text) > len(article):
            text = text[len(article) :]
            break
    return _singular(text)


def _singular(text: str) -> str:
    if len(text) < 4 or not text.endswith("s") or text.endswith(("ss", "us", "is")):
        return text
    if text.endswith("ies") and len(text) > 4:
        return text[:-3] + "y"
    if text.endswith(("sses", "shes", "ches", "xes")):
        return text[:-2]
    return text[:-1]


class Vocabulary:
    """Terms with their aliases, parts and exclusions, and the relations that follow from them.

    Nothing is guessed: two words that nobody has related are ``unknown`` to each other. All states exclude each
    other, since no place lies in two of them.

    Examples:
        >>> words = Vocabulary([Term(name="drone", aliases=("UAV",)), Term(name="aircraft", parts=("drone",))])
        >>> words.relate(words.concept("UAVs"), words.concept("drones"))
        <Relate.EQUAL: 'equal'>
        >>> words.relate(words.concept("drone"), words.concept("aircraft"))
        <Relate.NARROWER: 'narrower'>
        >>> words.relate(words.concept("drone"), words.concept("Geran"))
        <Relate.UNKNOWN: 'unknown'>
    """

    def __init__(
        self,
        terms: Iterable[Term] = (),
        *,
        aliases: Mapping[str, str] | None = None,
        distinct: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._terms: dict[str, Term] = {}
        for term in terms:
            name = fold(term.name)
            self._terms[name] = _merged(self._terms[name], term) if name in self._terms else term
        self._names: dict[str, str] = {}
        for name in self._terms:
            self._names[name] = name
        for alias, names in _owners(self._terms, "aliases").items():
            if len(names) == 1:
                self._names.setdefault(alias, *names)
        self._aliases = {fold(alias): fold(word) for alias, word in (aliases or {}).items()}
        meant = {alias: _followed(alias, self._aliases) for alias in self._aliases}
        self._names |= {alias: self._names.get(word, word) for alias, word in meant.items()}
        for term in self._terms.values():
            for word in (*term.parts, *term.exclusive, *term.distinct):
                self._names.setdefault(fold(word), fold(word))
        self._parents: dict[str, set[str]] = {}
        self._excluded: dict[str, set[str]] = {}
        for name, term in self._terms.items():
            self._relate_parts(name, term)
        self._distinct = tuple(distinct)
        for one, other in self._distinct:
            self._exclude(self._name(one), self._name(other))
        demonyms = _owners(self._terms, "demonyms")
        self._demonyms = {demonym: min(names) for demonym, names in demonyms.items() if len(names) == 1}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._concepts: dict[str, Concept] = {}
        self._relations: dict[tuple[Concept, Concept], Relate] = {}

    def _name(self, word: str) -> str:
        folded = fold(word)
        return self._names.get(folded, folded)

    def _relate_parts(self, name: str, term: Term) -> None:
        valued = term.kind in {"category", "characterisation"}
        for part in () if valued else (*term.parts, *term.exclusive):
            self._parents.setdefault(self._name(part), set()).add(name)
        if isinstance(term, Measure) and term.whole is not None and term.scale == "count":
            self._parents.setdefault(name, set()).add(self._name(term.whole))
        exclusive = [self._name(part) for part in term.exclusive]
        for one in exclusive:
            self._excluded.setdefault(one, set()).update(other for other in exclusive if other != one)
        for other in term.distinct:
            self._exclude(name, self._name(other))

    def _exclude(self, one: str, other: str) -> None:
        self._excluded.setdefault(one, set()).add(other)
        self._excluded.setdefault(other, set()).add(one)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms[name] for name in sorted(self._terms))

    def __len__(self) -> int:
        return len(self._terms)

    def term(self, word: str) -> Term | None:
        """The term that *word* names or is an alias of, or None."""
        return self._terms.get(self._name(word))

    def measure(self, concept: Concept | None) -> Measure | None:
        """The declared measure that *concept* is, or None where nobody declared it."""
        if concept is None:
            return None
        found = [self._terms.get(atom) for atom in sorted(concept.atoms)]
        measures = [term for term in found if isinstance(term, Measure)]
        return measures[0] if measures and len(measures) == len(found) else None

    def is_known(self, word: str) -> bool:
        """Whether *word* is a term or an alias of one, or a part or an opposite that a term names."""
        return fold(word) in self._names

    def concept(self, word: str) -> Concept:
        """What *word* stands for; ``A and B`` or ``A or B`` stand for both where both are known."""
        folded = fold(word)
        found = self._concepts.get(folded)
        if found is None:
            found = self._concepts[folded] = self._find(folded)
        return found

    def _find(self, folded: str) -> Concept:
        name = self._names.get(folded)
        if name is not None:
            return Concept(frozenset({name}))
        for joint in (" or ", " and ", "/"):
            pieces = [self._names.get(fold(piece)) for piece in folded.split(joint)]
            if len(pieces) > 1 and None not in pieces:
                return Concept(frozenset(piece for piece in pieces if piece is not None))
        return Concept(frozenset({folded}))

    def split_operator(self, subject: str) -> tuple[str | None, str]:
        """Split a leading demonym off *subject*: whose drones they are, and what they are.

        Examples:
            >>> words = Vocabulary([Term(name="Russia", kind="state", demonyms=("Russian",))])
            >>> words.split_operator("Russian drones")
            ('Russia', 'drones')
            >>> words.split_operator("drones")
            (None, 'drones')
        """
        if self.is_known(subject):
            return None, subject
        words = subject.split()
        if words and words[0].casefold() == "the":
            words = words[1:]
        for length in (3, 2, 1):
            if len(words) > length:
                state = self._demonyms.get(fold(" ".join(words[:length])))
                if state is not None:
                    return self._terms[state].name, " ".join(words[length:])
        return None, subject

    def state_of(self, word: str) -> str:
        """The state that a demonym stands for, else *word* itself."""
        state = self._demonyms.get(fold(word))
        return word if state is None or self.is_known(word) else self._terms[state].name

    def ancestors(self, atom: str) -> frozenset[str]:
        """The terms that contain *atom*, itself among them."""
        found = self._ancestors.get(atom)
        if found is None:
            reached, waiting = {atom}, [atom]
            while waiting:
                for parent in self._parents.get(waiting.pop(), ()):
                    if parent not in reached:
                        reached.add(parent)
                        waiting.append(parent)
            found = self._ancestors[atom] = frozenset(reached)
        return found

    def containing(self, concept: Concept) -> frozenset[Concept]:
        """The single terms that contain the whole of *concept*, itself left out."""
        common = frozenset.intersection(*(self.ancestors(atom) for atom in concept.atoms))
        return frozenset(Concept(frozenset({name})) for name in common) - {concept}

    def relate(self, one: Concept, other: Concept) -> Relate:
        """How *one* lies to *other*; ``unknown`` where nobody has said."""
        if one == other:
            return Relate.EQUAL
        key = (one, other)
        found = self._relations.get(key)
        if found is None:
            found = self._relations[key] = self._relate(one.atoms, other.atoms)
            self._relations[other, one] = found.inverse
        return found

    def _relate(self, one: frozenset[str], other: frozenset[str]) -> Relate:
        within = all(self._within(atom, other) for atom in one)
        around = all(self._within(atom, one) for atom in other)
        if within and around:
            return Relate.EQUAL
        if within:
            return Relate.NARROWER
        if around:
            return Relate.WIDER
        if all(self._apart(a, b) for a in one for b in other):
            return Relate.DISJOINT
        if self._overlap(one, other):
            return Relate.OVERLAPPING
        return Relate.UNKNOWN

    def _within(self, atom: str, whole: frozenset[str]) -> bool:
        return not self.ancestors(atom).isdisjoint(whole)

    def _apart(self, one: str, other: str) -> bool:
        if one == other:
            return False
        mine, theirs = self.ancestors(one), self.ancestors(other)
        if any(not self._excluded.get(name, frozenset()).isdisjoint(theirs) for name in mine):
            return True
        states, others = self._states(mine), self._states(theirs)
        return bool(states) and bool(others) and states.isdisjoint(others)

    def _states(self, names: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name in names if name in self._terms and self._terms[name].kind == "state")

    def _overlap(self, one: frozenset[str], other: frozenset[str]) -> bool:
        shared = {atom for atom in one if self._within(atom, other)} | {
            atom for atom in other if self._within(atom, one)
        }
        mine = any(all(self._apart(a, b) for b in other) for a in one - shared)
        theirs = any(all(self._apart(a, b) for a in one) for b in other - shared)
        return bool(shared) and mine and theirs

    def excludes(self, one: str, other: str) -> bool:
        """Whether the values *one* and *other* are declared exclusive."""
        return self.relate(self.concept(one), self.concept(other)) is Relate.DISJOINT

    def may_exclude(self, concept: Concept) -> bool:
        """Whether anything at all is declared to exclude the term, or one that contains it.

        Examples:
            >>> words = Vocabulary([Term(name="rain"), Term(name="verdict", exclusive=("guilty", "not guilty"))])
            >>> words.may_exclude(words.concept("guilty")), words.may_exclude(words.concept("rain"))
            (True, False)
        """
        names = frozenset(name for atom in concept.atoms for name in self.ancestors(atom))
        return any(self._excluded.get(name) for name in names) or bool(self._states(names))

    def kind(self, word: str) -> str | None:
        """The kind under which *word* is declared; a value belongs to the kind that lists it."""
        name = self._name(word)
        term = self._terms.get(name)
        if term is not None and term.kind is not None:
            return term.kind
        return next(
            (
                term.kind
                for _, term in sorted(self._terms.items())
                if term.kind in {"category", "characterisation"}
                and name in {self._name(value) for value in (*term.exclusive, *term.parts)}
            ),
            None,
        )

    def surface_forms(self) -> Mapping[str, str]:
        """Each folded word that the vocabulary knows, with the folded name of its term."""
        return self._names

    def extended(
        self,
        terms: Iterable[Term] = (),
        *,
        aliases: Mapping[str, str] | None = None,
        distinct: Iterable[tuple[str, str]] = (),
    ) -> "Vocabulary":
        """Return a vocabulary with *terms* added to these; a term declared twice holds what both say.

        An alias that *terms* give to another term than these do is that other term's from now on.

        Examples:
            >>> words = Vocabulary([Term(name="shot down", aliases=("downed",))])
            >>> words.extended([Term(name="crashed", aliases=("downed",))]).term("downed").name
            'crashed'
        """
        added = [self._as_held(term) for term in terms]
        taken = {fold(alias): fold(term.name) for term in added for alias in term.aliases}
        kept = [
            term
            if all(taken.get(fold(alias), name) == name for alias in term.aliases)
            else evolve(term, aliases=tuple(one for one in term.aliases if taken.get(fold(one), name) == name))
            for name, term in self._terms.items()
        ]
        return Vocabulary(
            [*kept, *added], aliases={**self._aliases, **(aliases or {})}, distinct=(*self._distinct, *distinct)
        )

    def _as_held(self, term: Term) -> Term:
        """More about a term under one of its aliases belongs to the term; a definition or a kind makes it another."""
        name = fold(term.name)
        held = self._terms.get(self._names.get(name, name))
        if name in self._terms or held is None or term.kind is not None or term.definition is not None:
            return term
        return evolve(term, name=held.name)


def _owners(terms: Mapping[str, Term], field: str) -> dict[str, set[str]]:
    """Each folded alias or demonym with the terms that claim it: one that two claim names neither."""
    owners: dict[str, set[str]] = {}
    for name, term in terms.items():
        for word in getattr(term, field):
            owners.setdefault(fold(word), set()).add(name)
    return owners


def _followed(word: str, aliases: Mapping[str, str]) -> str:
    """What *word* stands for at the end of a chain of aliases; in a ring, the first by the alphabet."""
    path = [word]
    while path[-1] in aliases:
        if aliases[path[-1]] in path:
            return min(path[path.index(aliases[path[-1]]) :])
        path.append(aliases[path[-1]])
    return path[-1]


def _merged(old: Term, new: Term) -> Term:
    """What both say of one term; where they differ on a single thing, the newer word stands."""
    kind = new.kind or old.kind
    either = isinstance(old, Measure) or isinstance(new, Measure)
    cls = Measure if either and (kind is None or kind in _MEASURED_KINDS) else Term
    fields: dict[str, Any] = {"name": new.name}
    for name in ("aliases", "parts", "exclusive", "distinct", "demonyms", "senses"):
        if cls is Term and name == "senses":
            continue
        both = (*getattr(old, name, ()), *getattr(new, name, ()))
        fields[name] = tuple(dict.fromkeys(both))
    for name in ("definition", "scale", "adds_over", "tolerance", "whole"):
        if cls is Term and name != "definition":
            continue
        newer = getattr(new, name, None)
        fields[name] = getattr(old, name, None) if newer is None else newer
    if cls is Measure:
        for name in ("accumulates", "timeless", "difference", "one_holder", "running"):
            fields[name] = getattr(old, name, False) or getattr(new, name, False)
    return cls(kind=kind, **fields)


def read_term(name: str, entry: Mapping[str, Any]) -> Term:
    """Return the term that a vocabulary's *entry* describes; every scalar of it is text.

    Raises:
        InvalidRecord: The entry has an unknown field or a value that the field cannot take.

    Examples:
        >>> read_term("shot down", {"kind": "measure", "aliases": ["downed"], "accumulates": "yes"}).accumulates
        True
    """
    if not isinstance(entry, Mapping):
        raise InvalidRecord(f"expected the fields of the term {name!r}, got {entry!r}")
    unknown = sorted(set(entry) - _ENTRY_FIELDS)
    if unknown:
        raise InvalidRecord(f"unknown field {unknown[0]!r} of the term {name!r}")
    if not isinstance(entry.get("kind"), str | None):
        raise InvalidRecord(f"kind: expected a word, got {entry['kind']!r}")
    kinds = ("measure", *TERM_KINDS, "category", "characterisation")
    if entry.get("kind") not in {None, *kinds}:
        raise InvalidRecord(f"kind: expected one of {', '.join(kinds)}; got {entry['kind']!r}")
    fields: dict[str, Any] = {"name": name, "kind": entry.get("kind")}
    for word in ("aliases", "parts", "distinct", "demonyms"):
        fields[word] = _words(entry, word)
    exclusive = entry.get("exclusive")
    if isinstance(exclusive, str) or exclusive is None:
        fields["exclusive"] = fields["parts"] if _yes(entry, "exclusive") else ()
    else:
        fields["exclusive"] = _words(entry, "exclusive")
    fields["definition"] = entry.get("definition")
    measured = _MEASURE_FIELDS & set(entry)
    if entry.get("kind") not in _MEASURED_KINDS:
        if measured:
            raise InvalidRecord(f"only a measure has the field {min(measured)!r}, and {name!r} is none")
        return Term(**fields)
    for word in ("accumulates", "timeless", "difference", "one_holder", "running"):
        fields[word] = _yes(entry, word)
    valued = None if entry["kind"] == "measure" else entry["kind"]
    fields["scale"] = entry.get("scale") or valued
    fields["adds_over"] = _words(entry, "adds_over") if "adds_over" in entry else None
    fields["whole"] = entry.get("whole")
    if entry.get("tolerance") is not None:
        fields["tolerance"] = parse_quantity(str(entry["tolerance"]))
        if fields["tolerance"] is None:
            raise InvalidRecord(f"tolerance: expected a figure, got {entry['tolerance']!r}")
    senses = entry.get("senses") or ()
    if isinstance(senses, str | Mapping) or not isinstance(senses, Iterable):
        raise InvalidRecord(f"senses: expected a list, got {senses!r}")
    fields["senses"] = tuple(_sense(sense, name) for sense in senses)
    return Measure(**fields)


_MEASURE_FIELDS: Final = frozenset(
    "scale adds_over accumulates timeless difference one_holder running tolerance whole senses".split()
)
_MEASURED_KINDS: Final = frozenset({"measure", "category", "characterisation"})
_ENTRY_FIELDS: Final = _MEASURE_FIELDS | frozenset("kind aliases parts exclusive distinct demonyms definition".split())
_TRUTH: Final = {"yes": True, "true": True, "no": False, "false": False}


def _words(entry: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = entry.get(field)
    if value is None:
        return ()
    if isinstance(value, Mapping) or not isinstance(value, str | Iterable):
        raise InvalidRecord(f"{field}: expected words, got {value!r}")
    items = (value,) if isinstance(value, str) else tuple(value)
    if not all(isinstance(item, str) for item in items):
        raise InvalidRecord(f"{field}: expected words, got {value!r}")
    return items


def _yes(entry: Mapping[str, Any], field: str) -> bool:
    value = str(entry.get(field) or "no").casefold()
    if value not in _TRUTH:
        raise InvalidRecord(f"{field}: expected yes or no, got {entry[field]!r}")
    return _TRUTH[value]


def _sense(entry: Any, name: str) -> Sense:
    if not isinstance(entry, Mapping):
        raise InvalidRecord(f"senses: expected by, word, means, since, until; got {entry!r}")
    unknown = sorted(set(entry) - {"by", "word", "means", "since", "until"})
    if unknown:
        raise InvalidRecord(f"unknown field {unknown[0]!r} in a sense of {name!r}")
    since, until = entry.get("since"), entry.get("until")
    return Sense(
        by=entry.get("by") or "",
        word=entry.get("word") or name,
        means=entry.get("means") or name,
        since=None if since is None else time_span(since),
        until=None if until is None else time_span(until),
    )


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that is shipped with the library.

    Examples:
        >>> words = default_vocabulary()
        >>> words.relate(words.concept("UAVs"), words.concept("drones"))
        <Relate.EQUAL: 'equal'>
    """
    import yaml  # noqa: PLC0415 - 15 ms that `import claimcheck` does not spend

    text = (resources.files("claimcheck") / "vocabulary.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    problems, terms = [], []
    for name, entry in content["vocabulary"].items():
        try:
            terms.append(read_term(name, entry))
        except InvalidRecord as err:
            problems.append(Problem("vocabulary.yaml", str(err)))
    if problems:
        raise BadInput(problems)
    return Vocabulary(terms)
