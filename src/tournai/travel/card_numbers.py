"""Card numbers (primary account numbers, PAN) cut out of a carrier's bytes before anything keeps them.

A number keeps its first six and last four digits; each digit between becomes ``X``, so that no byte moves and a
defect's offset holds. In FOP, after a card's vendor code, and in XML's attributes and elements for an account, every
number of 13 to 19 digits is cut. Elsewhere a number
is cut where it has a network's prefix and length and the right check digit, and does not stand where tickets,
documents, frequent flyers, bags or telephones have their numbers. Blanks and dashes that part a number into groups, and
line ends within it, are no obstacle.

Source: PCI DSS v4.0.1, requirement 3.4.1 (at most the first six and last four digits shown); ISO/IEC 7812-1:2017,
annex B (check digit); rule PNR-03.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import chain, islice

import msgspec

from tournai.errors import Malformed
from tournai.values.wordings import say

FORMER_DIGITS, LATTER_DIGITS = 6, 4
MOST_PASSES = 8
"""How often a body is gone through at most: once more than it has numbers that another number hides."""
LENGTHS = (16, 15, 14, 19, 18, 17, 13)
"""Digits of a card number, the commonest first: a number beside others is taken at the first length that fits."""
FEWEST_DIGITS, MOST_DIGITS = min(LENGTHS), max(LENGTHS)
MOST_JUDGED = 1_000_000
"""Groups of digits of a body that are judged, those that cannot be a card number by their length left out: some ten
times as many as the longest body of real messages holds. With more it is refused, for it would take minutes."""

# Each network's lengths and the numbers that its cards begin with; the networks' own published ranges.
_NETWORKS: tuple[tuple[frozenset[int], str], ...] = (
    (frozenset({13, 16, 19}), r"4"),
    (frozenset({16}), r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"),
    (frozenset({15}), r"3[47]"),
    (frozenset({14, 16, 17, 18, 19}), r"30[0-5]|309|36|3[89]"),
    (frozenset({16, 17, 18, 19}), r"6011|64[4-9]|65|62|81"),
    (frozenset({16, 17, 18, 19}), r"35(?:2[89]|[3-8])"),
    (frozenset({16, 18, 19}), r"50|5[6-8]|6[0137]"),
)
"""Visa; Mastercard; American Express; Diners Club; Discover and UnionPay; JCB; Maestro."""
_PREFIXES = {
    length: re.compile("|".join(f"(?:{prefix})" for lengths, prefix in _NETWORKS if length in lengths).encode())
    for length in LENGTHS
}

# What may be a number in groups of three digits and more, the first and the last of any length; it begins where no
# digit stands before, and 13 digits follow. Atomic and possessive: each run is gone through once.
_NEXT = rb"(?>[\r\n]{0,4}(?:[ -][\r\n]{0,4})?)[0-9]"
_RUN = rb"[0-9](?:[\r\n]{0,4}[0-9])"
_PART = rb"(?>[\r\n]{0,4}[ -][\r\n]{0,4})"
_CHAIN = re.compile(
    rb"(?<![0-9])(?=[0-9](?:%b){12})%b*+(?:%b%b{2,}+)*+(?:%b%b?+)?+" % (_NEXT, _RUN, _PART, _RUN, _PART, _RUN)
)
_GROUP = re.compile(rb"%b*+" % _RUN)
_DIGIT = re.compile(rb"[0-9]")
_BETWEEN = b" -\r\n"
_IN_NUMBERS = bytes(byte in b"0123456789" + _BETWEEN for byte in range(256))
_ENOUGH = bytes([1]) * FEWEST_DIGITS
"""1 for a byte that a number may hold, digit or between digits, 0 for what ends every number."""
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
"""Each digit's own value, and the sum of the digits of its double."""

_HELD = rb"_?(?:Nbr|Number|Num|No)?\s{0,4}(?:=\s{0,4}[\"']|>)\s{0,4}([0-9](?:[\s-]{0,4}[0-9]){12,18})\s{0,4}(?=[\"'<])"
_ACCOUNTS = tuple(re.compile(word + _HELD) for word in (rb"ccount", rb"ard"))
"""An attribute or element of XML that holds an account or card number, whole; also a mistyped one, or one in groups.
Each begins with a literal, for the search then skips to it."""
_ESCAPED = rb"&#(?:x0{0,4}3[0-9]|0{0,4}(?:4[89]|5[0-7]));"
_ESCAPED_DIGITS = re.compile(rb"(?:%b|[0-9])%b|%b[0-9]" % (_ESCAPED, _ESCAPED, _ESCAPED), re.IGNORECASE)
"""Digits beside one another, of which one is written as a character reference: no writer of XML does it by itself."""

