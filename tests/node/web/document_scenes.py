"""What the pages of documents show in tests: the invented holder of ICAO's own example, of Utopia."""

from tests.node.web.flight_scenes import HOUR, NOW

from tournai.documents.inspection import Evidence, inspect_document
from tournai.documents.trust import TrustStore
from tournai.node.duties.document_cases import CaseLine, CaseList
from tournai.node.duties.document_checks import CheckedZone, Findings
from tournai.node.web.forms import UNFILLED

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

BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None}

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "documents": ("/documents", "documents.html", {"view": CaseList(NOW, (CASE,)), **BLANK}),
    "documents-empty": ("/documents", "documents.html", {"view": CaseList(NOW, ()), **BLANK}),
    "document": ("/documents/check", "document.html", FAILED),
    "document-case": ("/documents/cases/k2p7q", "document.html", OPENED),
}
