"""To whom an order goes, how and in which language: rules PRV-11, PRV-13 to PRV-16, PRV-19, PRV-21, PRV-23, PRV-24.

Source: Regulation (EU) 2023/1543, Art. 7, 8, 9 and 27; Annex I, sections B, C, D, K and M; Directive (EU) 2016/680,
Art. 25.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from tournai.errors import Malformed
from tournai.providers.cards.card import Answer, Card, answer_of, warnings_of
from tournai.providers.orders.case_ids import CaseId, next_case_id, parse_case_id
from tournai.providers.orders.conditions import DeadlineChoice, EarlierKind
from tournai.providers.orders.order import CaseFile, Form, Further, Instrument
from tournai.providers.orders.parties import BOUND_STATES, AddresseeType
from tournai.providers.orders.renderings import Audience
from tournai.providers.rules.findings import Bite, DirectoryEntry, Dossier, Weight
from tournai.providers.rules.languages import OFFICIAL
from tournai.values.wordings import say

SAME_TIME = timedelta(minutes=15)
"""How far the notification may lag behind the order to count as sent at the same time (Art. 8(1)): own choice."""
BLIND_DIGITS = 32
"""Hexadecimal digits of a blind: 128 bits."""
_HASH = re.compile(r"[0-9a-f]{64}")
_NAMES = {Instrument.EPOC: "EPOC", Instrument.EPOC_PR: "EPOCPR"}


def notification_required(form: Form, case_file: CaseFile) -> bool:
    """Return whether the enforcing authority is notified: computed, never typed (Art. 8(1) and 8(2))."""
    is_domestic = case_file.offence_in_issuing_state and case_file.resides_in_issuing_state
    return form.instrument is Instrument.EPOC and form.is_intrusive and not is_domestic


def check_addressee(dossier: Dossier) -> Iterable[Bite]:
    """PRV-11: a designated establishment or legal representative in another bound State, out of the register."""
    addressee = dossier.order.form.addressee
    if addressee.state and (addressee.state not in BOUND_STATES or addressee.state == dossier.order.form.issuing_state):
        yield Bite("addressee.state", "the addressee must be in another Member State that the Regulation binds")
    if addressee.is_emergency_fallback or addressee.type is AddresseeType.OTHER_ESTABLISHMENT:
        if not dossier.order.form.is_emergency:
            yield Bite("addressee.type", "another establishment is addressed only in an emergency")
        elif dossier.designated_did_not_react is False:
            yield Bite(
                "addressee.type", "another establishment is addressed only once the designated one did not react"
            )
    elif dossier.directory is not None and _entry(dossier) is None:
        yield Bite("addressee.name", "no such establishment or representative is in the register of addressees")


def check_notification(dossier: Dossier) -> Iterable[Bite]:
    """PRV-13: whether the enforcing authority is notified follows from the order, and it is at the same time."""
    form, case_file = dossier.order.form, dossier.order.case_file
    is_required = notification_required(form, case_file)
    if is_required and form.notified is None:
        yield Bite("notified", "traffic and content data: the enforcing authority must be notified")
    if form.notified is not None and not is_required:
        yield Bite("notified", "no notification is required for this order")
    if form.notified is not None and form.notified.state != form.addressee.state:
        yield Bite("notified.state", "the authority notified is that of the addressee's State")
    if form.is_intrusive and not is_required and form.instrument is Instrument.EPOC and not case_file.residence_grounds:
        yield Bite(
            "case_file.residence_grounds", "state the grounds to believe that offence and residence are domestic"
        )
    if is_required and dossier.transmitted_at is not None:
        told = dossier.notified_at
        if told is None or told > dossier.transmitted_at + SAME_TIME:
            yield Bite("notified", "the enforcing authority is notified at the same time as the addressee")


def check_rendering(dossier: Dossier) -> Iterable[Bite]:
    """PRV-14: section M never goes to the addressee, and always to the notified enforcing authority."""
    order = dossier.order
    if dossier.audience is Audience.ISSUING_AUTHORITY and any(len(blind) < BLIND_DIGITS for blind in order.blinds):
        yield Bite("blinds", "section M and the case file need random blinds before anything is sent")
    if dossier.audience is Audience.ADDRESSEE and (order.further != Further() or order.case_file != CaseFile()):
        yield Bite("further", "the addressee's copy must not have section M or anything of the case file")
    if dossier.audience is Audience.ENFORCING_AUTHORITY:
        if not order.further.necessity.strip() or not order.further.case_summary.strip():
            yield Bite("further", "the enforcing authority's copy must have the grounds and the summary of the case")
        if order.case_file != CaseFile():
            yield Bite("case_file", "the case file stays with the issuing authority")


def check_deadline(dossier: Dossier) -> Iterable[Bite]:
    """PRV-15: eight hours only with the ground of an emergency; the notified deadline only with a notification."""
    form = dossier.order.form
    deadline = form.deadline
    if deadline.choice is DeadlineChoice.EIGHT_HOURS and deadline.emergency_ground is None:
        yield Bite("deadline.emergency_ground", "eight hours need the ground of an emergency")
    if deadline.choice is not DeadlineChoice.EIGHT_HOURS and deadline.emergency_ground is not None:
        yield Bite("deadline.choice", "an emergency has the deadline of eight hours")
    if deadline.choice is DeadlineChoice.TEN_DAYS_NOTIFIED and form.notified is None:
        yield Bite("deadline.choice", "this deadline is for orders that the enforcing authority is notified of")
    if deadline.choice is DeadlineChoice.TEN_DAYS and form.notified is not None:
        yield Bite("deadline.choice", "an order that is notified has the deadline of a notified order")


def check_language(dossier: Dossier) -> Iterable[Bite]:
    """PRV-16: a language that the addressee accepts, and the enforcing State where it is notified."""
    form = dossier.order.form
    entry = _entry(dossier)
    accepted = (entry.languages if entry else ()) or OFFICIAL.get(form.addressee.state, ())
    if accepted and form.language not in accepted:
        # What an addressee or a State accepts beyond its official languages is known to a register only.
        weight = Weight.WARNING if dossier.directory is None else Weight.REFUSED
        yield Bite("language", say("the addressee accepts: {languages}", languages=", ".join(accepted)), weight)
    if form.notified is not None and dossier.audience is not Audience.ADDRESSEE:
        declared = (dossier.languages or {}).get(form.notified.state, ())
        known = (*OFFICIAL.get(form.notified.state, ()), *declared)
        if known and form.language not in known:
            weight = Weight.WARNING if dossier.languages is None else Weight.REFUSED
            yield Bite("language", say("the enforcing State accepts: {languages}", languages=", ".join(known)), weight)


def check_case_id(dossier: Dossier) -> Iterable[Bite]:
    """PRV-19: a case identifier of the profile, of this order's States, with the next number of its series."""
    form = dossier.order.form
    try:
        case = parse_case_id(form.case_id)
    except Malformed as error:
        yield Bite("case_id", error.reason)
        return
    expected = (_NAMES[form.instrument], form.issuing_state, form.addressee.state or case.executing_state)
    if (case.instrument, case.issuing_state, case.executing_state) != expected:
        yield Bite("case_id", "the case identifier names another instrument or other States than the order")
    if dossier.other_cases is not None and case.number != _next_number(case, dossier.other_cases):
        yield Bite("case_id", "the number is not the next of its day, installation and executing State")


