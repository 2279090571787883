"""What the pages of documents show in tests: the invented holder of ICAO's own example, of Utopia."""

import msgspec
from tests.node.web.flight_scenes import HOUR, NOW

from tournai.casework.sirene_forms import Circumstances, SireneForm
from tournai.documents.inspection import Evidence, inspect_document
from tournai.documents.trust import TrustStore
from tournai.node.duties.border_sources import BorderSource
from tournai.node.duties.case_biometrics import BiometricsState, CaseBiometrics
from tournai.node.duties.discreet_checks import Content, DiscreetLine, DiscreetPage
from tournai.node.duties.document_cases import CaseLine, CaseList
from tournai.node.duties.document_checks import CheckedZone, Findings
from tournai.node.duties.holder_alerts import AlertMet
from tournai.node.web.forms import UNFILLED
from tournai.screening import Feature
from tournai.values import Document, DocumentNumber, Name, Person, StateCode

LINES = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7508122F3204155ZE184226B<<<<<16")
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def findings(text: str = "\n".join(LINES)) -> Findings:
    found = inspect_document(Evidence(mrz=text), TrustStore(), NOW)
    zone = CheckedZone("TD3", LINES, {"surname": "ERIKSSON", "given_names": "ANNA MARIA", "sex": "F", "name": ""})
    return Findings(NOW, found.verdict, zone, None)


CASE = CaseLine("k2p7q", NOW, "b.claes", NOW + 2000 * HOUR, "failed", ("mrz_consistency", "expiry"))
FAILED = {
    "findings": findings(),
    "portrait": PIXEL,
    "page": PIXEL,
    "live": PIXEL,
    "receipt": "AAAA",
    "discreet": (),
    "biometrics": None,
    "case": None,
    "pictures": "",
}
OPENED = {**FAILED, "portrait": "", "page": "", "live": "", "receipt": "", "case": CASE}

ANNA = Person(
    names=(Name("ERIKSSON", "ANNA MARIA"),),
    documents=(Document(DocumentNumber("L898902C3"), issuing_state=StateCode("UTO")),),
)
REASONS = (
    Feature("surname", "ERIKSSON", "ERIKSSON", 1.0, 4.2),
    Feature("document", "L898902C3", "L898902C3", 1.0, 60.0),
)
ALERT = AlertMet("Invented alerts", "UT-36-4", "36", "ANNA MARIA ERIKSSON", "note companions", "UT-D-4", 64.2, REASONS)
NEW = DiscreetLine("k3aaa", NOW, NOW + 12 * HOUR, NOW + 24 * HOUR, "new", Content(ALERT, ANNA, "gate.1"))
FORM = SireneForm(
    "G-20261124-K3BBB", "UT-36-4", "Invented alerts", "36", "note companions", NOW, NOW + HOUR, "k.nys",
    "UTO L898902C3", Circumstances("hall A, lane 3", companions="one adult"),
)  # fmt: skip
WRITTEN = DiscreetLine(
    "k3bbb", NOW, NOW + 12 * HOUR, NOW + 2000 * HOUR, "reported", Content(ALERT, ANNA, "b.claes", FORM)
)
USABLE = (
    BorderSource("Invented alerts", "police", NOW, 2, "a1", "given", "k.nys", "t.faure", NOW + 2000 * HOUR),
    BorderSource("Invented documents", "documents", NOW, 9, "a2", "asked", "t.faure"),
    BorderSource("Others", "police", NOW, 1),
)
ALLOWED = CaseBiometrics(BiometricsState.PROPOSED, "b.claes", NOW, "", NOW + 24 * HOUR)
MET = {**FAILED, "findings": msgspec.structs.replace(findings(), alerts=(ALERT,)), "discreet": (NEW,)}

BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None}

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "documents": ("/documents", "documents.html", {"view": CaseList(NOW, (CASE,)), **BLANK}),
    "documents-empty": ("/documents", "documents.html", {"view": CaseList(NOW, ()), **BLANK}),
    "document": ("/documents/check", "document.html", FAILED),
    "document-alerts": ("/documents/check", "document.html", MET),
    "document-pictures": ("/documents/cases/k2p7q", "document.html", {**OPENED, "biometrics": ALLOWED}),
    "second-line": (
        "/documents/second-line",
        "second_line.html",
        {"view": DiscreetPage(NOW, (NEW, WRITTEN), USABLE), **BLANK},
    ),
    "second-line-check": (
        "/documents/second-line/k3aaa",
        "second_line_check.html",
        {"line": NEW, "now": NOW, **BLANK},
    ),
    "second-line-form": (
        "/documents/second-line/k3bbb",
        "second_line_check.html",
        {"line": WRITTEN, "now": NOW, **BLANK},
    ),
    "document-case": ("/documents/cases/k2p7q", "document.html", OPENED),
}
