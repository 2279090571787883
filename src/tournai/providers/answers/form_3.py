"""Form 3: an addressee says that it cannot execute an order, or not yet, or not wholly.

Source: Regulation (EU) 2023/1543, Annex III; Art. 10(5) to 10(9), 11(4) to 11(7) and 17(1) to 17(2).
"""

from datetime import date

import msgspec

from tournai.errors import Refused
from tournai.providers.course.moves import RefusalReason, Step
from tournai.providers.orders.order import Instrument
from tournai.providers.orders.parties import Contact
from tournai.values.wordings import say

RULE = "PRV-24"


class ThirdCountryLaw(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section E: the law of a third country with which producing the data would conflict."""

    title: str = ""
    provision: str = ""
    interest: str = ""
    """The interest that it protects: fundamental rights, national security and defence, or another."""
    applicability: str = ""
    conflict: str = ""
    link: str = ""
    """The link between the service provider and the third country."""
    consequences: str = ""
    rests_on_lack_of_similar_provisions: bool = False
    rests_on_place_of_storage_alone: bool = False


class Form3(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The form of Annex III. ``is_preserved``: section G; ``None`` where it is not filled in."""

    case_id: str
    instrument: Instrument
    issued_on: date
    received_on: date
    addressee: str
    addressee_file_number: str = ""
    reasons: tuple[RefusalReason, ...] = ()
    explanation: str = ""
    third_country: ThirdCountryLaw | None = None
    question: str = ""
    """Section F: what the addressee needs to know."""
    is_preserved: bool | None = None
    contact: Contact = Contact()
    authorised_person: str = ""
    dated: date | None = None


_NEEDED = (("title", "title of the law"), ("provision", "provision"), ("interest", "interest that it protects"),
           ("applicability", "why it applies"), ("conflict", "why there is a conflict"))  # fmt: skip


def check_form_3(form: Form3) -> None:
    """Return when a form can be acted upon.

    Raises:
        Refused: No reason or explanation, no question where a clarification is asked, nothing said of preservation, or
            an objection that Art. 17(2) does not allow. Rule PRV-24.
    """
    if not form.reasons or not form.explanation.strip():
        raise Refused("say for which reasons the order is not executed, and explain them", rule=RULE)
    if asks_clarification(form) and not form.question.strip():
        raise Refused("say what the issuing authority should clarify", rule=RULE)
    if form.is_preserved is None:
        raise Refused("say whether the data is being preserved", rule=RULE)
    if RefusalReason.THIRD_COUNTRY in form.reasons:
        _check_objection(form)


def asks_clarification(form: Form3) -> bool:
    """Whether all reasons are such that a clarification mends: then the addressee's clock stands still."""
    return bool(form.reasons) and all(one.asks_clarification for one in form.reasons)


def step_of(form: Form3) -> Step:
    """Return how the form moves its order on."""
    return Step.ASK_CLARIFICATION if asks_clarification(form) else Step.REFUSE


def _check_objection(form: Form3) -> None:
    law = form.third_country
    if form.instrument is not Instrument.EPOC or law is None:
        raise Refused("a reasoned objection is against a production order, and names the law", rule=RULE)
    for field, name in _NEEDED:
        if not getattr(law, field).strip():
            raise Refused(say("state: {field}", field=say(name)), rule=RULE)
    if law.rests_on_lack_of_similar_provisions or law.rests_on_place_of_storage_alone:
        raise Refused(
            "an objection cannot rest on the lack of similar provisions or on the place of storage alone", rule=RULE
        )
