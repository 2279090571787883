"""The rules as a table, and the check of an order against it.

Each row is one rule: its identifier, its article, what it demands, the function that applies it, the instruments that
it holds for, and what must be at hand. A rule whose material is not at hand is not passed: it is listed as not
applied.
"""

import msgspec

from tournai.providers.orders.canonical import content_hash, digests
from tournai.providers.orders.order import Instrument
from tournai.providers.rules import content, grounds, issuing, other_orders, sending
from tournai.providers.rules.findings import Dossier, Finding, OrderRefused, Rule, Weight

CASE_FILE = "case file"
_EPOC = frozenset({Instrument.EPOC})
_EUROPEAN = frozenset({Instrument.EPOC, Instrument.EPOC_PR})
_CRIMINAL = _EUROPEAN | {Instrument.NATIONAL}
_DSA, _TCO = frozenset({Instrument.DSA}), frozenset({Instrument.TCO})
_SEARCHING = _CRIMINAL | _DSA

RULES: tuple[Rule, ...] = (
    Rule("PRV-01", "Art. 5(5), 6(4)", "Every field that the form must have is stated.", content.check_fields),
    Rule("PRV-02", "Art. 4", "Who issues may, or is validated by who may.", issuing.check_issuer, _CRIMINAL),
    Rule(
        "PRV-03",
        "Art. 4, 9(1)",
        "Where validation is asked, two persons sign the same content; a judge issues alone.",
        issuing.check_two_persons,
    ),
    Rule(
        "PRV-04",
        "Art. 4(5)",
        "Validation follows only in an emergency, for light data, within 48 hours.",
        issuing.check_emergency_validation,
        _CRIMINAL,
    ),
    Rule("PRV-05", "Art. 5(4)", "Traffic and content data only for listed offences.", grounds.check_threshold, _EPOC),
    Rule(
        "PRV-06",
        "Art. 5(3)-(4), 6(3)",
        "Sentences of four months or more, not in absentia, of a person who absconded.",
        grounds.check_sentence,
        _CRIMINAL,
    ),
    Rule("PRV-07", "Art. 2(2), 5(2)", "No order outside criminal proceedings.", content.check_proceedings, _CRIMINAL),
    Rule(
        "PRV-08",
        "Art. 5(2), 5(5)(i), 6(2)",
        "Necessary, proportionate, and possible in a similar domestic case.",
        grounds.check_necessity,
        _CRIMINAL,
        (CASE_FILE,),
    ),
    Rule(
        "PRV-09",
        "Art. 5(5)(c); Annex I, section E",
        "A unique identifier; an IP address with its time.",
        content.check_identifiers,
        _CRIMINAL,
    ),
    Rule(
        "PRV-10",
        "Art. 5(2), 5(5)(e)",
        "A closed, past range of time; never everybody.",
        content.check_range,
        _SEARCHING,
    ),
    Rule(
        "PRV-11",
        "Art. 7",
        "To an addressee of the register, in another bound State.",
        sending.check_addressee,
        _EUROPEAN,
    ),
    Rule("PRV-12", "Art. 5(6)-(7)", "A processor only for one of two reasons.", grounds.check_controller, _EPOC),
    Rule(
        "PRV-13",
        "Art. 8(1)-(2)",
        "The enforcing authority's notification is computed, and at the same time.",
        sending.check_notification,
        _EUROPEAN,
        (CASE_FILE,),
    ),
    Rule(
        "PRV-14",
        "Art. 9(2); Annex I, section M",
        "Section M never to the addressee.",
        sending.check_rendering,
        _EUROPEAN,
    ),
    Rule("PRV-15", "Art. 10; Annex I, section C", "The deadline fits the order.", sending.check_deadline, _EPOC),
    Rule("PRV-16", "Art. 9(4), 27", "A language that the reader accepts.", sending.check_language, _EUROPEAN),
    Rule(
        "PRV-17",
        "Art. 13; Directive (EU) 2016/680, Art. 13(3)",
        "The user is informed, or later on a stated ground.",
        grounds.check_user_information,
        _EPOC,
    ),
    Rule(
        "PRV-18",
        "Art. 5(8)-(10)",
        "Immunities, privileges and press freedom are respected.",
        grounds.check_protection,
        _EUROPEAN,
        (CASE_FILE,),
    ),
    Rule(
        "PRV-19", "ETSI TS 104 144, GlobalCaseId", "A case identifier of the series.", sending.check_case_id, _EUROPEAN
    ),
    Rule("PRV-20", "policy", "Never keys, decryption, weakening or live interception.", content.check_weakening),
    Rule(
        "PRV-21",
        "policy",
        "The provider's card is consulted before sending.",
        sending.check_card,
        _SEARCHING,
        ("cards", CASE_FILE),
    ),
    Rule(
        "PRV-22", "Art. 9(1)", "A change voids validation and signature.", issuing.check_version, needs=("signatures",)
    ),
    Rule(
        "PRV-23",
        "Annex I, section D",
        "A production names the preservation that it follows.",
        sending.check_earlier,
        _EPOC,
        ("preserved",),
    ),
    Rule(
        "PRV-24",
        "Directive (EU) 2016/680, Art. 25",
        "Every change of state is logged.",
        sending.check_log,
        needs=("log",),
    ),
    Rule(
        "DSA-01",
        "Regulation (EU) 2022/2065, Art. 10",
        "Specific information on recipients named one by one.",
        other_orders.check_information_order,
        _DSA,
    ),
    Rule(
        "TCO-01",
        "Regulation (EU) 2021/784, Art. 3(4), Annex I",
        "The exact address of the content.",
        other_orders.check_removal_order,
        _TCO,
    ),
    Rule(
        "TCO-02",
        "Regulation (EU) 2021/784, Art. 3(2)",
        "A first order twelve hours after the procedures were told.",
        other_orders.check_first_removal,
        _TCO,
    ),
    Rule(
        "TCO-05",
        "Regulation (EU) 2021/784, Art. 1(3)",
        "No order against protected expression.",
        other_orders.check_protected_expression,
        _TCO,
    ),
)
"""Every rule of an order, in the order of their identifiers."""


