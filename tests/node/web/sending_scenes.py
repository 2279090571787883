"""What the pages of recipients and disseminations show in tests. No person and no authority here exists."""

from datetime import timedelta

import msgspec
from starlette.datastructures import FormData
from tests.node.web.flight_scenes import HOUR, LANDING, NOW
from tests.node.web.traveller_scenes import ACCESS, FACTS

from tournai.casework.annex import DEFAULTS, OF_OTHERS, Element
from tournai.casework.disseminations import ALWAYS, Condition, Outcome
from tournai.casework.recipients import Recipient, RecipientKind
from tournai.node.duties.annex_facts import LABELS, SECTIONS
from tournai.node.duties.disseminating import DraftPage, ElementView, Package, SentFact
from tournai.node.duties.dissemination_rows import StoredDissemination, StoredRecipient
from tournai.node.duties.disseminations import BY_OFFICERS, DisseminationPage, DisseminationsPage, view_of
from tournai.node.duties.occasions import Sought
from tournai.node.duties.post import LetterPage, PostPage
from tournai.node.duties.recipients import RecipientsPage, RecipientView
from tournai.node.duties.statistics import CountTable, StatisticsPage
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.slips import Slip
from tournai.values import Purpose, Reference

DAY = timedelta(days=1)
POLICE = StoredRecipient(
    "UT-FJP", "a1", "competent authority", "Federal Judicial Police of Utopia", "UTO", "OJ C 194, 6.6.2018, p. 1",
    "permanence@police.example, +32 2 555 01 17", "",
)  # fmt: skip
EUROPOL = StoredRecipient(
    "EUROPOL", "a2", "Europol", "Europol", "", "Regulation (EU) 2016/794", "SIENA", "National unit of Utopia"
)
ABROAD = StoredRecipient(
    "XA-INT", "a3", "third country", "Interior ministry of Arcadia", "XAA", "Agreement of 2019", "liaison officer", ""
)
RECIPIENTS = RecipientsPage(
    NOW,
    (
        RecipientView(
            POLICE, "Directive (EU) 2016/681, Art. 6(6)", "given", "e.vermeulen", NOW - 40 * DAY, "h.lambert",
            NOW - 39 * DAY, ("police.desk",), may_decide=False, may_end=True,
        ),
        RecipientView(
            EUROPOL, "Directive (EU) 2016/681, Art. 10", "asked", "e.vermeulen", NOW - HOUR, "", None, (),
            may_decide=True, may_end=False,
        ),
        RecipientView(
            ABROAD, "Directive (EU) 2016/681, Art. 11", "ended", "e.vermeulen", NOW - 90 * DAY, "h.lambert",
            NOW - 89 * DAY, (), may_decide=False, may_end=False,
        ),
    ),
    tuple(kind.value for kind in RecipientKind),
    may_propose=True,
)  # fmt: skip
MENDED_RECIPIENT: dict[str, object] = {
    "typed": Answers(FormData([("kind", "Europol"), ("code", "EUROPOL"), ("name", "Europol")])),
    "slip": Slip("Europol is reached through its national unit: name it", "PNR-25"),
}


def sent(state: str, **changes: object) -> StoredDissemination:
    values: dict[str, object] = {
        "dissemination_id": f"d{state}", "occasion": "hit", "reference": "m4k7", "flight_id": "flight417",
        "traveller_id": "tq5v8h3j", "recipient": "UT-FJP", "kind": "competent authority", "state": state,
        "purpose": "terrorism", "offence": "terrorism",
        "elements": '["record locator","dates of travel","name","itinerary","advance passenger information"]',
        "conditions": '["only for the purpose stated","verify the identity before any measure"]',
        "digest": bytes.fromhex("9f" * 32), "sealed": b"", "key_id": "k1", "sent_by": "e.vermeulen",
        "sent_at": NOW - HOUR, "lands_at": NOW + HOUR,
    }  # fmt: skip
    return StoredDissemination(**(values | changes))  # type: ignore[arg-type]


