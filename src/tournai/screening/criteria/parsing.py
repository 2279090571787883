r"""Reading a criterion.

    criterion  = group
    group      = part { "and" part } | part { "or" part }
    part       = [ "not" ] ( condition | "(" group ")" )
    condition  = fact relation
    relation   = "goes" { "from" airports | "via" airports | "to" airports }      of a routing
               | "is" [ "not" ] ( value | "one of" value { "," value } )          of a choice or code
               | [ "is" [ "not" ] ] amount                                        of a count
               | "under" amount | "over" amount | "at least" amount | "at most" amount | "between" amount "and" amount
    amount     = number [ "minutes" | "hours" | "days" ] | year-month-day

``and`` and ``or`` never stand side by side without parentheses: a reader need not know which binds first.
"""

import re
from collections.abc import Callable
from datetime import date

import msgspec

from tournai.errors import Malformed
from tournai.screening.criteria import expressions as e
from tournai.screening.criteria.facts import DAY, FACTS, Fact, Kind
from tournai.screening.criteria.grounds import SERVICE_CODES, WORDS, refuse, refuse_service_code
from tournai.values import airport
from tournai.values.wordings import as_wording, say

LONGEST_TEXT = 2000
"""Characters of a criterion."""
LARGEST = 10**7
UNITS = {"minute": 1, "hour": 60, "day": DAY}
_LONGEST_NAME = max(len(name.split()) for name in [*FACTS, *WORDS])
_TOKEN = re.compile(
    r'(?P<space>\s+)|(?P<date>\d{4}-\d{2}-\d{2})|(?P<number>\d{1,9})|"(?P<text>[^"\n]{0,60})"'
    r"|(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*)|(?P<sign>[(),])"
)
_RELATIONS = {
    ("under",): e.Relation.UNDER, ("over",): e.Relation.OVER, ("at", "least"): e.Relation.AT_LEAST,
    ("at", "most"): e.Relation.AT_MOST, ("between",): e.Relation.BETWEEN,
}  # fmt: skip


