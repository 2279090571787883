"""Why an order may be made: rules PRV-05, PRV-06, PRV-08, PRV-12, PRV-17 and PRV-18.

Source: Regulation (EU) 2023/1543, Art. 5(2) to 5(10), 6(3) and 13; Directive (EU) 2016/680, Art. 13(3).
"""

from collections.abc import Iterable

from tournai.providers.orders.conditions import Concern, Sentence
from tournai.providers.orders.order import CaseFile, Form, Instrument, Protection
from tournai.providers.rules.findings import Bite, Dossier, Weight
from tournai.providers.rules.national import BASES, STATES, NationalBasis

SHORTEST_SENTENCE_MONTHS = 4
PRIVILEGE_GROUNDS = ("resident", "detrimental", "waived")


def check_threshold(dossier: Dossier) -> Iterable[Bite]:
    """PRV-05: traffic and content data only for what Art. 5(4) lists."""
    form = dossier.order.form
    if not form.is_intrusive:
        return
    conditions = form.conditions
    if not conditions.thresholds:
        yield Bite("conditions.thresholds", "traffic and content data need an offence of Art. 5(4): tick which")
    elif not conditions.by_information_system and all(one.needs_information_system for one in conditions.thresholds):
        yield Bite(
            "conditions.by_information_system",
            "these offences count only if committed, wholly or partly, by means of an information system",
        )


def check_sentence(dossier: Dossier) -> Iterable[Bite]:
    """PRV-06: a sentence of four months or more, not in absentia, of somebody who absconded."""
    conditions = dossier.order.form.conditions
    if conditions.concerns is not Concern.SENTENCE:
        return
    sentence = conditions.sentence or Sentence()
    if sentence.months < SHORTEST_SENTENCE_MONTHS:
        yield Bite("conditions.sentence.months", "a sentence is executed by an order from four months on")
    if sentence.was_in_absentia:
        yield Bite("conditions.sentence.was_in_absentia", "a decision rendered in absentia allows no order")
    if not sentence.has_absconded:
        yield Bite("conditions.sentence.has_absconded", "only where the convicted person absconded")


def check_necessity(dossier: Dossier) -> Iterable[Bite]:
    """PRV-08: necessary and proportionate, and a similar domestic order could be made on a national provision."""
    form, case_file = dossier.order.form, dossier.order.case_file
    if not dossier.order.further.necessity.strip():
        yield Bite("further.necessity", "say why the order is necessary and proportionate")
    if not case_file.similar_domestic_order:
        yield Bite("case_file.similar_domestic_order", "confirm that a similar order could be made in a domestic case")
    if not any(text.strip() for text in case_file.domestic_bases):
        yield Bite("case_file.domestic_bases", "name the national provision of a similar domestic order")
    elif form.issuing_state in STATES:
        yield from _check_bases(form, case_file)
    else:
        yield Bite(
            "case_file.domestic_bases",
            "the provisions of this State are not listed: they were not compared with the order",
            Weight.WARNING,
        )


def check_controller(dossier: Dossier) -> Iterable[Bite]:
    """PRV-12: a processor is addressed only for one of two reasons, and is told whether to inform the controller."""
    conditions = dossier.order.form.conditions
    if conditions.controller is None:
        yield Bite("conditions.controller", "say whether the provider is addressed as controller or as processor")
        return
    if not conditions.controller.is_processor:
        if conditions.informs_controller is not None:
            yield Bite("conditions.informs_controller", "only a processor informs a controller")
        return
    if conditions.informs_controller is None:
        yield Bite("conditions.informs_controller", "say whether the processor informs the controller")
    elif not conditions.informs_controller:
        if not conditions.controller_justification.strip():
            yield Bite("conditions.controller_justification", "justify shortly why the controller is not informed")
        if dossier.audience.shows_case_file and not dossier.order.case_file.controller_delay_reasons.strip():
            yield Bite("case_file.controller_delay_reasons", "say in the case file why the controller is not informed")


def check_user_information(dossier: Dossier) -> Iterable[Bite]:
    """PRV-17: the user is informed at once, or later on a ground of Directive (EU) 2016/680, Art. 13(3)."""
    section = dossier.order.form.user_information
    if section.is_delayed:
        if not section.grounds:
            yield Bite("user_information.grounds", "delaying the user's information needs a ground: tick which")
        if not section.justification.strip():
            yield Bite("user_information.justification", "justify shortly why the user is informed later")
        if dossier.audience.shows_case_file and not dossier.order.case_file.delay_reasons.strip():
            yield Bite("case_file.delay_reasons", "say in the case file why the user is informed later")
    elif section.grounds:
        yield Bite("user_information.grounds", "grounds are for a delay only")
    elif dossier.received_at is not None and dossier.user_information_open is False:
        yield Bite("user_information", "data was received: inform the user, with the remedies there are")


def check_protection(dossier: Dossier) -> Iterable[Bite]:
    """PRV-18: immunities, privileges, press freedom; data of public authorities and privileged professions."""
    form, case_file = dossier.order.form, dossier.order.case_file
    if case_file.is_public_infrastructure and case_file.public_authority_state != form.issuing_state:
        yield Bite(
            "case_file.public_authority_state",
            "data of a public authority is ordered only in that authority's own State",
        )
    if not form.is_intrusive:
        return
    if case_file.is_privileged_infrastructure and case_file.privileged_ground not in PRIVILEGE_GROUNDS:
        yield Bite("case_file.privileged_ground", "data of a privileged profession needs a ground of Art. 5(9)")
    if case_file.protection is Protection.CONFIRMED:
        yield Bite(
            "case_file.protection", "the data is protected by an immunity, a privilege or press freedom: no order"
        )
    elif case_file.protection is not Protection.NOT_SUSPECTED and not case_file.consultation.strip():
        yield Bite("case_file.consultation", "record whom you consulted about the protection, and the outcome")


def _check_bases(form: Form, case_file: CaseFile) -> Iterable[Bite]:
    bases = [BASES.get(code) for code in case_file.domestic_bases]
    listed = [one for one in bases if one is not None and one.state == form.issuing_state]
    if len(listed) < len(bases):
        yield Bite("case_file.domestic_bases", "choose provisions of the issuing State's own list")
        return
    fitting = [one for one in listed if one.preserves is (form.instrument is Instrument.EPOC_PR) or not one.preserves]
    if form.categories - {category for one in fitting for category in one.categories}:
        yield Bite("case_file.domestic_bases", "these provisions do not give all the data that is asked for")
    if not _may_order(form, fitting):
        yield Bite("case_file.domestic_bases", "by these provisions neither issuer nor validator may order it")


def _may_order(form: Form, bases: list[NationalBasis]) -> bool:
    standing = {form.issuing.type, *([form.validating.type] if form.validating else [])}
    return form.emergency_without_validation or all(one.may_order & standing for one in bases)