_VENDORS = "AX|BC|CA|CB|CU|CX|DC|DL|DS|EC|EL|JB|JC|MA|MC|SO|SW|TO|TP|UP|VI|XS"
"""Vendor codes of cards, as carriers write them before a number; many are carriers' codes too."""
_VENDOR = re.compile(rf"(?:^|[^A-Z0-9])(?:{_VENDORS})[^A-Z0-9]?$".encode())
_CARD_WORD = re.compile(
    rf"(?:^|[^A-Z0-9])(?:CC(?:{_VENDORS})?|FP)[^A-Z0-9]{{0,4}}$|(?:CARD|VISA|AMEX)[A-Z_]{{0,12}}[^A-Z0-9]{{0,4}}$".encode(),
    re.IGNORECASE,
)
"""Words that say that a card's number follows, wherever they stand."""
_OTHER_WORD = re.compile(rb"(?:TKN[A-Z]?|TKT|ETKT|TICKET|PHONE|TEL|CTC[A-Z])[A-Z_]{0,16}[^A-Z]{0,8}$", re.IGNORECASE)
_NUMBERS_OF_OTHERS = (b"TKT", b"REF", b"RFF", b"FTI", b"TBD", b"EBD", b"DOC", b"COM", b"UNB", b"UNG", b"UNH", b"UNT",
                      b"UNE", b"UNZ", b"DAT", b"DTM", b"TVL")  # fmt: skip
"""Segments whose long numbers are tickets, references, frequent flyers, bags, documents, telephones or times."""
_SERVICES_OF_OTHERS = re.compile(rb"SSR[^A-Z0-9](?:TKN|DOC|FOID|FQT|PCTC|CTC|PSPT)")
_WORD_REACH, _SEGMENT_REACH = 24, 1_024
"""How many bytes before a number its word, and its segment's beginning, are looked for."""
_TAG_REACH = 16
"""How many bytes of a segment tell what it is; `_SERVICES_OF_OTHERS` has the longest."""

_ENCODED_MAIL = re.compile(
    rb"^Content-Transfer-Encoding:[ \t]*(?:base64|quoted-printable)", re.IGNORECASE | re.MULTILINE
)
_HEADERS_REACH = 65_536
_OTHER_ALPHABETS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("compressed", re.compile(rb"\x1f\x8b|PK\x03\x04|BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc\xaf")),
    ("UTF-16 or UTF-32", re.compile(rb"\xff\xfe|\xfe\xff|\x00\x00\xfe\xff|\x00?[A-Z<]\x00")),
    ("EBCDIC", re.compile(rb"[\x40\x0d\x15\x25]*(?:\xe4\xd5[\xc1\xc2\xc8]|\x4c\x6f\xa7)")),
)
"""Beginnings of what these rules cannot see through."""


class Cut(msgspec.Struct, frozen=True):
    """A body as it may be kept, as long as before, and how many card numbers were cut in it."""

    body: bytes
    numbers: int


def cut_card_numbers(body: bytes) -> Cut:
    """Return a body without card numbers; it is as long as before, and the same where it has none. Time: linear.

    Raises:
        Malformed: It is compressed, in an alphabet in which nothing can be found, or writes digits as character
            references (``encoding``); or it is all numbers (``too-many-numbers``).

    >>> cut_card_numbers(b"FOP+CC::100.00:VI:4111111111111111:1230'")
    Cut(body=b"FOP+CC::100.00:VI:411111XXXXXX1111:1230'", numbers=1)
    """
    _check_alphabet(body)
    terminator = _terminator(body)
    numbers = 0
    # Digits that are cut part those beside them anew, and what they leave may be a number too.
    for _ in range(MOST_PASSES):
        spans = dict(_card_numbers(body, terminator)) | {found.start(1): found.end(1) for found in _accounts(body)}
        if not spans:
            break
        body, numbers = _masked(body, spans), numbers + len(spans)
    return Cut(body, numbers)


def _masked(body: bytes, spans: dict[int, int]) -> bytes:
    found = bytearray(body)
    for start, end in spans.items():
        _mask(found, body, start, end)
    return bytes(found)