class Checked(msgspec.Struct, frozen=True):
    """What a check found, and which rules could not be applied for want of material."""

    findings: tuple[Finding, ...]
    not_applied: tuple[str, ...]

    @property
    def refusing(self) -> tuple[Finding, ...]:
        """The findings that refuse the order."""
        return tuple(one for one in self.findings if one.weight is Weight.REFUSED)


def check_order(dossier: Dossier) -> Checked:
    """Return every finding of every rule that holds for an order, in the order of the table."""
    if not dossier.content_hash:
        dossier = msgspec.structs.replace(dossier, content_hash=content_hash(digests(dossier.order)))
    rules = [rule for rule in RULES if dossier.order.form.instrument in rule.instruments]
    applied = [rule for rule in rules if _is_applicable(rule, dossier)]
    found = tuple(
        Finding(rule.identifier, rule.article, bite.field, bite.weight, bite.message)
        for rule in applied
        for bite in rule.check(dossier)
    )
    return Checked(found, tuple(rule.identifier for rule in rules if rule not in applied))


def demand_order(dossier: Dossier) -> Checked:
    """Return what a check found, where nothing of it refuses the order.

    Raises:
        OrderRefused: Something does; the first finding's rule is the error's.
    """
    checked = check_order(dossier)
    if checked.refusing:
        raise OrderRefused(checked.refusing)
    return checked


def _is_applicable(rule: Rule, dossier: Dossier) -> bool:
    for need in rule.needs:
        if need == CASE_FILE:
            if not dossier.audience.shows_case_file:
                return False
        elif getattr(dossier, need) is None:
            return False
    return True
