"""Every reader of outside bytes, what it may refuse with, and where to start.

A new reader is a row of `TARGETS`. Whatever is imported here under `fuzz.engine` is instrumented for coverage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from fuzz import (
    chip_readers,
    document_seeds,
    exchange_seeds,
    mutate,
    order_readers,
    picture_readers,
    seeds,
    zone_readers,
)
from fuzz.isolation import keep_the_others
from fuzz.rules import Reader
from fuzz.tlv_mutate import TlvMutator
from tournai.alerts import ListFormat, read_list
from tournai.documents.chip.chip_authentication import ECDH, ChipEvidence, ephemeral_point, verify_evidence
from tournai.documents.holder.formats.ansi_nist import read_ansi_nist
from tournai.documents.holder.formats.finger_images import read_finger_images
from tournai.documents.holder.formats.minutiae import read_minutiae
from tournai.documents.seals.trust_list import read_trust_list
from tournai.documents.seals.two_d_doc import read_two_d_doc
from tournai.documents.seals.vds import read_seal
from tournai.documents.seals.vds_nc import read_vds_nc
from tournai.documents.trust.elliptic_curves import CURVES, BadSignature, public_point
from tournai.documents.trust.keys import PublicKey
from tournai.errors import Malformed
from tournai.exchange.messages import read_message
from tournai.exchange.misp.events import read_event
from tournai.oversight.events import parse_event
from tournai.oversight.export import read_export
from tournai.oversight.log import parse_note
from tournai.oversight.standalone import verify_log
from tournai.travel import read_travel_file
from tournai.travel.card_numbers import cut_card_numbers
from tournai.travel.replies import read_ackres, read_govreq
from tournai.travel.replies.cusres import read_cusres
from tournai.travel.selection.parts import parse_parts
from tournai.travel.timetable import read_timetable, scheduled_flights
from tournai.travel.type_b import group_parts, join_parts, read_envelopes
from tournai.travel.xml import read_pnrgov_xml
from tournai.values.partial_dates import read_partial_date

NEAR = seeds.NOW.date()
WEEK = timedelta(days=7)


class LeftBehind(AssertionError):
    """A card number was left in a body, or the body's length changed."""


@dataclass(frozen=True)
class Target:
    """A reader, what it may refuse with, its first inputs, the form of its pieces, and its longest input."""

    what: str
    read: Reader
    seeds: Callable[[], list[bytes]]
    form: mutate.Form | None
    """``None``: elements within elements."""
    refusals: tuple[type[Exception], ...] = (Malformed,)
    max_length: int = 1024
    dictionary: str = ""

    def mutator(self, inputs: list[bytes]) -> mutate.PieceMutator | TlvMutator:
        return mutate.PieceMutator(self.form, inputs) if self.form else TlvMutator(inputs)


def _cut_cards(data: bytes) -> None:
    cut = cut_card_numbers(data)
    if len(cut.body) != len(data) or cut_card_numbers(cut.body).numbers:
        raise LeftBehind


def _judge_answer(data: bytes) -> None:
    evidence = ChipEvidence(_READER_POINT, data)
    verify_evidence(_CHIP_KEY, f"{ECDH}.2", 2, evidence)


_CHIP_KEY = PublicKey(public_point(3, CURVES["secp256r1"]))
_READER_POINT = ephemeral_point(2, _CHIP_KEY)


def _list_of(form: ListFormat) -> Reader:
    return lambda data: read_list(form, data)


def _read_telegrams(data: bytes) -> None:
    read_envelopes(data)
    for parts in group_parts(read_travel_file(data).pushes):
        join_parts(parts)


def _read_timetable(data: bytes) -> None:
    scheduled_flights(read_timetable(data, NEAR).changes, NEAR, NEAR + WEEK)


def _read_export(data: bytes) -> None:
    for _ in read_export(data.splitlines(keepends=True)).entries:
        pass


