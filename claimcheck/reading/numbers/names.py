"""Which numbers stand in a name, a code or a score: Tu-95, Flight 370, the Group of 20, Game 7, lost 2-3?"""

from claimcheck.reading.numbers.scan import HYPHENS, Scan

__all__ = ["is_joined_before", "is_name", "is_numbered_name", "is_pair"]

_APOSTROPHES = frozenset("'’")
_OF_ONE = frozenset({"is", "was", "has"})
_OPENING = frozenset('"“‘:;')
_SENTENCE_ENDS = frozenset(".!?")
_EMERGENCY = 3  # digits of a number to call: 112
_LONGEST_QUOTED = 30  # tokens within which a quotation is looked for its end


def is_joined_before(scan: Scan, index: int) -> bool:
    """Return whether the number is part of a name or a code, by what stands before it.

    Examples:
        >>> def joined(text, index):
        ...     return is_joined_before(Scan(text), index)
        >>> joined("Tu-95", 2), joined("B52", 1), joined("No.5", 2), joined("'90s", 1), joined("p. 12", 2)
        (True, True, True, True, True)
        >>> joined("highway 35", 1), joined("Article 5", 1), joined("§ 218", 1), joined("now-18", 2), joined("of 5", 1)
        (True, True, True, False, False)
    """
    if index == 0:
        return False
    words, wording = scan.words, scan.wording
    before = words[index - 1]
    if before in wording.labels_before and scan.digits[index]:
        return True
    if before == "." and index > 1 and words[index - 2] in wording.labels_before_point:
        return True
    if before == "no" and scan.digits[index] and scan.is_capital(index - 1):
        return True
    if scan.starts[index] != scan.ends[index - 1]:
        return False
    if before in HYPHENS:
        if index < 2 or not scan.glued(index - 1):
            return False
        return words[index - 2][-1:].isalnum() and words[index - 2] not in wording.joining
    if before in (".", "^", "*", "%"):
        return index > 1 and scan.glued(index - 1)
    if before in _APOSTROPHES:
        return not _is_quoted(scan, index)
    return before[-1:].isalnum() or before in ("/", "\\", "_", "=", "&")


def _is_quoted(scan: Scan, index: int) -> bool:
    """Whether the apostrophe before the number opens a quotation, and does not shorten a year.

    A quotation ends again in the sentence, or counts something; a year has two digits and stands behind its noun.

    Examples:
        >>> def quoted(text, index):
        ...     return _is_quoted(Scan(text), index)
        >>> quoted("It was '3 million'", 3), quoted("said '12 people died", 2), quoted("'12 of them' died", 1)
        (True, True, True)
        >>> quoted("back in '99 he won", 3), quoted("the '98 winners", 2), quoted("the '90s", 2)
        (False, False, False)
    """
    words, wording, quote = scan.words, scan.wording, index - 1
    if scan.glued(quote) and words[quote - 1][-1:].isalnum():
        return False
    if not scan.digits[index] or len(words[index]) != 2:
        return True
    if scan.glued(index + 1) and (words[index + 1] == "s" or words[index + 1] in HYPHENS):
        return False
    if _closes_again(scan, index + 1):
        return True
    before = words[quote - 1] if quote else ""
    if before in wording.determiners or before in wording.before_year or before in ("a", "an", "of"):
        return False
    return any(wording.is_plural(words[place]) for place in range(index + 1, index + 4))


def _closes_again(scan: Scan, index: int) -> bool:
    """Whether a quotation that is open at token *index* ends shortly, in its sentence."""
    words = scan.words
    for place in range(index, min(index + _LONGEST_QUOTED, scan.size)):
        word = words[place]
        if word in _APOSTROPHES:
            if not scan.glued(place):
                return False  # another one opens
            owner = words[place - 1][-1] == "s" and words[place + 1][:1].isalpha()
            if not owner:  # the workers' union
                return not (scan.glued(place + 1) and words[place + 1][:1].isalnum())
        elif word in _SENTENCE_ENDS and words[place + 1] not in _APOSTROPHES:
            return False
    return False


