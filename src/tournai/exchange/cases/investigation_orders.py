"""The draft of a European Investigation Order, filled from a case; what only a magistrate can say stays empty.

Source: Directive 2014/41/EU, Annex A, sections A to L; Art. 2(c) (issued or validated by a judge, court, investigating
judge or prosecutor), 4 to 6, 11(1)(g) (categories of Annex D). A draft is never sent by this node as an order.
"""

import msgspec

from tournai.errors import Refused
from tournai.exchange.messages import Message
from tournai.exchange.messages.asking import Request, SubjectKind
from tournai.exchange.offences import exchange_offence
from tournai.values.roles import Role

RULE = "EXC-03"
SECTIONS = {
    "A": "issuing and executing State",
    "B": "urgency",
    "C": "investigative measures",
    "D": "relation to an earlier order",
    "E": "persons concerned",
    "F": "type of proceedings",
    "G": "grounds: facts, offence, category",
    "H": "further demands of certain measures",
    "I": "formalities and procedures",
    "J": "legal remedies",
    "K": "issuing authority",
    "L": "validating judicial authority",
}
NEEDED = frozenset("ACEFGK")
"""The sections without which no order is one; B, D, H, I, J and L only where they apply."""


class OrderDraft(msgspec.Struct, frozen=True):
    """A draft: its sections by letter, each text or empty."""

    sections: dict[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """The letters of the sections that must still be filled."""
        return tuple(letter for letter in SECTIONS if letter in NEEDED and not self.sections.get(letter, "").strip())


def draft_order(message: Message, issuing_state: str, executing_state: str) -> OrderDraft:
    """Return a draft with what a request already said. Measures, proceedings and authorities are the magistrate's.

    Raises:
        Refused: The message is no request. Rule EXC-03.
    """
    request = message.body
    if not isinstance(request, Request):
        raise Refused("an order is drafted from a request of the case", rule=RULE)
    sections = dict.fromkeys(SECTIONS, "")
    sections["A"] = f"{issuing_state} -> {executing_state}"
    sections["B"] = request.urgency_reasons
    sections["D"] = f"{message.basis.value}: {message.identifier}"
    sections["E"] = "\n".join(_person(each.name, each.born) for each in request.subjects if _is_party(each.kind))
    sections["G"] = f"{exchange_offence(request.offence).title}\n{request.facts}"
    return OrderDraft(sections)


def check_issuer(role: Role) -> None:
    """Return when whoever completes the draft may issue or validate an order.

    Raises:
        Refused: It is no magistrate. Rule EXC-03.
    """
    if role not in (Role.PROSECUTOR, Role.JUDGE):
        raise Refused("an order is issued or validated by a judge or a prosecutor", rule=RULE)


def _is_party(kind: SubjectKind) -> bool:
    return kind in (SubjectKind.PERSON, SubjectKind.ORGANISATION)


def _person(name: str, born: str) -> str:
    return f"{name} ({born})" if born else name
