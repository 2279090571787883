"""What pages show in tests: one invented night at an invented node. No person here exists."""

from datetime import date

import msgspec
from starlette.datastructures import FormData
from tests.node.web import (
    carrier_scenes,
    criterion_scenes,
    document_scenes,
    evaluation_scenes,
    partner_scenes,
    selection_scenes,
    sending_scenes,
    trust_scenes,
)
from tests.node.web.flight_scenes import BOARD, BOARD_SHOWN, FLIGHT, HOUR, LANDING, MINUTE, NO_FLIGHTS, NOW
from tests.node.web.timetable_scenes import LOADED, MENDED_FLIGHT, TIMETABLE
from tests.node.web.traveller_scenes import ACCESS, COMPARISON, FACTS, LINKS, NO_LINKS, TRAVELLER

from tournai.alerts import FieldChange
from tournai.casework.answers import RefusalGround
from tournai.node.duties.timetable_views import TimetablePage
from tournai.node.duties.views import (
    AlertFact,
    AlertLine,
    AlertsPage,
    AlertView,
    BadRowView,
    CheckpointView,
    ElementAnswer,
    ElementView,
    EligibilityView,
    EventView,
    FoundRow,
    HeldWithdrawal,
    ImportReport,
    KnownFalseView,
    LogPage,
    MatchPage,
    MatchRow,
    QueuePage,
    RequestPage,
    RequestsPage,
    RequestView,
    ReviewView,
    SearchPage,
    SignedIn,
    SourceView,
)
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.link_chart import draw
from tournai.node.web.list_words import FORMATS
from tournai.node.web.readers import Reader
from tournai.node.web.slips import Slip
from tournai.screening.batches import Feature

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
    actions=frozenset(
        {
            "view-board",
            "view-carriers",
            "view-queue",
            "view-alerts",
            "view-requests",
            "view-selections",
            "view-pull-requests",
            "view-disseminations",
            "view-criteria",
            "read-log",
            "export-log",
        }
    ),
)


def reader(path: str = "/flights", language: str = "en", theme: str = "auto", session: SignedIn = ANALYST) -> Reader:
    return Reader(path=path, language=language, theme=theme, csrf=session.csrf, session=session)


VISITOR = Reader(path="/sign-in", language="en", csrf="token-of-the-scene")


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
    match("m2wd", "Абрам ТУРОВСКИЙ", 402, state="second opinion", source="be-national", category="terrorism",
          is_withdrawn=True),
    match("m5ld", "UT10O4567 (UTO)", 500, source="lost-documents", category="blank stolen", reasons=("document",)),
    match("m7tt", "Noor AL-MARWANI", 1310, state="reopened", designator="NX 1503", departure_airport="DXB"),
)  # fmt: skip

COUNTS = {"new": 1, "claimed": 1, "second opinion": 1, "reopened": 1, "confirmed": 4, "refuted": 121}

QUEUE = QueuePage(NOW, MATCHES, COUNTS, (("*criteria", 1), ("be-national", 1), ("un-1267", 4)))

EVERYWHERE = {"source": "", "flight": "", "of_criteria": "*criteria"}

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
    chance=0.02,
    chance_of_threshold=10.0,
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
LISTED = msgspec.structs.replace(
    MATCH,
    match=MATCHES[5],
    features=(Feature("document", "UT1004567", "UT10O4567", 0.9, 56.0),),
    chance=None,
    chance_of_threshold=None,
    alert=msgspec.structs.replace(
        ALERT,
        source="lost-documents",
        category="blank stolen",
        name="UT10O4567 (UTO)",
        state="withdrawn",
        facts=(
            AlertFact("alert action", "seize the document or secure it as evidence"),
            AlertFact("document number", "UT10O4567 (UTO)"),
            AlertFact("document type", "P"),
        ),
        is_on_document=True,
    ),
    others=(TAKEN,),
)
SENT = msgspec.structs.replace(
    MATCH,
    match=msgspec.structs.replace(TAKEN, state="confirmed", claimed_by=None),
    may_decide=False,
    may_send=True,
    sent=(sending_scenes.sent("received"),),
)

KNOWN_FALSE = msgspec.structs.replace(
    MATCH,
    match=msgspec.structs.replace(TAKEN, state="suppressed", claimed_by=None),
    may_decide=False,
    may_raise=True,
    known_false=(
        KnownFalseView(
            "m1b2", "h.lambert", NOW - 20 * 24 * HOUR, ("different birthplace",), NOW + 160 * 24 * HOUR, is_over=False
        ),
        KnownFalseView(
            "m0a9", "j.janssens", NOW - 400 * 24 * HOUR, ("photo differs",), NOW - 220 * 24 * HOUR, is_over=True
        ),
    ),
)

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
        copy_ends_at=NOW + 20 * HOUR,
        held=None if is_eligible else HeldWithdrawal(340, "e.vermeulen", NOW - 26 * HOUR),
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
    may_decide=True,
    may_extend=True,
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
    bad_rows=(BadRowView(402, "QDi.9402", "the date of birth is no date", line=8113),),
    is_eligible=False,
    known=684,
    is_held=True,
    ended=3,
    notes=(BadRowView(17, "QDi.9017", "the nationality is not a known state", line=377),),
    note_count=140,
    added_alerts=(AlertLine("QDi.9901", "Orval Testin", ("1972-03-01",), "QDi"),),
    changed_alerts=(
        AlertLine(
            "QDi.9017",
            "Tibor Orlandic",
            ("1971-03-04",),
            "QDi",
            (
                FieldChange("date of birth", ("1971",), ("1971-03-04",)),
                FieldChange("weak alias", (), ("Tibor Orlandich", "T. Orlandic")),
            ),
        ),
        AlertLine("QDi.9018", "Joris Vanderstraat", (), "QDi"),
    ),
    withdrawn_alerts=(AlertLine("QDi.9020", "Arseniy Kovalchukov", ("1965",), "QDi"),),
    copy_ends_at=NOW + 48 * HOUR,
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
    authority_name="Federal Judicial Police of Utopia",
    clock="at risk",
    answer_by=NOW + 5 * HOUR,
)