def _mask(found: bytearray, body: bytes, start: int, end: int) -> None:
    if body[start:end].isdigit():
        first, last = start + FORMER_DIGITS, end - LATTER_DIGITS
        found[first:last] = b"X" * (last - first)
        return
    places = [match.start() for match in _DIGIT.finditer(body, start, end)]
    for place in places[FORMER_DIGITS:-LATTER_DIGITS]:
        found[place] = ord("X")


def _accounts(body: bytes) -> Iterator[re.Match[bytes]]:
    return chain.from_iterable(account.finditer(body) for account in _ACCOUNTS)


def has_check_digit(digits: bytes) -> bool:
    """Tell whether the last digit is the check digit of the others (Luhn's formula).

    >>> has_check_digit(b"79927398713")  # the formula's usual example
    True
    """
    total = sum(digits[-1::-2].translate(_VALUES)) + sum(digits[-2::-2].translate(_DOUBLED))
    return total % 10 == 0


def _check_alphabet(body: bytes) -> None:
    name = next((name for name, beginning in _OTHER_ALPHABETS if beginning.match(body)), "")
    headers = body[:_HEADERS_REACH]
    if not name and b"transfer-encoding" in headers.lower() and _ENCODED_MAIL.search(headers):
        name = "an encoded mail"
    if not name and b"&#" in body and _ESCAPED_DIGITS.search(body):
        name = "XML with digits written as character references"
    if name:
        raise Malformed(
            say(
                "the body is {name}: send it as plain text in ASCII or UTF-8, for a card number in it must be "
                "cut before it is kept",
                name=say(name),
            ),
            code="encoding",
        )


def _terminator(body: bytes) -> bytes:
    advised = body.find(b"UNA", 0, 4_096)
    mark = body[advised + 8 : advised + 9] if advised >= 0 else b""
    return mark if mark and not mark.isalnum() and not mark.isspace() else b"'"


class _Group(msgspec.Struct, frozen=True, gc=False):
    """Digits that nothing but line ends parts: where they begin and end, and at most the first twenty of them."""

    start: int
    end: int
    digits: bytes


def _card_numbers(body: bytes, terminator: bytes) -> Iterator[tuple[int, int]]:
    """Yield where card numbers stand, in order."""
    for judged, (start, end) in enumerate(_judged(body, terminator)):
        if judged >= MOST_JUDGED:
            message = say(
                "more than {most} numbers may be card numbers: send passenger data, and in parts",
                most=MOST_JUDGED,
            )
            raise Malformed(message, code="too-many-numbers", offset=start)
        if end:
            yield start, end


