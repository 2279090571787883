"""Names as reservations write them: titles glued to given names, and whether two spellings name one person.

Source: IATA AIRIMP, name element; PNRGOV implementation guide, TIF.
"""

import re

from tournai.travel.special_services import SENSITIVE_CODES

_REMARK = re.compile(r"[^\W\d_](?=\s*[/(\[*#=_0-9])|\A(?=\s*[(\[*#=_])")
"""The last letter before a remark: a reservation's name ends where anything but a name follows. What begins with such a
mark, but for the slash that parts names, is a remark whole."""
_CODE = re.compile(rf"(?<=\w)[\s.,'&-]+(?:{'|'.join(sorted(SENSITIVE_CODES))})(?!\w)", re.IGNORECASE)
"""A code of assistance or a meal, as a word after the first of a name."""
_TITLES = ("MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF", "SIR", "REV", "CAPT", "LADY", "LORD", "INF", "CHD")
_GLUED = re.compile(r"([^\W\d_][^\d_]*?[^\W\d_]) ?(MISS|MSTR|MRS|MR|MS)")
"""A title at the end of a given name of at least two letters."""
_APART = re.compile(r"([^\W\d_][^\d_]*?) (MISS|MSTR|MRS|MR|MS|DR|PROF|SIR|REV|CAPT|LADY|LORD|INF|CHD)")
"""Titles that stand apart. Glued, the last of them would cut names: ALEKSANDR, YASIR."""


def cut_remark(text: str) -> tuple[str, bool]:
    """Return a name as sent without the remark that hangs on it, and whether there was one.

    A remark begins with a slash, a bracket or a digit after the name, or is a code of assistance or a meal as a word.

    >>> cut_remark("ANNA MR/WCHR"), cut_remark("ANNA BLND"), cut_remark("O'NEIL-SMITH")
    (('ANNA MR', True), ('ANNA', True), ("O'NEIL-SMITH", False))
    """
    if text.isalpha():
        return text, False
    words = text.split()
    if text.isascii() and "".join(words).isalpha() and SENSITIVE_CODES.isdisjoint(map(str.upper, words)):
        return text.strip(), False
    found = _REMARK.search(text)
    end = found.end() if found else len(text)
    name = _CODE.sub("", text[:end]).strip()
    return name, len(name) < len(text.strip())


def split_title(given: str) -> tuple[str, str]:
    """Return (given name, title) of a given name as a reservation writes it; the title ``""`` where there is none.

    >>> split_title("JOHNMR"), split_title("NINA MS"), split_title("ALEKSANDR"), split_title("AMR")
    (('JOHN', 'MR'), ('NINA', 'MS'), ('ALEKSANDR', ''), ('AMR', ''))
    """
    stripped = given.strip()
    if not stripped.endswith(_TITLES):
        return stripped, ""
    match = _APART.fullmatch(stripped) or _GLUED.fullmatch(stripped)
    return (match[1].rstrip(), match[2]) if match else (stripped, "")


def name_key(text: str) -> str:
    """Return a name's letters and digits alone, upper case: what line breaks and blanks in a message do not change."""
    return text.upper() if text.isalnum() else "".join(filter(str.isalnum, text)).upper()


def is_same_name(surname: str, given: str, other_surname: str, other_given: str) -> bool:
    """Whether two spellings (as `name_key` gives them) can name one person: one given name may continue the other."""
    if surname != other_surname:
        return False
    return not given or not other_given or given.startswith(other_given) or other_given.startswith(given)
