"""The word lists of attributions: each form of a verb says which verb and which form it is."""

import pytest

from claimcheck.reading.language import UnknownLanguage
from claimcheck.reading.saying import saying


def test_every_verb_has_its_forms() -> None:
    """A verb stands with base, third person, past and -ing form; a participle of its own is told from the past."""
    verbs = saying("en").verbs

    assert {form: sorted(verbs[form].forms) for form in ("say", "says", "said", "saying", "wrote", "written")} == {
        "say": ["base"],
        "says": ["third"],
        "said": ["participle", "past"],
        "saying": ["ongoing"],
        "wrote": ["past"],
        "written": ["participle"],
    }


def test_a_verb_may_be_of_several_classes() -> None:
    """To deny is to attribute with a noun, and to deny."""
    assert saying("en").verbs["denied"].classes == {"nominal", "denying"}


def test_forms_are_lower_case_words() -> None:
    """No form holds a space or a capital: each is looked up as one token in lower case."""
    forms = saying("en").verbs

    assert [form for form in forms if not form.isalpha() or form != form.lower()] == []


def test_lists_of_words_hold_no_commas() -> None:
    """A comma left in a list would be part of a word that no text has."""
    words = saying("en")

    assert [word for group in (*words.words.values(), *words.nouns.values()) for word in group if "," in word] == []


def test_several_words_may_be_one_entry() -> None:
    """In the lists of nouns, words in quotation marks are one entry."""
    assert {"air force", "general staff", "police"} <= saying("en").nouns["institutions"]


def test_an_unknown_language_is_refused() -> None:
    """The message names the languages that can be read."""
    with pytest.raises(UnknownLanguage, match=r"can be read \(en\), got 'xx'"):
        saying("xx")