def is_name(scan: Scan, index: int, stop: int) -> bool:
    """Return whether the number, in digits or words, stands in a name: of a group, a war, a street, a telephone.

    Examples:
        >>> def name(text, index):
        ...     return is_name(Scan(text), index, index + 1)
        >>> name("the Group of Seven", 3), name("a group of seven men", 3), name("World War Two veterans", 2)
        (True, False, True)
        >>> name("575 Wilbraham Road", 0), name("(555) 123-4567", 1), name("Phase two began", 1)
        (True, True, True)
        >>> name("9/11 attacks", 0), name("zero tolerance", 0), name("the top three", 2)
        (True, True, True)
        >>> name("the 486 is slow", 1), name("a 787 Dreamliner", 1)
        (True, True)
        >>> name("his 401(k) plan", 1), name("Call 112 now", 1), name("call 112 people", 1)
        (True, True, False)
    """
    words, wording, digits = scan.words, scan.wording, scan.digits[index]
    word, before, after = words[index], words[index - 1] if index else "", words[stop]
    if before in wording.numbered:
        named = scan.is_capital(index - 1) and (digits or scan.is_capital(index))
        return named or not (wording.is_plural(after) or after in wording.verbs_after)
    if before in wording.ranked:
        return not digits and not (wording.is_plural(after) or wording.is_plural(words[stop + 1]))
    if before == "of" and index > 1 and words[index - 2] in wording.groups and scan.is_capital(index - 2):
        return digits or scan.is_capital(index)
    if before in wording.groups:
        return scan.is_capital(index - 1) and not digits and scan.is_capital(index)
    if word == "zero":
        return after in wording.not_zero
    if not digits:
        return False
    if "/" in word:
        return word in wording.idioms
    if after in HYPHENS and words[stop + 1] in wording.between_numbers and words[stop + 2] in HYPHENS:
        return scan.glued(stop) and scan.glued(stop + 2)  # 1-on-1
    if after == "(" and scan.glued(stop) and len(words[stop + 1]) == 1 and words[stop + 2] == ")":
        return words[stop + 1].isalpha()  # a 401(k)
    if before in wording.called and len(word) == _EMERGENCY and not wording.is_plural(after):
        return True
    if _is_side(scan, index) or _is_side_with_name(scan, index):
        return True
    if before == "(" and after == ")" and scan.digits[stop + 1] and words[stop + 2] in HYPHENS:
        return scan.digits[stop + 3]
    if before == "the" and after in ("is", "was", "has"):
        return stop == index + 1 and word != "1"
    if not scan.is_capital(stop):
        return False
    return _is_street(scan, stop) or (before in ("a", "an", "own") and _is_model(scan, index))


def is_pair(scan: Scan, index: int, stop: int) -> bool:
    """Return whether two numbers with a dash between them are a score or a model, and no range.

    Examples:
        >>> def pair(text):
        ...     return is_pair(Scan(text), 1, 4)
        >>> pair("lost 2-3 to"), pair("Boeing 737-800 jet"), pair("won 5-7 seats"), pair("about 100-300 of")
        (True, True, False, False)
    """
    wording = scan.wording
    if index == 0 or stop != index + 3 or not scan.glued(stop - 1) or wording.is_plural(scan.words[stop]):
        return False
    before = scan.words[index - 1]
    if before in wording.scoring or scan.words[stop] in wording.scoring:
        return True
    if not scan.is_capital(index - 1) or before in wording.stop_words or not before.isalpha():
        return False
    return len(scan.words[index]) == len(scan.words[stop - 1]) == 3


def _is_side(scan: Scan, index: int) -> bool:
    """Whether the number is one side of a falling score with "to" in it: lost 2 to 1, beat France by 3 to 1.

    Examples:
        >>> _is_side(Scan("lost 2 to 1"), 1), _is_side(Scan("lost 2 to 1"), 3), _is_side(Scan("won by 3 to 1"), 2)
        (True, True, True)
        >>> _is_side(Scan("lost 2 to 3 planes"), 1), _is_side(Scan("cut from 3 to 1"), 2)
        (False, False)
    """
    words, wording = scan.words, scan.wording
    first = index if words[index + 1] == "to" else index - 2
    last = first + 2
    if first < 1 or words[first + 1] != "to" or not (words[first].isdecimal() and words[last].isdecimal()):
        return False
    verb = first - 1
    verb -= verb > 0 and words[verb] == "by"
    verb -= verb > 0 and scan.is_capital(verb)
    if words[verb] not in wording.scoring or wording.is_plural(words[last + 1]) or len(words[first] + words[last]) > 6:
        return False
    return int(words[first]) > int(words[last])


