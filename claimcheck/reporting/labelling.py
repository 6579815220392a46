"""The labels of a report: those of the library in English, or a house's own, in its style and its language.

A file of labels gives words in place of the library's, by the names that these have. What it leaves out stays English.
The sentences of findings, stories and checks are the library's own and stay as they are.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import Any, Final

from attrs import evolve, field, frozen

from claimcheck.errors import BadInput, Problem
from claimcheck.formats.marked import Fields, Items, Node, read_marked
from claimcheck.markup import visible
from claimcheck.reporting.labels import (
    COLUMNS,
    COURSES,
    EVENTS,
    FUSION,
    GRADES,
    KINDS,
    OTHERS,
    PAGE,
    RELIABILITY,
    SECTIONS,
    Kindred,
    Words,
    kind_words,
)

__all__ = ["ENGLISH", "LANGUAGE", "Labels", "read_labels", "write_labels"]

Forms = str | tuple[str, ...]

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""A language as browsers and screen readers take one: "uk", "zh-Hant"."""

_RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LEFT_TO_SCRIPT: Final = "tool_"
"""What the names of labels begin with whose places the page's script fills in."""

_PLURAL: Final = "n != 1"
_BEYOND: Final = 200
"""Numbers below it are asked of the rule one by one; beyond, rules go by the last two digits."""

_LARGEST: Final = 1_000_000
_GROUPS: Final = ("words", "kinds", "sections", "columns")
_FIELDS: Final = ("language", "plural", *_GROUPS)


def _named(sections: Iterable[Kindred]) -> dict[str, tuple[str, str]]:
    return {one.id: (one.title, one.lead) for one in sections}


@frozen(kw_only=True)
class Labels:
    """Every word that a report adds of its own.

    Called with the name of a word it gives the word, with a number the form that goes with the number, and with
    values the word with these in their places.

    Examples:
        >>> ENGLISH("silent_here"), ENGLISH("origins", 2), ENGLISH("tie_acts_for", name="Ukraine")
        ('Silent here', '2 origins', 'acts for Ukraine')
    """

    language: str = "en"
    words: Mapping[str, Forms] = field(factory=lambda: dict(PAGE))
    kinds: Mapping[str, Words] = field(factory=lambda: dict(KINDS))
    sections: Mapping[str, tuple[str, str]] = field(
        factory=lambda: _named((*SECTIONS, FUSION, RELIABILITY, GRADES, EVENTS, COURSES, OTHERS))
    )
    columns: Mapping[str, tuple[str, ...]] = field(factory=lambda: dict(COLUMNS))
    plural: str = _PLURAL
    _form: Callable[[int], int] = field(init=False, eq=False, repr=False)

    @_form.default
    def _rule(self) -> Callable[[int], int]:
        return c2py(self.plural)

    def __call__(self, name: str, number: int | None = None, /, **values: object) -> str:
        """Return the word of that name, in the form that goes with the number, with the values in its places."""
        told = self.words[name]
        if isinstance(told, tuple):
            told = told[max(0, min(self._form(number or 0), len(told) - 1))]
        if number is not None:
            values["n"] = f"{number:,}"
        return told if name.startswith(_LEFT_TO_SCRIPT) else told.format(**values)

    @property
    def direction(self) -> str:
        """In which direction the language is written: "ltr" or "rtl"."""
        return "rtl" if self.language.partition("-")[0].casefold() in _RIGHT_TO_LEFT else "ltr"

    def kind(self, kind: str) -> Words:
        """What a kind of finding is called and means; one that no label names is called by its own name."""
        return self.kinds.get(kind) or kind_words(kind)

    def section(self, kindred: Kindred) -> Kindred:
        """The section under the title and the lead that it has here."""
        title, lead = self.sections[kindred.id]
        return kindred._replace(title=title, lead=lead)

    def for_page(self) -> dict[str, Any]:
        """Return every word as plain data, for a template that takes no Python.

        ``form`` has the place of the form that goes with each number below 200; beyond, a rule goes by the last two
        digits.

        Examples:
            >>> page = ENGLISH.for_page()
            >>> page["overview"], page["form"][:3], page["columns"]["kinds"][0]
            ('Overview', [1, 0, 1], 'Finding')
        """
        named = {
            f"{one.id}_section": {"id": one.id, "title": title, "lead": lead}
            for one in (COURSES, EVENTS, FUSION, GRADES, RELIABILITY)
            for title, lead in (self.sections[one.id],)
        }
        form = [self._form(number) for number in range(_BEYOND)]
        return {**self.words, **named, "columns": dict(self.columns), "form": form}