def check_card(dossier: Dossier) -> Iterable[Bite]:
    """PRV-21: the provider's card was consulted; what it cannot produce is asked for only with reasons."""
    card = _card(dossier)
    if card is None:
        yield Bite("case_file.provider", "no card of this provider was consulted", Weight.WARNING)
        return
    has_reasons = bool(dossier.order.case_file.unlikely_category_reasons.strip())
    for category in sorted(dossier.order.form.categories, key=lambda one: one.value):
        if answer_of(card, category) is Answer.NO and not has_reasons:
            yield Bite(
                "case_file.unlikely_category_reasons",
                say(
                    "the provider's card says that it cannot produce {category}: say why it is asked for",
                    category=say(category.value.replace("_", " ")),
                ),
            )
    for told in warnings_of(card, dossier.order.form.categories, dossier.now.date()):
        yield Bite("case_file.provider", told, Weight.WARNING)


def check_earlier(dossier: Dossier) -> Iterable[Bite]:
    """PRV-23: a production names the preservation that it follows."""
    named = {
        one.file_number
        for one in dossier.order.form.earlier
        if one.kind is EarlierKind.PRESERVATION and one.file_number
    }
    if set(dossier.preserved or ()) - named:
        yield Bite("earlier", "the data was preserved under an earlier request: name it in section D")


def check_log(dossier: Dossier) -> Iterable[Bite]:
    """PRV-24: each change of state is logged with actor, role, time, reason and the hash of the order."""
    log = dossier.log or ()
    for place, entry in enumerate(log):
        if not all(text.strip() for text in (entry.actor, entry.role, entry.reason)):
            yield Bite(f"log[{place}]", "a change of state is logged with actor, role and reason")
        if _HASH.fullmatch(entry.content_hash) is None or entry.at.tzinfo is None:
            yield Bite(f"log[{place}]", "a change of state is logged with its time and the hash of the order")
            return
    if any(later.at < earlier.at for earlier, later in pairwise(log)):
        yield Bite("log", "changes of state are logged in the order of their times")


def _entry(dossier: Dossier) -> DirectoryEntry | None:
    addressee = dossier.order.form.addressee
    for entry in dossier.directory or ():
        if (entry.name, entry.type, entry.state) == (addressee.name, addressee.type, addressee.state):
            return entry
    return None


def _card(dossier: Dossier) -> Card | None:
    name = dossier.order.case_file.provider or dossier.order.form.addressee.provider
    return next((one for one in dossier.cards or () if one.service.casefold() == name.casefold()), None)


def _next_number(case: CaseId, others: tuple[str, ...]) -> int:
    given = []
    for text in others:
        try:
            given.append(parse_case_id(text))
        except Malformed:  # a national case, numbered in its own way
            continue
    return next_case_id(case, given).number