def _is_side_with_name(scan: Scan, index: int) -> bool:
    """Whether the sentence is a score and nothing else: US 1, China 2.

    Examples:
        >>> def side(text, index):
        ...     return _is_side_with_name(Scan(text), index)
        >>> side("US 1, China 2", 1), side("US 1, China 2.", 4)
        (True, True)
        >>> side("Kyiv 3, Lviv 2, Sumy 1", 1), side("Killed 1, wounded 2", 1), side("Deaths 3, Injuries 2", 1)
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    first = index if words[index + 1] == "," else index - 3
    last = first + 3
    if first < 1 or words[first + 1] != "," or not _opens_sentence(scan, first - 1):
        return False
    if not (scan.digits[first] and scan.digits[last]) or len(words[first]) > 2 or len(words[last]) > 2:
        return False
    if words[last + 1] and words[last + 1] not in _SENTENCE_ENDS:
        return False
    names = (first - 1, last - 1)
    return all(scan.is_capital(name) and not wording.is_plural(words[name]) for name in names)


def _opens_sentence(scan: Scan, index: int) -> bool:
    return index == 0 or scan.words[index - 1] in _SENTENCE_ENDS or scan.words[index - 1] in _OPENING


def _is_street(scan: Scan, stop: int) -> bool:
    for place in range(stop + 1, min(stop + 4, scan.size)):
        if not scan.is_capital(place) and not scan.digits[place] and not scan.glued(place):
            return False
        if scan.words[place] in scan.wording.streets:
            return True
    return False


def _is_model(scan: Scan, index: int) -> bool:
    plural = scan.wording.is_plural
    return len(scan.words[index]) > 2 and not plural(scan.words[index + 1]) and not plural(scan.words[index + 2])


def is_numbered_name(scan: Scan, index: int) -> bool:
    """Return whether the number belongs to the name before it: Game 7, Part 3, iPhone 11, S&P 500.

    Examples:
        >>> def numbered(text, index):
        ...     return is_numbered_name(Scan(text), index)
        >>> numbered("tied Game 7 at", 2), numbered("the iPhone 11", 2), numbered("in May 12 people", 2)
        (True, True, False)
    """
    words, wording = scan.words, scan.wording
    if index < 1 or scan.glued(index) or not words[index - 1].isalpha():
        return False
    name, following = scan.written(index - 1), words[index + 1]
    if name.islower():
        return False
    if len(name) == 1:
        return name not in ("A", "I")
    if words[index - 1] in wording.named and following not in wording.participles:
        return True
    if words[index - 1] in wording.stop_words or words[index - 1] in wording.weekdays:
        return False
    if not name[1:].islower() and not name.isupper():  # a name with a capital inside: iPhone
        return True
    if _opens_sentence(scan, index - 1):
        return _is_named_first(scan, index)
    if wording.is_plural(following) or wording.is_plural(words[index + 2]) or following in wording.verbs_after:
        return False
    return words[index - 2].isalpha()


def _is_named_first(scan: Scan, index: int) -> bool:
    """Whether the first word of a sentence, which has a capital anyhow, is a name that the number belongs to.

    Nothing is counted behind the number, and what follows tells of one thing: Boeing 737 crashed.

    Examples:
        >>> def named(text):
        ...     return _is_named_first(Scan(text), 1)
        >>> named("Tupolev 154 crashed"), named("Bus 42 was late"), named("Line 4 is closed")
        (True, True, True)
        >>> named("Only 12 survived"), named("Kyiv 12 killed"), named("Kyiv 12 old men"), named("Deaths 12")
        (False, False, False, False)
    """
    words, wording = scan.words, scan.wording
    name, following = words[index - 1], words[index + 1]
    if name in wording.not_named or name in wording.months or name in wording.participles or name in wording.prefixes:
        return False
    if name.endswith(("ly", "ed", "ing")) or wording.is_plural(name):
        return False
    for place in range(index + 1, index + 5):
        if wording.is_plural(words[place]):
            return False
        if not words[place].isalpha() or words[place] in wording.stop_words:
            break
    if name in wording.numbered_things or (following in _OF_ONE and words[index] != "1"):
        return True
    if not following.isalpha() or following in wording.stop_words or following in wording.verbs_after:
        return False
    return following not in wording.participles and not scan.is_capital(index + 1)