TARGETS: dict[str, Target] = {
    "pnrgov": Target("PNRGOV, EDIFACT", read_travel_file, seeds.pnrgov, mutate.EDIFACT, dictionary="edifact"),
    "isolation": Target(
        "damage in one PNR never loses another", keep_the_others, seeds.damage, mutate.EDIFACT, dictionary="edifact"
    ),
    "pnrgov-xml": Target(
        "PNRGOV, XML", read_pnrgov_xml, seeds.pnrgov_xml, mutate.XML, max_length=1536, dictionary="xml"
    ),
    "paxlst": Target("PAXLST", read_travel_file, seeds.paxlst, mutate.EDIFACT, dictionary="edifact"),
    "type-b": Target(
        "Type B envelopes, mails, lists in parts", _read_telegrams, seeds.type_b, mutate.LINES, dictionary="edifact"
    ),
    "cusres": Target("CUSRES", read_cusres, seeds.cusres, mutate.EDIFACT, dictionary="edifact"),
    "ackres": Target("ACKRES", read_ackres, seeds.ackres, mutate.EDIFACT, dictionary="edifact"),
    "govreq": Target("GOVREQ", read_govreq, seeds.govreq, mutate.EDIFACT, dictionary="edifact"),
    "card-numbers": Target("the cut of card numbers", _cut_cards, seeds.pnrgov, mutate.EDIFACT, dictionary="edifact"),
    "ssim": Target("SSIM data sets", _read_timetable, seeds.ssim, mutate.LINES, max_length=4096),
    "schedule-messages": Target("SSM and ASM", _read_timetable, seeds.schedule_messages, mutate.LINES),
    "timetable": Target("timetables as tables", _read_timetable, seeds.timetables, mutate.LINES),
    "selections": Target(
        "the parts of a flight selection",
        lambda data: parse_parts(data.decode("latin-1")),
        seeds.selections,
        mutate.WORDS,
        max_length=128,
    ),
    "un-list": Target(
        "the UN consolidated list",
        lambda data: read_list(ListFormat.UN, data),
        seeds.un_list,
        mutate.XML,
        max_length=2048,
        dictionary="xml",
    ),
    "ofac-list": Target(
        "OFAC's list, XML",
        lambda data: read_list(ListFormat.OFAC, data),
        seeds.ofac_list,
        mutate.XML,
        max_length=2048,
        dictionary="xml",
    ),
    "ofac-csv": Target(
        "OFAC's list, CSV", lambda data: read_list(ListFormat.OFAC_CSV, data), seeds.ofac_csv, mutate.LINES
    ),
    "eu-list": Target(
        "the EU's list, XML", _list_of(ListFormat.EU), seeds.eu_list, mutate.XML, max_length=2048, dictionary="xml"
    ),
    "eu-csv": Target("the EU's list, CSV", _list_of(ListFormat.EU_CSV), seeds.eu_csv, mutate.LINES),
    "uk-list": Target("the UK's list", _list_of(ListFormat.UK), seeds.uk_list, mutate.LINES),
    "french-register": Target(
        "the French register", _list_of(ListFormat.FRANCE), seeds.french_register, mutate.JSON, max_length=2048
    ),
    "belgian-list": Target("the Belgian list", _list_of(ListFormat.BELGIUM), seeds.belgian_list, mutate.LINES),
    "police-alerts": Target("police alerts", _list_of(ListFormat.POLICE), seeds.police_alerts, mutate.LINES),
    "lost-documents": Target(
        "lost and stolen documents", _list_of(ListFormat.DOCUMENTS), seeds.lost_documents, mutate.LINES
    ),
    "ftm-entities": Target(
        "entities of FollowTheMoney", _list_of(ListFormat.FOLLOW_THE_MONEY), seeds.ftm_entities, mutate.JSON
    ),
    "senzing-records": Target("records of Senzing", _list_of(ListFormat.SENZING), seeds.senzing_records, mutate.JSON),
    "gtas-list": Target("the watch list of GTAS", _list_of(ListFormat.GTAS), seeds.gtas_list, mutate.LINES),
    "partial-dates": Target(
        "dates of lists",
        lambda data: read_partial_date(data.decode("latin-1")),
        seeds.dates,
        mutate.WORDS,
        max_length=64,
    ),
    "exchange-messages": Target(
        "messages between authorities", read_message, exchange_seeds.messages, mutate.JSON, max_length=2048
    ),
    "misp-events": Target("MISP events", read_event, exchange_seeds.misp_events, mutate.JSON, max_length=2048),
    "events": Target("events of the log", parse_event, seeds.events, mutate.JSON, max_length=1024),
    "checkpoints": Target(
        "checkpoints of the log",
        lambda data: parse_note(data.decode("utf-8", "replace")),
        seeds.checkpoints,
        mutate.LINES,
    ),
    "log-exports": Target("exported logs", _read_export, seeds.log_exports, mutate.JSON, max_length=4096),
    "log-verifier": Target(
        "exported logs, the verifier that stands alone",
        lambda data: verify_log.verify(iter(data.splitlines(keepends=True))),
        seeds.log_exports,
        mutate.JSON,
        refusals=(verify_log.BrokenLogError, ValueError, OverflowError),  # as its command takes them
        max_length=4096,
    ),
    "zones": Target("machine-readable zones", zone_readers.read_text, zone_readers.zones, mutate.LINES, max_length=256),
    "page-pictures": Target(
        "pictures of pages", zone_readers.read_picture, zone_readers.pictures, mutate.OCTETS, max_length=4096
    ),
    "visible-seals": Target("visible digital seals", read_seal, document_seeds.visible_seals, mutate.OCTETS),
    "two-d-doc": Target("French 2D-Doc", read_two_d_doc, document_seeds.two_d_docs, mutate.OCTETS),
    "vds-nc": Target("VDS-NC", read_vds_nc, document_seeds.vds_nc, mutate.JSON),
    "seal-trust-lists": Target(
        "the signed list of 2D-Doc authorities",
        read_trust_list,
        document_seeds.trust_lists,
        mutate.XML,
        refusals=(Malformed, BadSignature),
        max_length=2048,
        dictionary="xml",
    ),
    "finger-minutiae": Target("templates of fingers", read_minutiae, document_seeds.finger_minutiae, mutate.OCTETS),
    "finger-images": Target(
        "records of finger images", read_finger_images, document_seeds.finger_images, mutate.OCTETS
    ),
    "pictures": Target(
        "pictures of faces and fingers",
        picture_readers.read_colour_and_grey,
        picture_readers.pictures,
        mutate.OCTETS,
        max_length=2048,
    ),
    "prints": Target(
        "prints of any kind, up to the network", picture_readers.read_print, picture_readers.prints, mutate.OCTETS
    ),
    "ansi-nist": Target("ANSI/NIST files", read_ansi_nist, document_seeds.ansi_nist, mutate.OCTETS),
    "chip-answers": Target(
        "protected answers of a chip",
        _judge_answer,
        document_seeds.chip_answers,
        mutate.OCTETS,
        refusals=(Malformed, BadSignature),
        max_length=256,
    ),
    "chips": Target(
        "a chip's files, checked whole", chip_readers.check_chip, chip_readers.chips, None, max_length=4096
    ),
    "data-groups": Target("data groups of a chip", chip_readers.read_group, chip_readers.groups, None),
    "trust-files": Target(
        "master lists, defect and deviation lists, certificates",
        chip_readers.read_trust,
        chip_readers.trust_files,
        None,
        max_length=4096,
    ),
    "revocation-lists": Target(
        "revocation lists", chip_readers.read_revocations, chip_readers.revocations, None, max_length=1024
    ),
    "orders": Target(
        "orders to providers, checked",
        order_readers.read_and_check,
        order_readers.orders,
        mutate.LINES,
        max_length=4096,
    ),
    "order-messages": Target(
        "messages of ETSI TS 103 120",
        order_readers.read_carried_order,
        order_readers.messages,
        mutate.LINES,
        max_length=6144,
    ),
    "provider-cards": Target(
        "tables of provider cards", order_readers.read_table, order_readers.cards, mutate.LINES, max_length=512
    ),
}