ENGLISH: Final = Labels()
"""The labels of the library."""


def read_labels(path: str | os.PathLike[str]) -> Labels:
    """Return the labels in a YAML file; what it leaves out is that of the library.

    Raises:
        BadInput: The file is no YAML, is too large, names a label that there is not, leaves out or makes up a place
            such as ``{n}``, or gives another number of forms than its rule for plurals has; every problem with its
            line.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "house.yaml")
        ...     _ = file.write_text("words: {overview: At a glance}", encoding="utf-8")
        ...     read_labels(file)("overview")
        'At a glance'
    """
    place = Path(path)
    with place.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise BadInput([Problem(str(place), f"more than {_LARGEST:,} bytes are no file of labels")])
    root, problems = read_marked(data, str(place))
    reading = _Reading(str(place), problems)
    labels = reading.labels(root)
    if problems:
        raise BadInput(problems)
    return labels


class _Reading:
    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems = name, problems

    def add(self, line: int, message: str) -> None:
        self.problems.append(Problem(f"{self.name}:{line}", visible(message)))

    def labels(self, root: Node) -> Labels:
        if root is None:
            return ENGLISH
        if not isinstance(root, Fields):
            self.add(1, f"expected {', '.join(_FIELDS)}")
            return ENGLISH
        self._refuse(root, _FIELDS, "")
        language = self._language(root)
        plural = self._plural(root)
        forms = 1 + max(c2py(plural)(number) for number in range(_BEYOND))
        words = {name: self._word(held, name, forms) for held, name in self._given(root, "words", PAGE)}
        kinds = {
            name: Words(*self._pair(held, name, ("title", "meaning"), ENGLISH.kinds[name]))
            for held, name in self._given(root, "kinds", ENGLISH.kinds)
        }
        sections = {
            name: self._pair(held, name, ("title", "lead"), ENGLISH.sections[name])
            for held, name in self._given(root, "sections", ENGLISH.sections)
        }
        columns = {name: self._columns(held, name) for held, name in self._given(root, "columns", COLUMNS)}
        if forms > 2 and not self.problems:
            words = {name: _stretched(told, forms) for name, told in PAGE.items()} | words
        if self.problems:
            return ENGLISH
        return evolve(
            ENGLISH,
            language=language,
            plural=plural,
            words={**ENGLISH.words, **words},
            kinds={**ENGLISH.kinds, **kinds},
            sections={**ENGLISH.sections, **sections},
            columns={**ENGLISH.columns, **columns},
        )

    def _language(self, root: Fields) -> str:
        told = self._text(root, "language") or ENGLISH.language
        if LANGUAGE.fullmatch(told) is None:
            self.add(root.line_of("language"), f"language: expected a tag such as uk or zh-Hant, got {told!r:.80}")
        return told

    def _plural(self, root: Fields) -> str:
        rule = self._text(root, "plural") or _PLURAL
        try:
            forms = [c2py(rule)(number) for number in range(_BEYOND)]
        except (ValueError, RecursionError, ZeroDivisionError, OverflowError) as err:
            self.add(
                root.line_of("plural"),
                f"plural: expected a rule as gettext has it, such as n != 1, got {rule!r} ({err})",
            )
            return _PLURAL
        if min(forms) < 0 or max(forms) > 5:
            expected = "expected a rule that gives the places of up to six forms"
            self.add(root.line_of("plural"), f"plural: {expected}, got {max(forms) + 1}")
            return _PLURAL
        return rule

    def _given(self, root: Fields, group: str, known: Mapping[str, object]) -> Iterator[tuple[Fields, str]]:
        held = root.get(group)
        if held is None:
            return
        if not isinstance(held, Fields):
            self.add(root.line_of(group), f"{group}: expected labels by name")
            return
        self._refuse(held, known, f"{group}: ")
        yield from ((held, name) for name in held if name in known)

    def _refuse(self, held: Fields, known: Iterable[str], where: str) -> None:
        names = list(known)
        for name in held:
            if name not in names:
                near = get_close_matches(name[:80], names, n=1)
                meant = f"; did you mean {near[0]!r}?" if near else ""
                self.add(held.lines.get(name, held.line), f"{where}there is no label {name[:80]!r}{meant}")

    def _text(self, held: Fields, name: str) -> str | None:
        value = held.get(name)
        if value is None or isinstance(value, str):
            return value
        self.add(held.line_of(name), f"{name}: expected a text")
        return None

    def _word(self, held: Fields, name: str, forms: int) -> Forms:
        default, value, line = PAGE[name], held[name], held.line_of(name)
        if isinstance(default, str):
            return self._checked(value, default, name, line)
        if not isinstance(value, Items) or len(value) != forms:
            self.add(line, f"{name}: expected a list of {forms} forms, one for each that the rule for plurals has")
            return default
        return tuple(self._checked(one, default[-1], name, at) for one, at in zip(value, value.lines, strict=True))

    def _pair(self, held: Fields, name: str, fields: tuple[str, str], default: tuple[str, str]) -> tuple[str, str]:
        entry = held[name]
        if not isinstance(entry, Fields):
            self.add(held.line_of(name), f"{name}: expected {' and '.join(fields)}")
            return default
        self._refuse(entry, fields, f"{name}: ")
        first, second = (
            self._plain(entry[one], told, f"{name}: {one}", entry.line_of(one)) if one in entry else told
            for one, told in zip(fields, default, strict=True)
        )
        return first, second

    def _columns(self, held: Fields, name: str) -> tuple[str, ...]:
        value, default = held[name], COLUMNS[name]
        if not isinstance(value, Items) or len(value) != len(default):
            self.add(held.line_of(name), f"{name}: expected a list of {len(default)} headings")
            return default
        return tuple(
            self._plain(one, told, name, line) for one, told, line in zip(value, default, value.lines, strict=True)
        )

    def _plain(self, value: Node, default: str, name: str, line: int) -> str:
        """A label in which nothing is filled in: any text."""
        if isinstance(value, str):
            return value
        self.add(line, f"{name}: expected a text")
        return default

    def _checked(self, value: Node, default: str, name: str, line: int) -> str:
        """The label, if it is a text with the places of the one that it stands for and no others."""
        if not isinstance(value, str):
            self.add(line, f"{name}: expected a text")
            return default
        try:
            places = _places(value)
        except ValueError:
            self.add(line, f"{name}: a brace stands alone in {value!r:.80}; write it twice to have it shown")
            return default
        if places != (wanted := _places(default)):
            told = ", ".join(f"{{{place}}}" for place in sorted(wanted)) or "none"
            self.add(line, f"{name}: expected the places {told}, as in {default!r:.80}")
            return default
        return value