URGENT = msgspec.structs.replace(
    REQUEST, number="R20261123-URG001", state="urgent", is_urgent=True, urgent_until=NOW + 20 * HOUR, clock="late",
    copied_to="XA-PIU", may_search=True,
)  # fmt: skip
LAPSED = msgspec.structs.replace(URGENT, number="R20261121-LAP001", state="asked", lapsed_at=NOW - HOUR)
ENDED = msgspec.structs.replace(
    REQUEST, number="R20261119-END001", state="closed", answer="answered in part", closed_at=NOW - HOUR, clock="stopped"
)
REQUESTS = RequestsPage(
    NOW, (URGENT, LAPSED, REQUEST, ENDED), (("terrorism", "terrorist offences"),), may_open=True,
    recipients=(("UT-FJP", "Federal Judicial Police of Utopia"), ("XA-PIU", "Unit of Arcadia")),
    units=(("XA-PIU", "Unit of Arcadia"),),
)  # fmt: skip
AT_DESK = RequestPage(
    NOW,
    msgspec.structs.replace(REQUEST, may_decide=True),
    (
        ElementAnswer(REQUEST.elements[0], False, False, "", "", ""),
        ElementAnswer(ElementView("document number", "UT4410927"), True, True, "", "", "e.vermeulen"),
        ElementAnswer(
            ElementView("flight", "NX 417 2026-11-22"), True, False, "it names more people than it needs to", "PNR-22",
            "e.vermeulen",
        ),
    ),
    (sending_scenes.sent("sent", occasion="answer"),),
    tuple(ground.value for ground in RefusalGround),
    may_answer=True,
    access=ACCESS,
)  # fmt: skip
AT_DESK_URGENT = msgspec.structs.replace(AT_DESK, request=URGENT, sent=())
AT_DESK_LAPSED = msgspec.structs.replace(AT_DESK, request=LAPSED, may_answer=False)
AT_DESK_ENDED = msgspec.structs.replace(AT_DESK, request=ENDED, may_answer=False)
MENDED_ELEMENT: dict[str, object] = {
    "typed": UNFILLED,
    "slip": Slip("an element is answered, or refused on one of the grounds", "PNR-22"),
}

NO_REQUESTS = RequestsPage(NOW, (), (), may_open=False)

SEARCH = SearchPage(NOW, REQUEST, (FoundRow("tq5v8h3j", "PNR", LANDING, REQUEST.elements[0], is_current=True),))

SOURCES: dict[str, object] = {"formats": FORMATS, "view": ALERTS, "source": "un-1267", "page": 1, "size": 50}

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
    "queue": ("/matches", "queue.html", {"view": QUEUE, "show": "open", "by": "urgency"} | EVERYWHERE),
    "queue-empty": ("/matches", "queue.html", {"view": NO_MATCHES, "show": "open", "by": "score"} | EVERYWHERE),
    "match-document": ("/matches/m5ld", "match.html", {"view": LISTED} | BLANK),
    "match": ("/matches/m4k7", "match.html", {"view": MATCH} | BLANK),
    "match-sent": ("/matches/m4k7", "match.html", {"view": SENT} | BLANK),
    "match-known": ("/matches/m4k7", "match.html", {"view": KNOWN_FALSE} | BLANK),
    "match-mended": ("/matches/m4k7", "match.html", {"view": MATCH} | MENDED_REVIEW),
    "alerts": ("/alerts", "alerts.html", SOURCES | BLANK),
    "alerts-mended": ("/alerts", "alerts.html", SOURCES | MENDED_PROPOSAL),
    "import": (
        "/alerts/preview",
        "import.html",
        {"report": REPORT, "digest": "00", "keep_hours": "", "is_done": False},
    ),
    "requests": ("/requests", "requests.html", {"view": REQUESTS} | BLANK),
    "requests-mended": ("/requests", "requests.html", {"view": REQUESTS} | MENDED_REQUEST),
    "request": ("/requests/R1", "request.html", {"view": AT_DESK} | BLANK),
    "request-mended": ("/requests/R1", "request.html", {"view": AT_DESK} | MENDED_ELEMENT),
    "request-urgent": ("/requests/R1", "request.html", {"view": AT_DESK_URGENT} | BLANK),
    "request-lapsed": ("/requests/R1", "request.html", {"view": AT_DESK_LAPSED} | BLANK),
    "request-ended": ("/requests/R1", "request.html", {"view": AT_DESK_ENDED} | BLANK),
    "requests-empty": ("/requests", "requests.html", {"view": NO_REQUESTS} | BLANK),
    "search": ("/requests/search", "search.html", {"view": SEARCH}),
    **selection_scenes.PAGES,
    **carrier_scenes.PAGES,
    **sending_scenes.PAGES,
    **criterion_scenes.PAGES,
    **evaluation_scenes.PAGES,
    **trust_scenes.PAGES,
    **partner_scenes.PAGES,
    **document_scenes.PAGES,
    "match-criterion": ("/matches/m4k7", "match.html", {"view": criterion_scenes.of_criterion(MATCH)} | BLANK),
    "log": ("/log", "log.html", {"view": LOG, "stream": "pnr"}),
    "help": ("/help", "help.html", {}),
    "error": ("/x", "error.html", {"status": 403, "message": "the role analyst may not do this", "rule": "PNR-08"}),
}
"""Name -> the path it stands under, its template and values."""
