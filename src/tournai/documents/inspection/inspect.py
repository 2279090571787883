"""A document checked as a whole: every step that its evidence allows, in the order of the guideline.

Source: BSI TR-03135-1, version 2.5, section 5.1 (sequence), 5.4 (overall result); ICAO Doc 9303-11, section 5.1.
"""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from tournai.documents.chip.active_authentication import check_active_authentication
from tournai.documents.chip.archive import ChipFiles
from tournai.documents.chip.chip_authentication import check_chip_authentication, choose_key
from tournai.documents.chip.files import COM, SOD
from tournai.documents.chip.passive_authentication import Authentication, authenticate
from tournai.documents.chip.security_infos import read_active_key, read_security_infos
from tournai.documents.chip.text_groups import read_zone
from tournai.documents.inspection.cross_checks import (
    DG1,
    MRZ,
    check_consistency,
    check_expiry,
    compare_lists,
    compare_states,
    compare_zones,
)
from tournai.documents.inspection.evidence import Challenge, ChipProof, Evidence
from tournai.documents.inspection.forms import check_forms, portrait_defects
from tournai.documents.mrz import Zone
from tournai.documents.mrz import read_zone as parse_zone
from tournai.documents.trust import TrustStore
from tournai.documents.trust.keys import PublicKey
from tournai.documents.trust.list_signatures import DEFECTS
from tournai.documents.verdict import Check, Defect, Outcome, Step, Verdict, failed, not_done, undetermined, verdict_of
from tournai.errors import Malformed
from tournai.values.wordings import say

UNASKED = frozenset({"no challenge was sent to the chip", "no ephemeral key was made for the reader"})
"""Why a proof of the chip was not done although its key is there."""


class Inspection(msgspec.Struct, frozen=True):
    """A check's verdict, and what was read on the way; ``authentication`` is ``None`` where there is no EF.SOD."""

    verdict: Verdict
    printed: Zone | None
    chip_zone: Zone | None
    authentication: Authentication | None


def inspect_document(evidence: Evidence, store: TrustStore, at: datetime, others: Iterable[Step] = ()) -> Inspection:
    """Return what the evidence about a document comes to at an instant.

    ``others`` are steps that were checked elsewhere: of a seal, of the holder, of a list of lost documents. Whatever
    the evidence holds becomes a step; nothing in it raises.
    """
    steps: list[Step] = []
    defects: list[Defect] = []
    printed = _read_printed(evidence, at.date(), steps)
    chip = evidence.chip
    authentication = chip_zone = None
    if chip is not None:
        authentication = _authenticate(chip, evidence, store, at, steps, defects)
        chip_zone = _read_dg1(chip, at.date())
        if not evidence.is_lone:
            _check_chip(chip, authentication, chip_zone, steps, defects)
            proofs = [_check_copy(chip, authentication, evidence.challenge, defects)]
            if evidence.chip_proof is not None or _has_chip_key(chip, authentication):
                proofs.append(_check_chip_key(chip, authentication, evidence.chip_proof))
            steps += _told_of_copies(proofs)
    _compare(evidence, printed, chip_zone, at.date(), steps)
    return Inspection(verdict_of((*steps, *others), defects), printed, chip_zone, authentication)


def _read_printed(evidence: Evidence, today: date, steps: list[Step]) -> Zone | None:
    if evidence.mrz is None:
        return None
    try:
        zone = parse_zone(evidence.mrz, today)
    except Malformed as error:
        steps.append(failed(Check.MRZ_CONSISTENCY, say("no zone: {why}", why=error.reason), MRZ))
        return None
    steps.append(_doubted(check_consistency(zone), evidence))
    return zone


def _doubted(step: Step, evidence: Evidence) -> Step:
    """Return a failed step as undetermined where the zone may have been misread: the document is not to blame then."""
    if evidence.is_sure or step.outcome is not Outcome.FAILED:
        return step
    return undetermined(step.step, say("the zone was not surely read: {why}", why=step.wording), step.source)