WAITING = view_of(sent("sent"), POLICE, NOW, is_shaken=False)
OUT = view_of(sent("received", received_at=NOW - 20 * DAY, receipt="FJP 2026/118"), POLICE, NOW, is_shaken=True)
CLOSED = view_of(
    sent("closed", received_at=NOW - 9 * DAY, outcome="arrest", outcome_at=NOW - 8 * DAY, outcome_by="police.desk"),
    POLICE, NOW, is_shaken=False,
)  # fmt: skip
WITHDRAWN = view_of(
    sent("withdrawn", withdrawal="wrong recipient", withdrawn_at=NOW - 4 * DAY, withdrawn_by="e.vermeulen"),
    POLICE, NOW, is_shaken=False,
)  # fmt: skip
ABROAD_SENT = view_of(
    sent("sent", kind="third country", recipient="XA-INT", occasion="answer", reference="R20261122-AB12CD"),
    ABROAD, NOW, is_shaken=False,
)  # fmt: skip
DISSEMINATIONS = DisseminationsPage(
    NOW, (WAITING, OUT, WITHDRAWN, ABROAD_SENT, CLOSED), {"sent": 2, "received": 1, "closed": 1, "withdrawn": 1}
)
ONE = DisseminationPage(
    NOW, WAITING, "", tuple(each.value for each in Outcome), tuple(each.value for each in BY_OFFICERS),
    may_receive=True, may_report=False, may_withdraw=True, may_destroy=False, may_correct=True, may_take=True,
)  # fmt: skip
REPORTED = msgspec.structs.replace(ONE, view=OUT, may_receive=False, may_report=True)
CALLED_BACK = msgspec.structs.replace(
    ONE, view=WITHDRAWN, corrected_by="dsent", may_receive=False, may_destroy=True, may_withdraw=False, may_take=False
)


def element(one: Element) -> ElementView:
    facts = tuple(
        fact for fact in FACTS if (LABELS.get((fact.section, fact.label)) or SECTIONS.get(fact.section)) is one
    )
    return ElementView(one.value, one.point, facts, one in DEFAULTS[Purpose.TERRORISM], one in OF_OTHERS)