class MalformedCriterion(Malformed):
    """A text that is no criterion; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        place = say("line {line}, column {column}: {what}", line=line, column=column, what=as_wording(message))
        super().__init__(place, code="criterion")
        self.line = line
        self.column = column


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    line: int
    column: int


def parse_criterion(text: str) -> e.Expression:
    """Return the criterion that a text says.

    Whether it may be applied is another question: see `checking`.

    Raises:
        MalformedCriterion: The text breaks the grammar, names no fact or airport that there is, or is too long or deep.
        TouchesProtectedGround: It names what no criterion may rest on (rule PNR-09).

    >>> parse_criterion("payment is cash")
    OneOf(fact='payment', values=('cash',))
    """
    if len(text) > LONGEST_TEXT:
        raise MalformedCriterion(
            say("a criterion has at most {most} characters: make two of it", most=LONGEST_TEXT), 1, 1
        )
    reader = _Reader(_tokens(text))
    found = reader.group(0)
    reader.end()
    _check_size(found)
    return found


def _check_size(found: e.Expression) -> None:
    if sum(1 for _ in e.conditions(found)) > e.MOST_CONDITIONS:
        raise MalformedCriterion(
            say("a criterion has at most {most} conditions: make two of it", most=e.MOST_CONDITIONS), 1, 1
        )
    if e.depth(found) > e.DEEPEST:
        raise MalformedCriterion(say("parentheses stand at most {most} deep: make two of it", most=e.DEEPEST), 1, 1)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    line, start, at = 1, 0, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise MalformedCriterion(_stray(text[at]), line, at - start + 1)
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(_Token(kind, match.group(kind), line, at - start + 1))
        breaks = match.group().count("\n")
        if breaks:
            line, start = line + breaks, at + match.group().rindex("\n") + 1
        at = match.end()
    found.append(_Token("end", "", line, at - start + 1))
    return found


def _stray(char: str) -> str:
    if char == '"':
        return say('a quotation mark has no partner: close it on the same line, e.g. "BRU"')
    return say(
        "there is a sign here that the language does not have: write words, numbers, quoted codes, ( ) and commas"
    )


class _Reader:
    """Reads tokens from left to right; every method leaves behind what it read."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def end(self) -> None:
        """Demand that nothing follows."""
        if self._next.kind != "end":
            raise self._wrong(say("'and', 'or' or the end"))

    def group(self, level: int) -> e.Expression:
        """Read parts that one word joins."""
        parts = [self._part(level)]
        joint = self._next.text.lower() if self._is("and", "or") else ""
        while joint and self._is("and", "or"):
            if not self._is(joint):
                raise self._error(
                    say("'and' and 'or' stand side by side: put parentheses around what belongs together")
                )
            self._at += 1
            parts.append(self._part(level))
        return (e.any_of if joint == "or" else e.all_of)(*parts)

    def _part(self, level: int) -> e.Expression:
        if level > 2 * e.DEEPEST:
            raise self._error(say("parentheses stand at most {most} deep: make two of it", most=e.DEEPEST))
        if self._took("not"):
            return e.not_(self._part(level + 1))
        if self._next.text == "(" and self._next.kind == "sign":
            self._at += 1
            inner = self.group(level + 1)
            self._sign(")")
            return inner
        return self._condition()

    def _condition(self) -> e.Expression:
        fact = self._fact()
        if fact.kind is Kind.ROUTE:
            return self._route()
        if fact.kind in (Kind.CHOICE, Kind.CODE):
            self._word("is")
            return self._one_of(fact)
        return self._compared(fact)

    def _fact(self) -> Fact:
        """Read the longest name of a fact; a name of what is protected is refused, not misunderstood."""
        first = self._next
        for length in range(_LONGEST_NAME, 0, -1):
            tokens = self._tokens[self._at : self._at + length]
            name = " ".join(token.text.lower() for token in tokens if token.kind == "word")
            if len(tokens) < length or len(name.split()) < length:
                continue
            if name in FACTS:
                self._at += length
                return FACTS[name]
            if name in WORDS:
                raise refuse(WORDS[name], first.line, first.column)
        raise self._wrong(say("a fact: {facts}", facts=", ".join(FACTS)))

    # --- relations ---

    def _route(self) -> e.Route:
        self._word("goes")
        stops: list[e.Stop] = []
        while self._is("from", "via", "to"):
            step = self._next.text.lower()
            self._check_order(stops, step)
            self._at += 1
            stops.append(e.Stop(step, self._list(self._airport)))
        if not stops:
            raise self._wrong(say("'from', 'via' or 'to' and an airport"))
        return e.Route(tuple(stops))

    def _check_order(self, stops: list[e.Stop], step: str) -> None:
        steps = [stop.step for stop in stops]
        order = ("from", "via", "to")
        is_late = bool(steps) and order.index(steps[-1]) > order.index(step)
        if is_late or (step != "via" and step in steps):
            raise self._error(say("a routing goes 'from', then 'via', then 'to'; only 'via' stands more than once"))
        if step == "via" and steps.count("via") == e.MOST_VIAS:
            raise self._error(say("a routing has at most {most} 'via'", most=e.MOST_VIAS))

    def _one_of(self, fact: Fact) -> e.Expression:
        is_not = self._took("not")
        found = e.OneOf(fact.name, self._list(lambda: self._value(fact)))
        return e.not_(found) if is_not else found

    def _compared(self, fact: Fact) -> e.Expression:
        has_is = self._took("is")
        is_not = has_is and self._took("not")
        relation = self._relation()
        if relation is None:
            if not has_is or fact.kind is Kind.DURATION:
                raise self._wrong(say("'under', 'over', 'at least', 'at most' or 'between'"))
            relation = e.Relation.IS
        if fact.kind is Kind.DAY and relation not in (e.Relation.IS, e.Relation.BETWEEN):
            raise self._error(say("a day is compared by 'is' or 'between': a criterion is for certain days"))
        found = self._between(fact) if relation is e.Relation.BETWEEN else self._single(fact, relation)
        return e.not_(found) if is_not else found

    def _relation(self) -> e.Relation | None:
        for words, relation in _RELATIONS.items():
            tokens = self._tokens[self._at : self._at + len(words)]
            if tuple(token.text.lower() for token in tokens) == words and tokens[0].kind == "word":
                self._at += len(words)
                return relation
        return None

    def _single(self, fact: Fact, relation: e.Relation) -> e.Compared:
        amount, unit = self._amount(fact)
        if unit is None:
            raise self._wrong(say("'minutes', 'hours' or 'days'"))
        return e.Compared(fact.name, relation, amount * unit)

    def _between(self, fact: Fact) -> e.Compared:
        first = self._next
        low, low_unit = self._amount(fact)
        self._word("and")
        high, unit = self._amount(fact)
        if unit is None:
            raise self._wrong(say("'minutes', 'hours' or 'days'"))
        low, high = low * (low_unit or unit), high * unit
        if low > high:
            raise MalformedCriterion(say("'between' starts with the smaller of the two"), first.line, first.column)
        return e.Compared(fact.name, e.Relation.BETWEEN, low, high)

    # --- values ---

    def _amount(self, fact: Fact) -> tuple[int, int | None]:
        """Return an amount and what its unit is worth; no unit stands after it: ``None`` of a duration, else 1."""
        if fact.kind is Kind.DAY:
            return self._day(), 1
        if self._next.kind != "number" or int(self._next.text) > LARGEST:
            raise self._wrong(say("a whole number of at most {most}", most=LARGEST))
        amount = int(self._take().text)
        if fact.kind is Kind.COUNT:
            return amount, 1
        for unit, minutes in UNITS.items():
            if self._took(unit) or self._took(f"{unit}s"):
                return amount, minutes
        return amount, None

    def _day(self) -> int:
        if self._next.kind != "date":
            raise self._wrong(say("a day such as 2027-05-31"))
        try:
            day = date.fromisoformat(self._next.text)
        except ValueError:
            raise self._error(say("there is no such day in the calendar")) from None
        self._at += 1
        return day.toordinal()

    def _airport(self) -> str:
        code = self._quoted(say('an airport in quotation marks, e.g. "BRU"')).upper()
        if airport(code) is None:
            self._at -= 1
            raise self._error(say("no airport has this code: write the three letters of IATA"))
        return code

    def _value(self, fact: Fact) -> str:
        if fact.kind is Kind.CHOICE:
            token = self._next
            if token.kind == "text" and SERVICE_CODES.fullmatch(token.text.upper()):
                raise refuse_service_code(token.line, token.column)
            if token.kind != "word" or token.text.lower() not in fact.values:
                self._refuse_protected(token)
                raise self._wrong(say("one of: {words}", words=", ".join(fact.values)))
            return self._take().text.lower()
        value = self._quoted(say("a code in quotation marks")).upper()
        if not re.fullmatch(fact.layout, value):
            self._at -= 1
            raise self._error(
                say(
                    "no code of this form is known for '{fact}': expected {form}",
                    fact=fact.name,
                    form=say(_form(fact.layout)),
                )
            )
        return value

    def _refuse_protected(self, token: _Token) -> None:
        """Refuse a protected word that stands where a value is expected, e.g. ``document is visa``."""
        word = token.text.lower().replace("-", " ")
        if word in WORDS:
            raise refuse(WORDS[word], token.line, token.column)

    def _quoted(self, what: str) -> str:
        token = self._next
        if token.kind != "text":
            raise self._wrong(what)
        if SERVICE_CODES.fullmatch(token.text.upper()):
            raise refuse_service_code(token.line, token.column)
        return self._take().text

    def _list(self, read_one: Callable[[], str]) -> tuple[str, ...]:
        """Read one value, or ``one of`` several."""
        if not self._is("one"):
            return (read_one(),)
        self._at += 1
        self._word("of")
        values = [read_one()]
        while self._next.text == "," and self._next.kind == "sign":
            self._at += 1
            values.append(read_one())
        if len(values) > e.MOST_VALUES:
            raise self._error(say("a list has at most {most} values", most=e.MOST_VALUES))
        return tuple(sorted(set(values)))

    # --- tokens ---

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is(self, *words: str) -> bool:
        return self._next.kind == "word" and self._next.text.lower() in words

    def _took(self, word: str) -> bool:
        is_it = self._is(word)
        self._at += is_it
        return is_it

    def _word(self, word: str) -> None:
        if not self._took(word):
            raise self._wrong(f"'{word}'")

    def _sign(self, sign: str) -> None:
        if self._next.kind != "sign" or self._next.text != sign:
            raise self._wrong(f"'{sign}'")
        self._at += 1

    def _wrong(self, expected: str) -> MalformedCriterion:
        """Return the error that something else was expected. What was typed is quoted where it is a word alone."""
        token = self._next
        shown = {"end": "the end", "text": "a quoted text", "number": "a number", "date": "a day"}
        found = say(shown[token.kind]) if token.kind in shown else f"'{token.text[:30]}'"
        return self._error(say("found {found}, expected {expected}", found=found, expected=as_wording(expected)))

    def _error(self, message: str) -> MalformedCriterion:
        return MalformedCriterion(message, self._next.line, self._next.column)


def _form(layout: str) -> str:
    return {"[A-Z]{3}": "three letters", "[0-9]{7,8}": "seven or eight digits"}.get(layout, layout)