def _authenticate(
    chip: ChipFiles,
    evidence: Evidence,
    store: TrustStore,
    at: datetime,
    steps: list[Step],
    defects: list[Defect],
) -> Authentication | None:
    sod = chip.files.get(SOD)
    if sod is None:
        why = chip.unreadable.get(SOD)
        reason = say("EF.SOD cannot be read: {why}", why=why) if why else say("EF.SOD was not handed over")
        tell = failed if why else not_done
        steps.append(tell(Check.SECURITY_OBJECT_FORM, reason, SOD))
        return None
    found = authenticate(sod, chip.groups, store, at, is_lone=evidence.is_lone)
    steps += found.steps
    defects += found.defects
    return found


def _read_dg1(chip: ChipFiles, today: date) -> Zone | None:
    dg1 = chip.files.get("DG1")
    try:
        return parse_zone(read_zone(dg1), today) if dg1 else None
    except Malformed:
        return None


def _check_chip(
    chip: ChipFiles,
    authentication: Authentication | None,
    chip_zone: Zone | None,
    steps: list[Step],
    defects: list[Defect],
) -> None:
    if authentication is not None and authentication.security_object is not None:
        steps.append(compare_lists(chip.files.get(COM), authentication.security_object))
        if chip_zone is not None and authentication.signer is not None:
            steps.append(compare_states(chip_zone, authentication.signer))
    steps += check_forms(chip)
    defects += portrait_defects(chip)


def _check_copy(
    chip: ChipFiles,
    authentication: Authentication | None,
    challenge: Challenge | None,
    defects: list[Defect],
) -> Step:
    """Ask whether the chip is a copy: its key proves that only where the key itself is the one that was signed."""
    sound = authentication.sound if authentication else frozenset()
    key, hash_name = _active_key(chip) if 15 in sound else (None, "")
    if key is None and "DG15" in chip.files:
        return not_done(Check.ACTIVE_AUTHENTICATION, say("the key of DG15 is not proven"), "DG15")
    asked = challenge or Challenge(b"", None)
    step, words = check_active_authentication(key, hash_name, asked.challenge, asked.response)
    defects += [Defect(word, "DG15", DEFECTS.get(word, word)) for word in words]
    return step


def _told_of_copies(proofs: list[Step]) -> list[Step]:
    """Return the proofs of a chip, undetermined where it could have given one and was not asked for any.

    Signed data can be copied whole to another chip; only its key cannot (ICAO Doc 9303-11, section 5.1 and 6). So a
    chip that has a key and was asked nothing is not shown to be genuine, as one that has none cannot be.
    """
    if any(step.outcome is not Outcome.NOT_DONE for step in proofs):
        return proofs
    unasked = say("the chip could prove that it is no copy and was not asked: a copy is not ruled out")
    return [undetermined(each.step, unasked, each.source) if str(each.reason) in UNASKED else each for each in proofs]


def _has_chip_key(chip: ChipFiles, authentication: Authentication | None) -> bool:
    if authentication is None or 14 not in authentication.sound:
        return False
    try:
        return bool(read_security_infos(chip.files["DG14"]).keys)
    except Malformed:
        return False


def _check_chip_key(chip: ChipFiles, authentication: Authentication | None, proof: ChipProof | None) -> Step:
    """Ask whether the chip holds a key of DG14, where DG14 itself is the one that was signed."""
    if authentication is None or 14 not in authentication.sound:
        return not_done(Check.CHIP_AUTHENTICATION, say("the keys of DG14 are not proven"), "DG14")
    try:
        key, protocol = choose_key(read_security_infos(chip.files["DG14"]))
    except Malformed as error:
        why = say("it cannot be checked: {reason}", reason=say(error.reason))
        return undetermined(Check.CHIP_AUTHENTICATION, why, "DG14")
    private, evidence = (proof.private, proof.evidence) if proof else (None, None)
    return check_chip_authentication(key, protocol, private, evidence)


def _active_key(chip: ChipFiles) -> tuple[PublicKey | None, str]:
    try:
        key = read_active_key(chip.files["DG15"])
        infos = read_security_infos(chip.files["DG14"]) if "DG14" in chip.files else None
    except Malformed:
        return None, ""
    return key, infos.active_authentication_hash if infos else ""


def _compare(evidence: Evidence, printed: Zone | None, chip_zone: Zone | None, today: date, steps: list[Step]) -> None:
    if printed is not None and chip_zone is not None:
        steps.append(_doubted(compare_zones(printed, chip_zone), evidence))
    zone, source = (chip_zone, DG1) if chip_zone is not None else (printed, MRZ)
    if zone is not None:
        steps.append(check_expiry(zone, today, source))