REGISTER = tuple(
    Recipient(one.code, RecipientKind(one.kind), one.name, one.state, one.listing, one.contact, one.unit)
    for one in (POLICE, EUROPOL, ABROAD)
)
UNCHOSEN = DraftPage(
    now=NOW,
    occasion="hit",
    reference=Reference("match", "m4k7"),
    traveller_id="tq5v8h3j",
    flight=LANDING,
    purpose="terrorism",
    offence="terrorism",
    recipients=REGISTER,
    chosen=None,
    needs_transfer=False,
    has_assurance=False,
    elements=tuple(map(element, Element)),
    conditions=tuple(one.value for one in Condition if one not in ALWAYS),
    always=tuple(one.value for one in ALWAYS),
    corrects="",
    earlier=(sent("closed", outcome="nothing"),),
    access=ACCESS,
)
DRAFT = msgspec.structs.replace(UNCHOSEN, chosen=REGISTER[0])
DRAFT_ABROAD = msgspec.structs.replace(UNCHOSEN, chosen=REGISTER[2], needs_transfer=True, has_assurance=True)
MENDED_DRAFT: dict[str, object] = {
    "typed": Answers(
        FormData([("elements", "name"), ("elements", "payment"), ("transfer", "strict"), ("necessity", "x")])
    ),
    "slip": Slip("the third country assures that it uses and passes the data on for Art. 1(2) alone", "PNR-26"),
}
PACKAGE = Package(
    dissemination="dsent",
    sender="piu.example",
    recipient="UT-FJP",
    sent_at=NOW - HOUR,
    legal_basis="Directive (EU) 2016/681, Art. 6(6)",
    purpose="terrorism",
    offence="terrorism",
    reference="m4k7",
    necessity="To meet the traveller at the gate.",
    conditions=("only for the purpose stated",),
    flight="NX 417 2026-11-22",
    lands_at=NOW + HOUR,
    elements={
        "name": (SentFact("surname", "KARVONEN-ODUYA"), SentFact("given names", "MIKAEL TAIWO")),
        "advance passenger information": (SentFact("document number", "UT4410927"),),
    },
    sought=Sought("un-1267", "QDi.1234", "Q", ("same document number", "same full name and birth date")),
    corrects="",
    salt="00" * 16,
)
STATISTICS = StatisticsPage(
    NOW, 2026, (2026, 2025, 2024, 2023, 2022), 1_204_311, 4_120, 0.82,
    (
        CountTable("matches", (("confirmed", 712), ("refuted", 3_250), ("suppressed", 90), ("open", 68)), 4_120),
        CountTable("recipients", (("competent authority", 640), ("Europol", None), ("third country", None)), 652),
        CountTable("outcomes", (("arrest", 31), ("useful", 212), ("mistaken", 7), ("open", 402)), 652),
        CountTable("requests", (("answered in whole", None), ("refused", None)), None),
    ),
)  # fmt: skip
OUTCOMES = tuple(each.value for each in Outcome)
BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None}

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "recipients": ("/recipients", "recipients.html", {"view": RECIPIENTS, "which": ""} | BLANK),
    "recipients-mended": ("/recipients", "recipients.html", {"view": RECIPIENTS, "which": ""} | MENDED_RECIPIENT),
    "recipients-refused": (
        "/recipients",
        "recipients.html",
        {"view": RECIPIENTS, "which": "EUROPOL"} | MENDED_RECIPIENT,
    ),
    "recipients-empty": (
        "/recipients",
        "recipients.html",
        {"view": RecipientsPage(NOW, (), (), may_propose=False), "which": ""} | BLANK,
    ),
    "disseminations": ("/disseminations", "disseminations.html", {"view": DISSEMINATIONS, "show": "awaited"}),
    "disseminations-empty": (
        "/disseminations",
        "disseminations.html",
        {"view": DisseminationsPage(NOW, (), {}), "show": "awaited"},
    ),
    "draft": ("/matches/m4k7", "dissemination_draft.html", {"view": DRAFT} | BLANK),
    "draft-unchosen": ("/matches/m4k7", "dissemination_draft.html", {"view": UNCHOSEN} | BLANK),
    "draft-abroad": ("/matches/m4k7", "dissemination_draft.html", {"view": DRAFT_ABROAD} | MENDED_DRAFT),
    "draft-nobody": (
        "/matches/m4k7",
        "dissemination_draft.html",
        {"view": msgspec.structs.replace(UNCHOSEN, recipients=())} | BLANK,
    ),
    "dissemination": ("/disseminations/dsent", "dissemination.html", {"view": ONE} | BLANK),
    "dissemination-received": ("/disseminations/dsent", "dissemination.html", {"view": REPORTED} | BLANK),
    "dissemination-withdrawn": ("/disseminations/dsent", "dissemination.html", {"view": CALLED_BACK} | BLANK),
    "statistics": ("/statistics", "statistics.html", {"view": STATISTICS}),
    "post": ("/post", "post.html", {"view": PostPage(NOW, (WAITING, WITHDRAWN))}),
    "post-empty": ("/post", "post.html", {"view": PostPage(NOW, ())}),
    "letter": ("/post/dsent", "letter.html", {"view": LetterPage(NOW, WAITING, PACKAGE, OUTCOMES)} | BLANK),
    "letter-received": ("/post/dsent", "letter.html", {"view": LetterPage(NOW, OUT, PACKAGE, OUTCOMES)} | BLANK),
    "letter-withdrawn": ("/post/dsent", "letter.html", {"view": LetterPage(NOW, WITHDRAWN, None, OUTCOMES)} | BLANK),
}
"""Name -> the path it stands under, its template and values."""
