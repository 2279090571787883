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
from itertools import chain

import msgspec

from tournai.errors import Malformed

FORMER_DIGITS, LATTER_DIGITS = 6, 4
LENGTHS = (16, 15, 14, 19, 18, 17, 13)
"""Digits of a card number, the commonest first: a number beside others is taken at the first length that fits."""
MOST_DIGITS = max(LENGTHS)

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
# digit stands before, and 13 digits follow. Atomic and possessive: each run is gone through once. What cannot be one is
# told first by a plain count of characters, at twice the speed.
_NEXT = rb"(?>[\r\n]{0,4}(?:[ -][\r\n]{0,4})?)[0-9]"
_RUN = rb"[0-9](?:[\r\n]{0,4}[0-9])"
_PART = rb"(?>[\r\n]{0,4}[ -][\r\n]{0,4})"
_CHAIN = re.compile(
    rb"(?=[0-9][0-9 \r\n-]{12})(?<![0-9])(?=[0-9](?:%b){12})%b*+(?:%b%b{2,}+)*+(?:%b%b?+)?+"
    % (_NEXT, _RUN, _PART, _RUN, _PART, _RUN)
)
_GROUP = re.compile(rb"%b*+" % _RUN)
_DIGIT = re.compile(rb"[0-9]")
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
            references (``encoding``).

    >>> cut_card_numbers(b"FOP+CC::100.00:VI:4111111111111111:1230'")
    Cut(body=b"FOP+CC::100.00:VI:411111XXXXXX1111:1230'", numbers=1)
    """
    _check_alphabet(body)
    found: bytearray | None = None
    numbers = 0
    terminator = _terminator(body)
    spans = dict(_card_numbers(body, terminator)) | {found.start(1): found.end(1) for found in _accounts(body)}
    for start, end in spans.items():
        found = bytearray(body) if found is None else found
        places = [match.start() for match in _DIGIT.finditer(body, start, end)]
        for place in places[FORMER_DIGITS:-LATTER_DIGITS]:
            found[place] = ord("X")
        numbers += 1
    return Cut(body if found is None else bytes(found), numbers)


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
    if not name and _ENCODED_MAIL.search(body, 0, _HEADERS_REACH):
        name = "an encoded mail"
    if not name and b"&#" in body and _ESCAPED_DIGITS.search(body):
        name = "XML with digits written as character references"
    if name:
        raise Malformed(
            f"the body is {name}: send it as plain text in ASCII or UTF-8, for a card number in it must be cut "
            "before it is kept",
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
    for linked in _CHAIN.finditer(body):
        if linked.end() - linked.start() < min(LENGTHS):
            continue
        window: list[_Group] = []
        groups = _groups(body, *linked.span())
        group = next(groups, None)
        while window or group:
            while group and sum(len(one.digits) for one in window) < MOST_DIGITS:
                window.append(group)
                group = next(groups, None)
            end, used = _first_card(body, window, terminator)
            if end:
                yield window[0].start, end
            window = window[used:]


def _groups(body: bytes, start: int, end: int) -> Iterator[_Group]:
    for match in _GROUP.finditer(body, start, end):
        reach = min(match.end(), match.start() + 5 * MOST_DIGITS + 1)
        yield _Group(*match.span(), body[match.start() : reach].translate(None, b"\r\n")[: MOST_DIGITS + 1])


def _first_card(body: bytes, window: list[_Group], terminator: bytes) -> tuple[int, int]:
    """Return where the card number ends that begins the window, else 0, and how many groups are done with."""
    start = window[0].start
    whole: dict[int, tuple[bytes, int, int]] = {}
    digits = b""
    for used, group in enumerate(window, 1):
        digits += group.digits
        whole.setdefault(len(digits), (digits, group.end, used))
    likely = [
        (digits, end, used)
        for digits, end, used in filter(None, map(whole.get, LENGTHS))
        if used == 1 or has_check_digit(digits)
    ]
    is_long = len(window[0].digits) > min(LENGTHS)
    if not likely and not is_long:
        return 0, 1
    # The surroundings last: they cost most.
    place = _place(body, start, terminator)
    for digits, end, used in likely:
        if _is_card(digits, place, is_split=used > 1):
            return end, used
    is_glued = is_long and place in (_Place.ACCOUNT, _Place.NAMED)
    return (_glued_end(body, window[0]) if is_glued else 0), 1


def _glued_end(body: bytes, group: _Group) -> int:
    """Return where a card number ends that begins a longer run of digits, e.g. with the expiry glued to it; else 0."""
    ends = [match.end() for match, _ in zip(_DIGIT.finditer(body, group.start, group.end), group.digits, strict=False)]
    fitting = (length for length in LENGTHS if length < len(ends) and _has_shape(group.digits[:length]))
    return next((ends[length - 1] for length in fitting), 0)


class _Place(Enum):
    """What a number's surroundings say of it."""

    ACCOUNT = "after a vendor code in FOP"
    NAMED = "after a card's word"
    OTHERS = "where another kind of number has its place"
    PLAIN = "anywhere else"


def _place(body: bytes, start: int, terminator: bytes) -> _Place:
    before = body[max(0, start - _WORD_REACH) : start].translate(None, b"\r\n")
    segment = _segment(body, start, terminator)
    has_vendor = bool(_VENDOR.search(before))
    if segment.startswith(b"FOP"):
        return _Place.ACCOUNT if has_vendor or _CARD_WORD.search(before) else _Place.PLAIN
    if _CARD_WORD.search(before):
        return _Place.NAMED
    is_of_others = segment[:3] in _NUMBERS_OF_OTHERS or _SERVICES_OF_OTHERS.match(segment) or _OTHER_WORD.search(before)
    if is_of_others:
        return _Place.OTHERS
    return _Place.NAMED if has_vendor else _Place.PLAIN


def _is_card(digits: bytes, place: _Place, *, is_split: bool) -> bool:
    if place is _Place.OTHERS:
        return False
    if place is _Place.ACCOUNT and not is_split:
        return True  # mistyped, or of a network without a check digit: what stands there is an account all the same
    if place in (_Place.ACCOUNT, _Place.NAMED):
        return has_check_digit(digits)
    # Thirteen digits are a ticket or a telephone; no network issues such a card any more.
    return len(digits) > min(LENGTHS) and _has_shape(digits)


def _has_shape(digits: bytes) -> bool:
    return bool(_PREFIXES[len(digits)].match(digits)) and has_check_digit(digits)


def _segment(body: bytes, start: int, terminator: bytes) -> bytes:
    """Return the beginning of a number's segment, without line ends; of a long one what stands near the number."""
    reach = max(0, start - _SEGMENT_REACH)
    after = body.rfind(terminator, reach, start) + 1
    return body[max(after, reach) : start].translate(None, b"\r\n").lstrip()