def _judged(body: bytes, terminator: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each number begins that is looked at, and where the card number ends that begins there, else 0."""
    for run in _runs(body):
        for linked in _CHAIN.finditer(body, *run):
            if linked.end() - linked.start() < FEWEST_DIGITS:
                yield linked.start(), 0
            else:
                yield from _of_chain(body, *linked.span(), terminator)


def _runs(body: bytes) -> Iterator[tuple[int, int]]:
    """Yield where digits, and what may stand between them, are enough for a card number: few places, found fast."""
    marked = body.translate(_IN_NUMBERS)
    start = marked.find(_ENOUGH)
    while start >= 0:
        end = marked.find(0, start)
        end = len(body) if end < 0 else end
        run = body[start:end]
        if run.isdigit() or len(run.translate(None, _BETWEEN)) >= FEWEST_DIGITS:
            yield start, end
        start = marked.find(_ENOUGH, end)


def _of_chain(body: bytes, start: int, end: int, terminator: bytes) -> Iterator[tuple[int, int]]:
    """Yield for each group that is judged where it begins, and where the card number ends that begins there, else 0."""
    window: list[_Group] = []
    held = 0
    groups = _groups(body, start, end)
    group = next(groups, None)
    while window or group:
        while group and held < MOST_DIGITS:
            window.append(group)
            held += len(group.digits)
            group = next(groups, None)
        card_end, used = _first_card(body, window, terminator)
        yield window[0].start, card_end
        held -= sum([len(one.digits) for one in window[:used]])
        del window[:used]


def _groups(body: bytes, start: int, end: int) -> Iterator[_Group]:
    for match in _GROUP.finditer(body, start, end):
        first, last = match.span()
        digits = body[first : min(last, first + 5 * MOST_DIGITS + 1)].translate(None, b"\r\n")
        yield _Group(first, last, digits[: MOST_DIGITS + 1])


def _first_card(body: bytes, window: list[_Group], terminator: bytes) -> tuple[int, int]:
    """Return where the card number ends that begins the window, else 0, and how many groups are done with."""
    first = window[0]
    likely = _likely(window)
    glued = _glued_length(first.digits)
    # The surroundings last: they cost most. Without a check digit none but an account's matter.
    is_right = glued > 0 or any(one.is_right for one in likely)
    if not likely and not glued:
        return 0, 1
    if not is_right and not _segment(body, first.start, terminator).startswith(b"FOP"):
        return 0, 1
    place = _place(body, first.start, terminator)
    for one in likely:
        if _is_card(one, place):
            return one.end, one.groups
    is_glued = glued and place in (_Place.ACCOUNT, _Place.NAMED)
    return (_end_of(body, first, glued) if is_glued else 0), 1


class _Likely(msgspec.Struct, frozen=True, gc=False):
    """What may be a card number: its digits, where it ends, of how many groups it is, whether its check digit fits."""

    digits: bytes
    end: int
    groups: int
    is_right: bool


def _likely(window: list[_Group]) -> list[_Likely]:
    """Return what may be a card number at the window's beginning, the commonest length first."""
    found = []
    digits = b""
    for groups, group in enumerate(window, 1):
        digits += group.digits
        if len(digits) > MOST_DIGITS:
            break
        if len(digits) >= FEWEST_DIGITS:
            is_right = has_check_digit(digits)
            if is_right or groups == 1:
                found.append(_Likely(digits, group.end, groups, is_right))
    return sorted(found, key=lambda one: LENGTHS.index(len(one.digits))) if len(found) > 1 else found


def _glued_length(digits: bytes) -> int:
    """Return how many digits a card number has that begins a longer run, e.g. with the expiry glued to it; else 0."""
    if len(digits) <= FEWEST_DIGITS:
        return 0
    return next((length for length in LENGTHS if length < len(digits) and _has_shape(digits[:length])), 0)


def _end_of(body: bytes, group: _Group, length: int) -> int:
    """Return where so many digits of a group end, line ends left out."""
    return next(islice(_DIGIT.finditer(body, group.start, group.end), length - 1, None)).end()


class _Place(Enum):
    """What a number's surroundings say of it."""

    ACCOUNT = "after a vendor code in FOP"
    NAMED = "after a card's word"
    OTHERS = "where another kind of number has its place"
    PLAIN = "anywhere else"


def _place(body: bytes, start: int, terminator: bytes) -> _Place:
    before = body[max(0, start - _WORD_REACH) : start].translate(None, b"\r\n")
    segment = _segment(body, start, terminator)
    has_letters = before.upper() != before.lower()
    if segment.startswith(b"FOP"):
        is_account = has_letters and (_VENDOR.search(before) or _CARD_WORD.search(before))
        return _Place.ACCOUNT if is_account else _Place.PLAIN
    if has_letters and _CARD_WORD.search(before):
        return _Place.NAMED
    if segment[:3] in _NUMBERS_OF_OTHERS or _SERVICES_OF_OTHERS.match(segment):
        return _Place.OTHERS
    if has_letters and _OTHER_WORD.search(before):
        return _Place.OTHERS
    return _Place.NAMED if has_letters and _VENDOR.search(before) else _Place.PLAIN


def _is_card(one: _Likely, place: _Place) -> bool:
    if place is _Place.OTHERS:
        return False
    if place is _Place.ACCOUNT and one.groups == 1:
        return True  # mistyped, or of a network without a check digit: what stands there is an account all the same
    if place in (_Place.ACCOUNT, _Place.NAMED):
        return one.is_right
    # Thirteen digits are a ticket or a telephone; no network issues such a card any more.
    return one.is_right and len(one.digits) > FEWEST_DIGITS and _has_prefix(one.digits)


def _has_shape(digits: bytes) -> bool:
    return _has_prefix(digits) and has_check_digit(digits)


def _has_prefix(digits: bytes) -> bool:
    return bool(_PREFIXES[len(digits)].match(digits))


def _segment(body: bytes, start: int, terminator: bytes) -> bytes:
    """Return the beginning of a number's segment, without line ends; of a long one what stands near the number."""
    reach = max(0, start - _SEGMENT_REACH)
    after = max(body.rfind(terminator, reach, start) + 1, reach)
    # Mostly a few bytes tell it; only blanks and line ends before the tag need more.
    beginning = body[after : min(start, after + 64)].translate(None, b"\r\n").lstrip()
    if len(beginning) >= _TAG_REACH or start - after <= 64:
        return beginning
    return body[after:start].translate(None, b"\r\n").lstrip()
