"""One part of a document against another: printed zone, DG1, EF.COM, the signer's country, the day.

Source: BSI TR-03135-1, version 2.5, sections 5.5.4.1.1, 5.6.4.4.1, 5.6.4.5, 5.7.1 and 5.7.2.
"""

from datetime import date

from tournai.documents.chip.files import COM, ChipFile
from tournai.documents.chip.security_object import SecurityObject
from tournai.documents.chip.text_groups import read_common
from tournai.documents.inspection.states import is_same_state
from tournai.documents.mrz import MrzFormat, Outcome, Zone
from tournai.documents.mrz.formats import LAYOUTS
from tournai.documents.trust import Certificate
from tournai.documents.verdict import Check, Step, failed, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import listed, say

MRZ, DG1 = "printed zone", "DG1"
OPTIONAL = frozenset({"optional_data", "optional_data_2", "composite"})
"""Where the printed zone and DG1 differ in nothing else, genuine documents exist that do (TR-03135-1, 5.7.2)."""


def check_consistency(zone: Zone) -> Step:
    """Return whether the zone's check digits and characters fit its format."""
    check = Check.MRZ_CONSISTENCY
    wrong = [each.name for each in zone.check_digits if each.outcome is Outcome.FAILED]
    if wrong:
        return failed(check, say("check digits do not fit: {fields}", fields=_named(wrong)), MRZ)
    strange = [field.name for field in zone.fields if field.outcome is Outcome.FAILED]
    if strange:
        return failed(check, say("fields hold what they may not: {fields}", fields=_named(strange)), MRZ)
    if not zone.passes_all_check_digits:
        return undetermined(check, say("not every check digit can be told"), MRZ)
    return passed(check, say("format {format}, every check digit fits", format=zone.format.value), MRZ)


def _named(fields: list[str]) -> str:
    return listed(name.replace("_", " ") for name in dict.fromkeys(fields))


def compare_zones(printed: Zone, dg1: Zone) -> Step:
    """Return whether the printed zone and DG1 hold the same characters, letter by letter."""
    check = Check.MRZ_AND_DG1
    if printed.lines == dg1.lines:
        return passed(check, say("the same characters"), f"{MRZ}, {DG1}")
    if [len(line) for line in printed.lines] != [len(line) for line in dg1.lines]:
        return failed(check, say("zones of two formats"), f"{MRZ}, {DG1}")
    fields = differing_fields(printed, dg1)
    tell = undetermined if set(fields) <= OPTIONAL else failed
    return tell(check, say("they differ in: {fields}", fields=_named(fields)), f"{MRZ}, {DG1}")


def differing_fields(printed: Zone, dg1: Zone) -> list[str]:
    """Return the fields, and check digits, in which two zones of one format differ."""
    layout = LAYOUTS[printed.format]
    spans = [(field.name, field.span) for field in layout.fields] + [(each.name, each.at) for each in layout.checks]
    found = [name for name, span in spans if span.of(printed.lines) != span.of(dg1.lines)]
    return list(dict.fromkeys(found)) or ["document_code"]


def check_expiry(zone: Zone, today: date, source: str) -> Step:
    """Return whether a document has expired by a day; on the last day it is still valid."""
    check = Check.EXPIRY
    if zone.format is MrzFormat.FRENCH_CARD:
        return not_done(check, say("this format of the zone holds no date of expiry"), source)
    value = zone.value("date_of_expiry")
    if value is None or len(value) != len("2026-11-24"):
        return undetermined(check, say("the zone tells no full date of expiry"), source)
    if date.fromisoformat(value) < today:
        return failed(check, say("the document has expired"), source)
    return passed(check, say("the document has not expired"), source)


def compare_states(zone: Zone, signer: Certificate) -> Step:
    """Return whether the issuing state of DG1 is the country of the document signer."""
    check, source = Check.ISSUING_STATE, f"{DG1}, DS certificate"
    printed = next(field.printed for field in zone.fields if field.name == "issuing_state")
    state = zone.value("issuing_state") or printed
    country = signer.issuer.country
    if not country:
        return undetermined(check, say("the signer's certificate names no country"), source)
    if is_same_state(printed, country) or is_same_state(state, country):
        return passed(check, say("both are of {country}", country=country), source)
    return failed(check, say("DG1 is of {state}, its signer of {country}", state=state, country=country), source)


def compare_lists(common: ChipFile | None, security_object: SecurityObject) -> Step:
    """Return whether EF.COM lists the data groups that EF.SOD lists."""
    check, source = Check.COM_AND_SOD, "EF.COM, EF.SOD"
    if common is None:
        return not_done(check, say("EF.COM was not handed over"), COM)
    try:
        said = read_common(common).groups
    except Malformed as error:
        return undetermined(check, say("EF.COM cannot be read: {why}", why=error.reason), COM)
    signed = frozenset(security_object.hashes)
    if said == signed:
        return passed(check, say("they list the same data groups"), source)
    only = {"EF.COM": said - signed, "EF.SOD": signed - said}
    told = "; ".join(f"{name}: {', '.join(f'DG{n}' for n in sorted(some))}" for name, some in only.items() if some)
    return failed(check, say("listed by one alone: {groups}", groups=told), source)
