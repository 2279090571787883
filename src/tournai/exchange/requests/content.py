"""What a request must hold before it may be sent.

Source: Directive (EU) 2023/977, Art. 4(2) to 4(6) and 8; Directive (EU) 2016/680, Art. 6. Rules EXC-03, EXC-05, EXC-07.
"""

from collections.abc import Callable, Iterable

import msgspec

from tournai.errors import Incomplete
from tournai.exchange.bases import ExchangeBasis, ExchangePurpose
from tournai.exchange.item import PersonCategory
from tournai.exchange.languages import check_language
from tournai.exchange.messages import Message
from tournai.exchange.messages.asking import NoCopyReason, Request, SubjectKind
from tournai.exchange.offences import EXCHANGE_OFFENCES, OTHER
from tournai.values.wordings import listed, say

BASES = frozenset({ExchangeBasis.DIRECTIVE, ExchangeBasis.FRAMEWORK_DECISION})
PURPOSES = frozenset({ExchangePurpose.PREVENTION, ExchangePurpose.DETECTION, ExchangePurpose.INVESTIGATION})
"""Art. 1(1). Proceedings are none of them: evidence asks the owner's consent."""


class Demand(msgspec.Struct, frozen=True):
    """One thing that the law wants in a request: what, which article, and whether a request has it."""

    name: str
    what: str
    article: str
    rule: str
    holds: Callable[[Request], bool]


def _has_numbered_parts(request: Request) -> bool:
    numbers = [part.number for part in request.parts]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1)) and _all_said(p.asked for p in request.parts)


def _has_offence(request: Request) -> bool:
    # An offence outside of the lists is described in the facts: the directive is not for serious crime alone.
    return request.offence in EXCHANGE_OFFENCES and (request.offence != OTHER or len(request.facts.strip()) > 0)


def _has_urgency_whole(request: Request) -> bool:
    return bool(request.urgency) == bool(request.urgency_reasons.strip())


def _names_each_ground_once(request: Request) -> bool:
    return len(set(request.urgency)) == len(request.urgency)


def _has_person_categories(request: Request) -> bool:
    return all(
        (each.kind is SubjectKind.PERSON) is (each.category is not PersonCategory.NOBODY) for each in request.subjects
    )


def _has_copy_or_reason(request: Request) -> bool:
    if request.no_copy is None:
        return True
    is_emergency = request.no_copy is NoCopyReason.TERRORISM and bool(request.urgency)
    is_terrorism = request.no_copy is not NoCopyReason.TERRORISM or request.offence == "terrorism"
    return request.directly_to_authority and is_terrorism and not is_emergency


def _all_said(texts: Iterable[str]) -> bool:
    return all(text.strip() for text in texts)


_ARTICLE = "Directive (EU) 2023/977, Art."
DEMANDS = (
    Demand("parts", "what is asked, in numbered parts", f"{_ARTICLE} 4(5)(a)", "EXC-03", _has_numbered_parts),
    Demand("offence", "the underlying offence", f"{_ARTICLE} 4(5)(b)", "EXC-03", _has_offence),
    Demand("facts", "the facts", f"{_ARTICLE} 4(5)(b)", "EXC-03", lambda one: _all_said((one.facts,))),
    Demand(
        "necessity",
        "why it is necessary and proportionate",
        f"{_ARTICLE} 4(3)(a)",
        "EXC-03",
        lambda one: _all_said((one.necessity,)),
    ),
    Demand(
        "held_because",
        "why the other State is thought to have it",
        f"{_ARTICLE} 4(3)(b) and 4(5)(c)",
        "EXC-03",
        lambda one: bool(one.held_because.strip() or one.hit.strip()),
    ),
    Demand(
        "subjects",
        "the link between each person or thing and the purpose",
        f"{_ARTICLE} 4(5)(d)",
        "EXC-03",
        lambda one: _all_said(each.link for each in one.subjects) and _all_said(each.name for each in one.subjects),
    ),
    Demand(
        "category",
        "what each person is to the matter",
        "Directive (EU) 2016/680, Art. 6",
        "EXC-06",
        _has_person_categories,
    ),
    Demand(
        "urgency",
        "the ground of urgency with its reasons, or neither",
        f"{_ARTICLE} 4(4) and 4(5)(e)",
        "EXC-03",
        _has_urgency_whole,
    ),
    Demand("urgency_grounds", "each ground of urgency once", f"{_ARTICLE} 4(4)", "EXC-03", _names_each_ground_once),
    Demand(
        "no_copy",
        "a copy to the own single point of contact, or one of the three reasons against it",
        f"{_ARTICLE} 4(2) and 8",
        "EXC-05",
        _has_copy_or_reason,
    ),
)
"""The content of Art. 4: this table is the rule, the form and the test."""


def missing(request: Request) -> tuple[Demand, ...]:
    """Return what a request lacks, in the order of the form."""
    return tuple(demand for demand in DEMANDS if not demand.holds(request))


def check_request(message: Message, receiver_languages: Iterable[str]) -> None:
    """Return when a message is a request that may be sent, or taken.

    Raises:
        Incomplete: It lacks something of Art. 4 (the rule of the first that it lacks), rests on another basis or
            purpose (EXC-03), or is in a language that the receiver does not take (EXC-07).
    """
    if not isinstance(message.body, Request):
        raise Incomplete("the message is no request", rule="EXC-03")
    lacking = missing(message.body)
    if lacking:
        said = say("the request lacks: {what}", what=listed(demand.what for demand in lacking))
        raise Incomplete(said, rule=lacking[0].rule)
    if message.basis not in BASES or message.purpose not in PURPOSES:
        raise Incomplete("a request serves prevention, detection or investigation, under its instrument", rule="EXC-03")
    if message.sender_case is None:
        raise Incomplete("a request names the asking side's case", rule="EXC-03")
    check_language(message.language, receiver_languages)
