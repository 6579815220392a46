"""Do the words before a time speak of what is to come, or of what has happened?"""

from claimcheck.reading.times.timewords import TimeScan

__all__ = ["ahead_after"]

_CLAUSE_ENDS = frozenset(".!?;,:()")
_LONGEST_PLACE = 4  # words between two commas: ", Belarus,"


def ahead_after(scan: TimeScan, index: int, ahead: bool) -> bool:
    """Return whether the words look ahead after token *index*, told whether they did before it.

    They do after "will", and after a present tense that tells what is planned; they no longer do after the end of
    the clause, a word of the past, a relative pronoun, "since", or "after" where it names an event.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> def ahead(text: str) -> bool:
        ...     scan, state = time_scan(text), False
        ...     for index in range(scan.size):
        ...         state = ahead_after(scan, index, state)
        ...     return state

        The future, a plan, and a verb of beginning or ending in the present.

        >>> ahead("They will meet"), ahead("He'll come"), ahead("It would end"), ahead("It would have ended")
        (True, True, True, False)
        >>> ahead("It is due"), ahead("They are still expected"), ahead("It was due"), ahead("He expected")
        (True, True, False, False)
        >>> ahead("a vote scheduled for"), ahead("was scheduled for"), ahead("It is to go"), ahead("He plans to go")
        (True, False, True, True)
        >>> ahead("The trial begins Thursday"), ahead("Talks resume on"), ahead("The law takes effect in")
        (True, True, True)
        >>> ahead("A gunman opens fire on"), ahead("counted the votes on"), ahead("failed to begin on")
        (False, False, False)

        What ends it; a place in commas does not.

        >>> ahead("will meet in Minsk, Belarus, on"), ahead("will meet, he said"), ahead("will meet those who came on")
        (True, False, False)
        >>> ahead("will meet after the raid on"), ahead("will meet after 10 June")
        (False, True)
    """
    word, table = scan.words[index], scan.table
    if ahead and _turns_back(scan, index):
        return False
    if table.has("future", word) or word.endswith(("'ll", "’ll")):
        return True
    if word == "would":
        return ahead or not scan.words[index + 1].startswith(("have", "later", "eventually"))
    return ahead or _is_planned(scan, index) or _is_scheduled(scan, index)


def _turns_back(scan: TimeScan, index: int) -> bool:
    """Tell whether words that looked ahead no longer do from here on."""
    word, table = scan.words[index], scan.table
    if word == ",":
        return not _in_commas(scan, index)
    if word in _CLAUSE_ENDS or table.has("past", word) or table.has("relative", word):
        return True
    return table.has("backward", word) and not _names_time(scan, index + 1)


def _in_commas(scan: TimeScan, index: int) -> bool:
    """Tell whether a comma is one of two around a name: "in Minsk, Belarus, on Friday"."""
    for step in (1, -1):
        place = index + step
        while 0 <= place < scan.size and abs(place - index) <= _LONGEST_PLACE and scan.capital(place):
            place += step
        if abs(place - index) > 1 and place >= 0 and scan.words[place] == ",":
            return True
    return False


def _names_time(scan: TimeScan, index: int) -> bool:
    """Tell whether a time, and not what happened then, stands here: "after Easter", not "after Friday's raid"."""
    place = scan.past(index, "the")
    word, table = scan.words[place], scan.table
    groups = (table.months, table.weekdays, table.seasons, table.holidays, table.units, table.shifts)
    known = scan.digits[place] or word in table.days_from_today or any(word in group for group in groups)
    return known and place not in scan.possessive


def _is_planned(scan: TimeScan, index: int) -> bool:
    """Tell whether a plan is told in the present: "is due", "are set to", "has been scheduled", "is to", "plans to"."""
    words, table = scan.words, scan.table
    word, following = words[index], words[index + 1]
    if table.has("planning", word):
        return following == "to"
    if following == "to" and word in ("is", "are"):
        return True
    if not table.has("planned", word) or (word == "set" and following not in ("to", "for")):
        return False
    before = words[max(index - 2, 0) : index]
    if "been" in before:
        return before[0] in ("has", "have")
    is_present = any(table.has("being", one) or one.endswith(("'re", "’re")) for one in before)
    shortened = any(
        place in scan.possessive and table.has("pronouns", words[place]) for place in range(max(index - 2, 0), index)
    )
    if is_present or shortened:
        return True
    if any(table.has("earlier_plan", one) for one in before):
        return False
    return following == "for" if table.has("for_planned", word) else word == "due" and before[-1:] == [","]


def _is_scheduled(scan: TimeScan, index: int) -> bool:
    """Tell whether a verb in the present tells what a plan says: "begins Thursday", "takes effect on Friday"."""
    words, table = scan.words, scan.table
    word, before = words[index], words[index - 1] if index else ""
    if table.has("entering", word):
        inner = scan.past(index + 1, "into", "in")
        if words[inner] not in ("effect", "force"):
            return False
    elif not (table.has("scheduled", word) or table.has("scheduled_many", word)) or not _alone(scan, index + 1):
        return False
    if word.endswith("s"):
        return (
            before.isalpha() and not table.has("determiners", before) and (word != "votes" or scan.capital(index - 1))
        )
    return len(before) > 3 and before[-1] == "s" and before[-2] != "s" and not table.has("no_plural", before)


def _alone(scan: TimeScan, index: int) -> bool:
    """Tell whether a verb has no object: a preposition, a time or the end of the clause follows it."""
    word, table = scan.words[index], scan.table
    if not word or word in _CLAUSE_ENDS or table.has("without_object", word) or scan.digits[index]:
        return True
    groups = (table.months, table.weekdays, table.days_from_today)
    return any(word in group for group in groups) or word in ("this", "next")
