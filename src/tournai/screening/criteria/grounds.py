"""What no criterion may rest on: protected grounds, and what stands for them. Each with its article.

Source: Directive (EU) 2016/681, Art. 6(4) and 13(4); Charter of Fundamental Rights, Art. 21; C-817/19, the answer on
Art. 6(4): nor may criteria be based on them indirectly. Rule PNR-09.
"""

import re

import msgspec

from tournai.errors import Refused
from tournai.values.wordings import say

RULE = "PNR-09"
DIRECTIVE = "Directive (EU) 2016/681, Art. 6(4)"
CHARTER = "Charter, Art. 21"
PROXY = "Directive (EU) 2016/681, Art. 6(4); C-817/19"
MINIMISED = "Directive (EU) 2016/681, Annex I and Art. 13(4)"


class ProtectedGround(msgspec.Struct, frozen=True):
    """A ground: the words under which somebody may try to name it, its article, and why it is refused."""

    name: str
    words: tuple[str, ...]
    article: str
    why: str


class TouchesProtectedGround(Refused):
    """A criterion names a protected ground or what stands for one. ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message, rule=RULE)
        self.line = line
        self.column = column


GROUNDS = (
    ProtectedGround(
        "nationality",
        ("nationality", "nationalities", "citizenship", "citizen", "national", "passport state", "passport country",
         "visa", "residence permit", "passport"),
        CHARTER, "who somebody is, not what they do",
    ),
    ProtectedGround(
        "issuing state of a document",
        ("issuing state", "issuing country", "document state", "document country", "state of issue", "place of issue",
         "country of issue", "document number", "passport number"),
        PROXY, "it is the nationality by another name; so are the first signs of a document's number",
    ),
    ProtectedGround(
        "place of birth", ("birthplace", "place of birth", "birth place", "country of birth", "born"), DIRECTIVE,
        "it tells ethnic origin",
    ),
    ProtectedGround(
        "residence", ("residence", "state of residence", "country of residence", "home country", "home"), PROXY,
        "it stands for nationality and origin",
    ),
    ProtectedGround(
        "country or region",
        ("country", "countries", "state", "region", "continent", "destination country", "origin country", "origin"),
        PROXY, "a country instead of a route is its people",
    ),
    ProtectedGround(
        "sex", ("sex", "gender", "title", "male", "female", "man", "woman", "men", "women"), CHARTER,
        "who somebody is, not what they do",
    ),
    ProtectedGround(
        "age", ("age", "ages", "date of birth", "birth date", "birth", "year of birth", "child", "children", "infant"),
        CHARTER, "an age says nothing of conduct",
    ),
    ProtectedGround(
        "name",
        ("name", "names", "surname", "given name", "given names", "first name", "last name", "family name", "alias",
         "spelling", "script", "alphabet", "transliteration"),
        DIRECTIVE, "the script, form or spelling of a name tells ethnic origin or religion",
    ),
    ProtectedGround("language", ("language", "mother tongue", "locale"), PROXY, "it stands for ethnic origin"),
    ProtectedGround(
        "meal", ("meal", "meals", "special meal", "diet", "food", "halal", "kosher"), DIRECTIVE,
        "it tells religion or health",
    ),
    ProtectedGround(
        "special service",
        ("special service", "special services", "service", "ssr", "osi", "assistance", "wheelchair", "medical",
         "disability", "remark", "remarks", "general remarks", "seat", "pet"),
        MINIMISED, "it tells health or religion, and is not kept",
    ),
    ProtectedGround(
        "contact's country",
        ("phone", "telephone", "phone number", "phone prefix", "country code", "dialling code", "prefix", "e-mail",
         "email", "address", "contact country", "postcode", "domain"),
        PROXY, "a prefix, domain or address tells the country of whoever owns it",
    ),
    ProtectedGround(
        "passenger type", ("passenger type", "traveller type", "fare", "fare basis", "fare type", "discount"), PROXY,
        "its codes tell ages, occupations and clergy",
    ),
    ProtectedGround(
        "card's country", ("card country", "card issuer", "bank", "issuer", "bank country", "card number"), PROXY,
        "it stands for where the payer comes from",
    ),
    ProtectedGround(
        "race or ethnic origin", ("race", "ethnicity", "ethnic origin", "ethnic", "skin colour", "colour", "tribe"),
        DIRECTIVE, "named by the law",
    ),
    ProtectedGround(
        "opinion, belief or union",
        ("religion", "belief", "church", "political opinion", "opinion", "party membership", "union",
         "trade union", "membership"),
        DIRECTIVE, "named by the law",
    ),
    ProtectedGround(
        "health, sexual life or orientation",
        ("health", "illness", "pregnancy", "sexual life", "sexual orientation", "orientation"), DIRECTIVE,
        "named by the law",
    ),
)  # fmt: skip
"""The table: whoever names one of these words, where a fact is expected, is refused and told why."""

WORDS: dict[str, ProtectedGround] = {word: ground for ground in GROUNDS for word in ground.words}

SERVICE_CODES = re.compile(
    r"[A-Z]{2}ML|WCH[A-Z]|WC[BLM][A-Z]|BLND|DEAF|DPNA|MEDA|STCR|MAAS|OXYG|PPOC|LANG|UMNR|SVAN|ESAN|PETC|AVIH|FRAV|SPML"
)
"""Codes of meals, assistance and other special services (AIRIMP), wherever somebody writes one."""


def refuse(ground: ProtectedGround, line: int = 1, column: int = 1) -> TouchesProtectedGround:
    """Return the refusal of a criterion that names a ground."""
    message = say(
        "line {line}, column {column}: no criterion may rest on {ground}: {why} ({article})",
        line=line,
        column=column,
        ground=say(ground.name),
        why=say(ground.why),
        article=ground.article,
    )
    return TouchesProtectedGround(message, line=line, column=column)


def refuse_service_code(line: int, column: int) -> TouchesProtectedGround:
    """Return the refusal of a criterion that writes a code of a meal or of assistance."""
    return refuse(next(one for one in GROUNDS if one.name == "special service"), line, column)