def _places(text: str) -> frozenset[str]:
    """The places in a label, as written: "{n}" has n, and "{n.real}" has "n.real", which no label has."""
    found = set()
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None:
            found.add(f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}")
    return frozenset(found)


def _stretched(told: Forms, forms: int) -> Forms:
    """The library's word for a rule with more forms than English has: the last stands for all others."""
    return told if isinstance(told, str) else told[:1] + told[-1:] * (forms - 1)


def write_labels() -> str:
    """Return the library's labels as a file to be changed, with what each part is for.

    Examples:
        >>> print(write_labels().splitlines()[-1])
          kinds: ["Finding", "Here", "Means that"]
    """
    return "".join(f"{line}\n" for line in _lines(ENGLISH))


def _lines(labels: Labels) -> Iterator[str]:
    yield "# The labels of a report, in English: write your own on the right, and leave out what stays as it is."
    yield "# Then: claimcheck report case.yaml -o report.html --labels this-file.yaml"
    yield "# Places such as {n} are filled in, and stay as they are; the sentences of findings are the library's."
    yield f"language: {labels.language}  # by which browsers and screen readers read the page, such as uk or zh-Hant"
    yield "# Which form a number takes, as gettext has it. Ukrainian and Russian have three:"
    yield "# n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
    yield f'plural: "{labels.plural}"'
    yield "words:  # those that are counted have a list of forms"
    yield from (f"  {name}: {_written(told)}" for name, told in labels.words.items())
    yield "kinds:  # of finding"
    for name, (title, meaning) in labels.kinds.items():
        yield f"  {name}: {{title: {_written(title)}, meaning: {_written(meaning)}}}"
    yield "sections:"
    for name, (title, lead) in labels.sections.items():
        yield f"  {name}: {{title: {_written(title)}, lead: {_written(lead)}}}"
    yield "columns:  # of each table"
    yield from (f"  {name}: {_written(told)}" for name, told in labels.columns.items())


def _written(told: Forms) -> str:
    if isinstance(told, tuple):
        return f"[{', '.join(map(_written, told))}]"
    return '"' + told.replace("\\", "\\\\").replace('"', '\\"') + '"'
