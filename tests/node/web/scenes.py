"""What pages show in tests: one invented night at an invented node. No person here exists."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from starlette.datastructures import FormData
from tests.node.web import carrier_scenes, selection_scenes

from tournai.node.duties.boards import BoardFilter
from tournai.node.duties.rows import TimetableImport
from tournai.node.duties.views import (
    AccessView,
    AlertFact,
    AlertsPage,
    AlertView,
    BadLineView,
    BadRowView,
    BoardView,
    CarrierView,
    CheckpointView,
    ComparedView,
    ComparisonView,
    DefectView,
    ElementView,
    EligibilityView,
    EventView,
    FactView,
    FlightPage,
    FlightView,
    FoundRow,
    ImportReport,
    LinkedPerson,
    LinkedThing,
    LinksPage,
    LogPage,
    ManifestRow,
    MatchPage,
    MatchRow,
    PartsView,
    PushView,
    QuarantineView,
    QueuePage,
    RequestsPage,
    RequestView,
    ReviewView,
    ScheduleChange,
    SearchPage,
    SignedIn,
    SourceOfTraveller,
    SourceView,
    StandingView,
    TimetablePage,
    TimetableReport,
    TravelLeg,
    TravellerPage,
)
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.link_chart import draw
from tournai.node.web.readers import Reader
from tournai.node.web.slips import Slip
from tournai.screening.batches import Feature

NOW = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)

ANALYST = SignedIn(
    account="e.vermeulen",
    display_name="Elise Vermeulen",
    role="analyst",
    language="en",
    csrf="token-of-the-scene",
    expires_at=NOW + 8 * HOUR,
    actions=frozenset(
        {"view-board", "view-queue", "view-alerts", "view-requests", "claim-match", "review-match", "import-alerts"}
    ),
)
OFFICER_OF_DATA_PROTECTION = SignedIn(
    account="dpo",
    display_name="Marc Delvaux",
    role="data protection officer",
    language="fr",
    csrf="token-of-the-scene",
    expires_at=NOW + 8 * HOUR,
    actions=frozenset({"view-board", "view-queue", "read-log", "export-log"}),
)


def reader(path: str = "/flights", language: str = "en", theme: str = "auto", session: SignedIn = ANALYST) -> Reader:
    return Reader(path=path, language=language, theme=theme, csrf=session.csrf, session=session)


VISITOR = Reader(path="/sign-in", language="en", csrf="token-of-the-scene")


def push(timing: str, hours: float, **changes: object) -> PushView:
    values: dict[str, object] = {
        "push_id": f"push{timing[:4]}",
        "format": "PNRGOV",
        "version": "16:1",
        "function": "full" if timing == "advance" else "update",
        "sender": "NX",
        "channel": "http",
        "received_at": NOW - hours * HOUR,
        "timing": timing,
        "pnrs": 131,
        "travellers": 212,
        "declared": 131,
        "is_screened": True,
    }
    return PushView(**(values | changes))  # type: ignore[arg-type]


IN_PARTS = (
    push("closure", 5, push_id="part1", parts=PartsView(1, None, (), "incomplete"), channel="fallback as4"),
    push("closure", 5, push_id="part2", parts=PartsView(2, 4, (3,), "incomplete", is_repeated=True), channel="mq"),
    push("closure", 4, push_id="part3", parts=PartsView(3, 3, (), "whole"), channel="type-b"),
    push("closure", 4, push_id="part4", parts=PartsView(1, 2, (), "counts differ"), channel="mail"),
    push("closure", 3, push_id="part5", parts=PartsView(4, 3, (), "contradictory")),
)
"""A push in parts, in each state that parts can be in."""


def owed(advance: str, closure: str, listed: str, leaves: datetime, **changes: object) -> tuple[StandingView, ...]:
    """How the pushes of a flight stand."""
    due = leaves + 2 * HOUR
    rows = (("advance", advance, leaves - 24 * HOUR), ("closure", closure, due), ("list", listed, due))
    return tuple(
        StandingView(name, state, due_by, is_alarm=bool(changes.get("alarm")) and state in {"late", "due"})
        for name, state, due_by in rows
    )


def flight(number: str, hours: float, whole: float, **changes: object) -> FlightView:
    """A flight that leaves ``hours`` from now (negative: left) and takes ``whole`` hours."""
    leaves = NOW + hours * HOUR
    values: dict[str, object] = {
        "flight_id": f"flight{number}",
        "carrier": "NX",
        "number": number,
        "departure_airport": "JFK",
        "arrival_airport": "BRU",
        "departure_local": (leaves - 5 * HOUR).replace(tzinfo=None),
        "arrival_local": (leaves + (whole + 1) * HOUR).replace(tzinfo=None),
        "departure_at": leaves,
        "arrival_at": leaves + whole * HOUR,
        "pnrs": 131,
        "travellers": 212,
        "listed": 0,
        "matches_new": 0,
        "matches_claimed": 0,
        "matches_decided": 0,
        "pushes": (push("advance", 30), push("closure", 4)),
        "standing": "on time",
        "standings": owed("on time", "not due", "not due", leaves),
    }
    return FlightView(**(values | changes))  # type: ignore[arg-type]


DEFECTS = (
    DefectView(1184, "unt-count", "UNT says 412 segments, the message has 409: count them again"),
    DefectView(20931, "eqn-count", "EQN says 131 bookings, the message has 130: send the missing one"),
)
LANDING = flight("417", -6.2, 7.1, matches_new=2, matches_decided=1, listed=214)
AWAY = flight(
    "88", -3.5, 8.4, departure_airport="IST", matches_claimed=1, standing="late",
    standings=owed("on time", "received late", "late", NOW - 3.5 * HOUR),
)  # fmt: skip
TONIGHT = flight("902", 2.1, 3.2, departure_airport="CMN", arrival_airport="CRL", pushes=(push("advance", 30),))
FLIGHTS = (
    LANDING,
    AWAY,
    TONIGHT,
    flight("1503", 5.5, 6.9, departure_airport="DXB", pushes=(push("late", 2, defects=DEFECTS),), matches_new=1),
    flight(
        "230", 9, 11.5, departure_airport="NRT", pushes=(), pnrs=0, travellers=0, standing="late", is_alarm=True,
        standings=owed("late", "not due", "not due", NOW + 9 * HOUR, alarm=True),
    ),
    flight("231", 9.5, 11.5, pushes=(), pnrs=0, travellers=0, standing="cancelled", exemption="cancelled"),
    flight("232", 9.7, 2, pushes=(), travellers=0, standing="not owed", exemption="codeshare", operating="XT12"),
    flight("233", 9.8, 2, is_scheduled=False, planned_departure_at=NOW + 8 * HOUR),
    flight("77", 14.4, 7.2, departure_airport="YUL", travellers=318, pnrs=204),
    flight("640", 20.2, 1.3, departure_airport="LIS", travellers=164, pnrs=98, pushes=(push("early", 30),)),
    flight(
        "3021", 30.9, 9.1, departure_airport="DLA", pnrs=0, travellers=0, pushes=(), standing="expected",
        standings=owed("due", "not due", "not due", NOW + 30.9 * HOUR),
    ),
)  # fmt: skip
QUARANTINE = (
    QuarantineView(
        "rc-01jd7w2m9k", "OV", "folder", NOW - 40 * MINUTE, NOW + 23 * HOUR, "no-interchange",
        "no UNB segment in the first 4096 bytes: send the interchange from its start", 0,
    ),
)  # fmt: skip
STANDINGS = {
    "alarm": 1, "missing": 0, "late": 2, "expected": 1, "on time": 6, "cancelled": 1, "not owed": 1,
    "not in the timetable": 1,
}  # fmt: skip
BOARD = BoardView(NOW, FLIGHTS, QUARANTINE, 3, 11, STANDINGS, ("NX", "XT"))
NO_FLIGHTS = BoardView(NOW, (), (), 0, 0)

MANIFEST = (
    ManifestRow("t7mzk3q2", "PNR", 1, "A", is_infant=False, is_crew=False, documents=1, bags=2, match_ids=()),
    ManifestRow("t9x4cq8d", "PNR", 1, "C", is_infant=False, is_crew=False, documents=1, bags=0, match_ids=()),
    ManifestRow("tb2n5w7r", "PNR", 1, "IN", is_infant=True, is_crew=False, documents=0, bags=0, match_ids=()),
    ManifestRow("tq5v8h3j", "PNR", 2, "A", is_infant=False, is_crew=False, documents=2, bags=1, match_ids=("m4k7",)),
    ManifestRow("tz6p2s9k", "API", 3, "FM", is_infant=False, is_crew=True, documents=1, bags=0, match_ids=()),
)
FLIGHT = FlightPage(
    NOW,
    flight(
        "417", -6.2, 7.1, matches_new=2, listed=214,
        pushes=(
            push("advance", 30, defects=DEFECTS, dropped={"SSR meal": 31, "OSI": 12}), push("closure", 6), *IN_PARTS
        ),
    ),
    MANIFEST,
)  # fmt: skip

ACCESS = AccessView("terrorism", "Directive (EU) 2016/681, Art. 6(5)", "match", "m4k7")
FACTS = (
    FactView("identity", "surname", "KARVONEN-ODUYA", 0, "TIF", 218, 10492),
    FactView("identity", "given names", "MIKAEL TAIWO", 0, "TIF", 218, 10492),
    FactView("identity", "traveller type", "A", 0, "TIF", 218, 10492),
    FactView("document", "document type", "P", 1, "SSR", 224, 10811),
    FactView("document", "document number", "UT4410927", 1, "SSR", 224, 10811),
    FactView("document", "issuing state", "UTO", 1, "SSR", 224, 10811),
    FactView("document", "date of birth", "1981-04-09", 1, "SSR", 224, 10811),
    FactView("document", "sex", "M", 1, "SSR", 224, 10811),
    FactView("document", "date of expiry", "2031-02-17", 1, "SSR", 224, 10811),
    FactView("ticket", "ticket number", "9991234567890", 1, "TKT", 220, 10560),
    FactView("ticket", "amount", "1284.60 EUR", 1, "TKT", 220, 10560),
    FactView("payment", "form of payment", "CC", 101, "FOP", 221, 10602),
    FactView("payment", "card number, masked", "411111******1111", 101, "FOP", 221, 10602),
    FactView("seat", "seat assigned", "27C", 1, "SSD", 240, 11920),
    FactView("baggage", "bag tags", "0999123456 0999123457", 1, "TBD", 241, 11951),
    FactView("booking", "record locator", "Q7XK2M", 1, "RCI", 214, 10380),
    FactView("booking", "created", "2026-10-30 18:22", 1, "RCI", 214, 10380),
    FactView("booking", "agency", "99887766", 0, "ORG", 216, 10420),
    FactView("itinerary", "flight", "NX 417", 1, "TVL", 232, 11402),
    FactView("itinerary", "from", "JFK", 1, "TVL", 232, 11402),
    FactView("itinerary", "to", "BRU", 1, "TVL", 232, 11402),
    FactView("itinerary", "departure, local", "2026-11-22 16:00", 1, "TVL", 232, 11402),
    FactView("contact", "phone", "+1 212 555 0117", 101, "ADD", 219, 10530),
)


def compared(label: str, agreement: str, booked: str, listed: str) -> ComparedView:
    return ComparedView(
        label, agreement, FactView("", label, booked, 0, *("SSR", 224, 10811)[: 3 * bool(booked)]),
        FactView("", label, listed, 0, *("DOC", 41, 1207)[: 3 * bool(listed)]),
    )  # fmt: skip


COMPARISON = ComparisonView(
    booked=SourceOfTraveller("tq5v8h3j", "PNR", "PNRGOV", "NX", NOW - 30 * HOUR),
    listed=SourceOfTraveller("tapi9", "API", "PAXLST", "NX", NOW - 6 * HOUR),
    reasons=("document number", "name", "record locator"),
    rows=(
        compared("surname", "same", "KARVONEN-ODUYA", "KARVONEN-ODUYA"),
        compared("given names", "spelling", "MIKAEL TAIWO", "MIKAEL"),
        compared("date of birth", "different", "1981-04-09", "1981-09-04"),
        compared("document number", "same", "UT4410927", "UT4410927"),
        compared("nationality", "only in the passenger list", "", "UTO"),
        compared("seat assigned", "only in the booking", "27C", ""),
    ),
    is_same_person=True,
)
TRAVELLER = TravellerPage(
    now=NOW,
    traveller_id="tq5v8h3j",
    record="PNR",
    flight=LANDING,
    push=push("closure", 6),
    facts=FACTS,
    companions=("tx1",),
    other_records=("tapi9",),
    earlier_versions=2,
    match_ids=("m4k7",),
    access=ACCESS,
    comparison=COMPARISON,
    may_chart=True,
)


def match(identifier: str, sought: str, minutes: int, **changes: object) -> MatchRow:
    values: dict[str, object] = {
        "match_id": identifier,
        "state": "new",
        "score": 27.3,
        "sought": sought,
        "source": "un-1267",
        "category": "QDi",
        "reasons": ("surname", "birth", "given", "nationality"),
        "flight_id": "flight417",
        "designator": "NX 417",
        "departure_airport": "JFK",
        "arrival_airport": "BRU",
        "due_at": NOW + minutes * MINUTE,
        "clock": "running",
        "claimed_by": None,
        "created_at": NOW - 5 * HOUR,
    }
    return MatchRow(**(values | changes))  # type: ignore[arg-type]


TAKEN = match("m4k7", "Michael Taiwo ODUYA KARVONEN", 54, state="claimed", claimed_by="e.vermeulen", clock="at risk")
MATCHES = (
    match("m0aa", "Ilse BRANDVOLD-REYES", -12, clock="late", score=19.8, reasons=("surname", "given")),
    TAKEN,
    match("m9qr", "Józef Wincenty SZAREJKO", 131, score=88.1, reasons=("document", "surname", "given", "birth"),
          designator="NX 88", departure_airport="IST"),
    match("m2wd", "Абрам ТУРОВСКИЙ", 402, state="second opinion", source="be-national", category="terrorism"),
    match("m7tt", "Noor AL-MARWANI", 1310, state="reopened", designator="NX 1503", departure_airport="DXB"),
)  # fmt: skip
COUNTS = {"new": 1, "claimed": 1, "second opinion": 1, "reopened": 1, "confirmed": 4, "refuted": 121}
QUEUE = QueuePage(NOW, MATCHES, COUNTS)
NO_MATCHES = QueuePage(NOW, (), {})

FEATURES = (
    Feature("surname", "KARVONEN-ODUYA", "ODUYA KARVONEN", 0.97, 15.2),
    Feature("given", "MIKAEL TAIWO", "Michael Taiwo", 0.91, 11.4),
    Feature("birth", "1981-04-09", "1981", 0.5, 5.5),
    Feature("nationality", "UTO", "UTO", 1.0, 2.0),
    Feature("sex", "M", "M", 1.0, 0.5),
    Feature("order of fathers", "", "", 0.0, -1.3),
    Feature("alerts searched", "", "61 204", 0.0, -6.0),
)
ALERT = AlertView(
    alert_id="118",
    source="un-1267",
    reference="QDi.9001",
    category="QDi",
    name="Michael Taiwo ODUYA KARVONEN",
    legal_basis="UN Security Council resolution 2253 (2015)",
    quality="good",
    listed_on=date(2019, 3, 4),
    updated_on=date(2026, 9, 1),
    state="active",
    facts=(
        AlertFact("primary", "Michael Taiwo ODUYA KARVONEN"),
        AlertFact("weak alias", "Taiwo the Clerk"),
        AlertFact("date of birth", "1981"),
        AlertFact("nationality", "UTO"),
        AlertFact("place of birth", "Northport"),
        AlertFact("document number", "UT1180033 (UTO)"),
    ),
)
MATCH = MatchPage(
    now=NOW,
    match=TAKEN,
    features=FEATURES,
    weights_version="2026-11-a",
    index_version="9f31c0de",
    threshold=18.0,
    flight=LANDING,
    traveller_id="tq5v8h3j",
    facts=FACTS,
    alert=ALERT,
    article="UN Security Council resolution 2253 (2015), para. 2",
    offence="terrorism",
    approver="h.lambert",
    reviews=(),
    may_claim=False,
    may_decide=True,
    incriminating=("same document number", "same full name and birth date", "same full name", "birthplace agrees",
                   "nationality agrees", "photo agrees", "other source confirms", "alert's owner confirms"),
    exonerating=("different document of the same state and period", "different birth date", "different name",
                 "different birthplace", "different sex", "photo differs", "person sought was elsewhere",
                 "known false match", "identity misused by the person sought", "alert's owner excludes",
                 "alert withdrawn or expired", "no link with the offences or with air travel"),
    decisions=("confirmed", "refuted", "undetermined"),
    access=ACCESS,
    next_match_id="m9qr",
    comparison=COMPARISON,
)  # fmt: skip
REVIEW = ReviewView(
    "h.lambert",
    "senior analyst",
    "undetermined",
    ("same full name",),
    "Photo asked from the alert's owner.",
    NOW - HOUR,
)


def eligibility(state: str, category: str = "") -> EligibilityView:
    is_decided = state != "asked"
    return EligibilityView(
        approval_id=f"ap-{state}",
        category=category,
        article="UN Security Council resolution 2253 (2015), para. 2",
        offence="terrorism",
        asked_by="e.vermeulen",
        asked_at=NOW - 50 * HOUR,
        state=state,
        decided_by="h.lambert" if is_decided else "",
        decided_at=NOW - 40 * HOUR if is_decided else None,
        review_by=date(2027, 5, 31),
    )


def source(name: str, *eligibilities: EligibilityView, is_eligible: bool) -> SourceView:
    return SourceView(
        name=name,
        format="un",
        published_on=date(2026, 11, 19),
        imported_at=NOW - 26 * HOUR,
        imported_by="e.vermeulen",
        active=684,
        withdrawn=12,
        bad_rows=2,
        not_persons=261,
        categories={"QDi": 254, "TAi": 135},
        eligibilities=eligibilities,
        is_eligible=is_eligible,
    )


ALERTS = AlertsPage(
    now=NOW,
    sources=(
        source("ofac-sdn", is_eligible=False),
        source("un-1267", eligibility("given", "QDi"), eligibility("asked", "TAi"), is_eligible=True),
    ),
    alerts=(ALERT,),
    total=684,
    may_propose=True,
    may_approve=True,
    may_import=True,
    offences=(("terrorism", "terrorist offences"), ("weapons", "illicit trafficking in weapons")),
)
REPORT = ImportReport(
    source="un-1267",
    format="un",
    published_on=date(2026, 11, 22),
    persons=691,
    added=9,
    changed=31,
    withdrawn=2,
    unchanged=651,
    not_persons=261,
    bad_rows=(BadRowView(402, "QDi.9402", "the date of birth is no date"),),
    is_eligible=False,
)


def event(sequence: int, kind: str, **changes: object) -> EventView:
    values: dict[str, object] = {
        "stream": "pnr",
        "sequence": sequence,
        "at": NOW - (60 - sequence) * MINUTE,
        "kind": kind,
        "actor": "e.vermeulen",
        "role": "analyst",
        "purpose": "terrorism",
        "legal_basis": "Directive (EU) 2016/681, Art. 6(5)",
        "reference": "match m4k7",
        "subject": "m4k7",
        "details": {},
    }
    return EventView(**(values | changes))  # type: ignore[arg-type]


LOG = LogPage(
    now=NOW,
    events=(
        event(48, "match:opened", details={"traveller": "tq5v8h3j", "alert": 118}),
        event(47, "access:refused", details={"action": "search", "rule": "PNR-15"}),
        event(46, "flight:screened", actor="node", role="node", reference="push px81", details={"matches": 2}),
        event(45, "push:stored", actor="node", role="node", reference="push px81", details={"pnrs": 131}),
    ),
    total=49,
    checkpoints=(CheckpointView("pnr", 49, "7b1de2f0" * 8, NOW), CheckpointView("node", 12, "0c94aa31" * 8, NOW)),
    public_key="d75a9801" * 8,
)

REQUEST = RequestView(
    number="R20261123-Q7K2XA",
    authority="Federal Judicial Police, Brussels",
    purpose="terrorism",
    offence="terrorist offences",
    provision="Criminal Code, Art. 140",
    penalty_years=10,
    air_link="travel to join a group abroad",
    necessity="The suspect is said to have flown on a booking of this locator in October.",
    elements=(ElementView("record locator", "Q7XK2M"), ElementView("flight", "NX 417 2026-11-22")),
    state="given",
    opened_by="e.vermeulen",
    opened_at=NOW - 30 * HOUR,
    expires_at=NOW + 690 * HOUR,
    decided_by="court-1",
    decided_at=NOW - 28 * HOUR,
    decision_reason="Order 2026/4417 of the investigating chamber: the trace cannot be had otherwise.",
    may_decide=True,
    may_search=True,
)
REQUESTS = RequestsPage(NOW, (REQUEST,), (("terrorism", "terrorist offences"),), may_open=True)
NO_REQUESTS = RequestsPage(NOW, (), (), may_open=False)
SEARCH = SearchPage(NOW, REQUEST, (FoundRow("tq5v8h3j", "PNR", LANDING, REQUEST.elements[0], is_current=True),))

BOARD_SHOWN: dict[str, object] = {"chosen": BoardFilter(), "query": "show=coming", "page": 1, "size": 50}
IMPORTS = (
    TimetableImport(2, "NX", "SSM", "NX", NOW - 2 * HOUR, "e.vermeulen", 3, 1, b""),
    TimetableImport(1, "slot coordinator", "SSIM", "NX XT", NOW - 40 * HOUR, "host:piu", 5210, 0, b""),
)
CARRIERS = (CarrierView("NX", 3120, 4, date(2026, 12, 7)), CarrierView("XT", 980, 0, date(2026, 12, 7)))
TIMETABLE = TimetablePage(NOW, CARRIERS, IMPORTS, may_import=True)
MENDED_FLIGHT: dict[str, object] = {
    "typed": Answers(FormData([("flight", "NX1"), ("from", "QQQ"), ("to", "BRU"), ("days", "1"), ("days", "5")])),
    "slip": Slip("the airport QQQ is not known, nor its difference from UTC given"),
}
LOADED = TimetableReport(
    "NX", "SSM", ("NX",), 40, 3, 14, 2, 1, 1, 310, 1,
    (
        BadLineView(12, 301, "period", "the period ends before it begins", is_lost=True),
        BadLineView(20, 544, "variation", "BRU: another difference from UTC is stated than the airport's zone has; the "
                    "zone was taken", is_lost=False),
    ),
    (
        ScheduleChange("added", "NX 417", "JFK", "BRU", datetime(2026, 11, 24, 18, 5)),
        ScheduleChange("moved", "NX 902", "CMN", "CRL", datetime(2026, 11, 24, 9, 40), datetime(2026, 11, 24, 8, 0)),
        ScheduleChange("cancelled", "NX 231", "JFK", "BRU", datetime(2026, 11, 23, 7, 35)),
        ScheduleChange("withdrawn", "NX 88", "IST", "BRU", datetime(2026, 11, 28, 23, 40)),
    ),
)  # fmt: skip

SOURCES: dict[str, object] = {"view": ALERTS, "source": "un-1267", "page": 1, "size": 50}
BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None}
MENDED_REVIEW: dict[str, object] = {
    "typed": Answers(FormData([("grounds", "same full name"), ("decision", "confirmed"), ("note", "seen & checked")])),
    "slip": Slip("a match is confirmed on at least one incriminating ground that can carry the decision", "PNR-13"),
}
MENDED_REQUEST: dict[str, object] = {
    "typed": Answers(FormData([("authority", "BE-FPS"), ("kind", "flight"), ("value", "NX417"), ("value", "Q7XK2M")])),
    "slip": Slip("a date is written YYYY-MM-DD"),
}
MENDED_PROPOSAL: dict[str, object] = {
    "typed": Answers(FormData([("source", "ofac-sdn"), ("article", "Art. 6"), ("review_by", "2020-01-01")])),
    "slip": Slip("the approval must be reviewed on a day to come", "PNR-08"),
}

LINKS = LinksPage(
    now=NOW,
    traveller_id="tq5v8h3j",
    flight=LANDING,
    persons=(
        LinkedPerson(0, "KARVONEN-ODUYA, MIKAEL TAIWO", ("1981-04-09",), ("UT4410927",), ("NX 417", "NX 902")),
        LinkedPerson(1, "KARVONEN-ODUYA, IRIS", ("2015-06-30",), ("UT4410931",), ("NX 417",)),
        LinkedPerson(1, "BRANDVOLD-REYES, ILSE MARGARETHA", ("1979-01-17",), ("UT9920011",), ("NX 902",)),
        LinkedPerson(1, "SZAREJKO, JÓZEF", (), (), ("NX 88",)),
        LinkedPerson(2, "AL-MARWANI, NOOR", ("1990-11-02",), ("ZZ1234567",), ("NX 1503",)),
        LinkedPerson(2, "DE WAELE, PIETER", (), (), ("NX 77",)),
        LinkedPerson(2, "OKONJO-BRANDT, ADAEZE", ("1988-02-28",), ("UT7730210",), ("NX 77", "NX 640")),
    ),
    things=(
        LinkedThing("booking", "Q7XK2M"),
        LinkedThing("payment account", "VI 411111XXXXXX1111"),
        LinkedThing("phone", "+1 212 555 0117"),
        LinkedThing("agency and day", "99887766 · 2026-10-30"),
        LinkedThing("e-mail", "ILSE.BRANDVOLD//EXAMPLE.ORG"),
        LinkedThing("frequent flyer", "NX 880012345"),
        LinkedThing("bag tag", "0999123456"),
    ),
    ties=(
        (0, 0), (1, 0), (0, 1), (2, 1), (0, 2), (2, 2), (0, 3), (3, 3), (2, 4), (4, 4), (3, 5), (5, 5), (2, 6), (6, 6),
    ),
    travel=(
        TravelLeg("NX 417", date(2026, 11, 22), "JFK", "BRU", "flight417"),
        TravelLeg("NX 902", date(2026, 11, 23), "CMN", "CRL", "flight902"),
        TravelLeg("OV 31", date(2026, 12, 4), "CRL", "LIS", ""),
    ),
    locked_legs=2,
    left_out={"agency and day": 212, "travellers": 3},
    travels_from=date(2026, 11, 21),
    travels_until=date(2027, 12, 28),
    is_coming_only=True,
    access=ACCESS,
)  # fmt: skip
NO_LINKS = msgspec.structs.replace(
    LINKS, persons=LINKS.persons[:1], things=(), ties=(), travel=LINKS.travel[:1], locked_legs=0, left_out={},
    is_coming_only=False, access=AccessView("terrorism", "Directive (EU) 2016/681, Art. 6(2)(b)", "request", "R1"),
)  # fmt: skip

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "sign-in": ("/sign-in", "sign_in.html", {"after": "/", "refusal": None}),
    "board": ("/flights", "board.html", {"view": BOARD} | BOARD_SHOWN),
    "board-empty": ("/flights", "board.html", {"view": NO_FLIGHTS} | BOARD_SHOWN),
    "flight": ("/flights/flight417", "flight.html", {"view": FLIGHT}),
    "timetable": ("/timetable", "timetable.html", {"view": TIMETABLE} | BLANK),
    "timetable-mended": ("/timetable", "timetable.html", {"view": TIMETABLE} | MENDED_FLIGHT),
    "timetable-empty": ("/timetable", "timetable.html", {"view": TimetablePage(NOW, (), (), may_import=False)} | BLANK),
    "timetable-preview": (
        "/timetable",
        "timetable_import.html",
        {"report": LOADED, "digest": "0a" * 32, "is_done": False},
    ),
    "timetable-loaded": ("/timetable", "timetable_import.html", {"report": LOADED, "digest": "", "is_done": True}),
    "traveller": ("/travellers/tq5v8h3j", "traveller.html", {"view": TRAVELLER}),
    "links": ("/travellers/tq5v8h3j/links", "links.html", {"view": LINKS, "drawing": draw(LINKS)}),
    "links-none": ("/travellers/tq5v8h3j/links", "links.html", {"view": NO_LINKS, "drawing": draw(NO_LINKS)}),
    "queue": ("/matches", "queue.html", {"view": QUEUE, "show": "open"}),
    "queue-empty": ("/matches", "queue.html", {"view": NO_MATCHES, "show": "open"}),
    "match": ("/matches/m4k7", "match.html", {"view": MATCH} | BLANK),
    "match-mended": ("/matches/m4k7", "match.html", {"view": MATCH} | MENDED_REVIEW),
    "alerts": ("/alerts", "alerts.html", SOURCES | BLANK),
    "alerts-mended": ("/alerts", "alerts.html", SOURCES | MENDED_PROPOSAL),
    "import": ("/alerts/preview", "import.html", {"report": REPORT, "digest": "00", "is_done": False}),
    "requests": ("/requests", "requests.html", {"view": REQUESTS} | BLANK),
    "requests-mended": ("/requests", "requests.html", {"view": REQUESTS} | MENDED_REQUEST),
    "requests-empty": ("/requests", "requests.html", {"view": NO_REQUESTS} | BLANK),
    "search": ("/requests/search", "search.html", {"view": SEARCH}),
    **selection_scenes.PAGES,
    **carrier_scenes.PAGES,
    "log": ("/log", "log.html", {"view": LOG, "stream": "pnr"}),
    "help": ("/help", "help.html", {}),
    "error": ("/x", "error.html", {"status": 403, "message": "the role analyst may not do this", "rule": "PNR-08"}),
}
"""Name -> the path it stands under, its template and values."""
