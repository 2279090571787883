"""What the page of trust shows in tests: invented states."""

from tests.node.web.flight_scenes import HOUR, NOW

from tournai.node.duties.trusting import CountryLine, SourceLine, TrustLine, TrustPage, TrustReport
from tournai.node.web.forms import UNFILLED
from tournai.node.web.slips import Slip

SIGNER = "C=UT, O=TEST ONLY, CN=List Signer"
SOURCES = (
    SourceLine("utopia", NOW, "admin", SIGNER, 4, 2, 1, 2, 1),
    SourceLine("by hand", NOW, "admin", "", 1, 1, 0, 1, 0),
)
COUNTRIES = (
    CountryLine("UT", 3, 2, NOW + 90000 * HOUR, ("by hand", "utopia"), ends_soon=False),
    CountryLine("XX", 1, 1, NOW + 100 * HOUR, ("utopia",), ends_soon=True),
    CountryLine("YY", 1, 0, NOW - 100 * HOUR, ("utopia",), ends_soon=False),
)
LINES = (TrustLine("UT", "C=UT, CN=CSCA UT", NOW + 90000 * HOUR), TrustLine("", "CN=no country", NOW))
STATES = {"valid": 3, "bad": 0, "issuer unknown": 1}
REPORT = TrustReport(
    "utopia", ("master list",), 4, 2, 0, "valid", SIGNER, "C=XX, CN=Other", STATES, 2, LINES, LINES[:1], "00"
)
LOOSE = TrustReport("by hand", ("certificate",), 1, 1, 0, "", "", "", STATES, 0, LINES[:1], (), "00")
VIEW = TrustPage(NOW, SOURCES, COUNTRIES, may_import=True)
BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None}
MENDED: dict[str, object] = {"typed": UNFILLED, "slip": Slip("name the source of the list in one short line")}

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "trust": ("/documents/trust", "trust.html", {"view": VIEW, **BLANK}),
    "trust-mended": ("/documents/trust", "trust.html", {"view": VIEW, **MENDED}),
    "trust-empty": ("/documents/trust", "trust.html", {"view": TrustPage(NOW, (), (), may_import=False), **BLANK}),
    "trust-preview": ("/documents/trust/preview", "trust_import.html", {"report": REPORT, "is_done": False}),
    "trust-imported": ("/documents/trust/import", "trust_import.html", {"report": LOOSE, "is_done": True}),
}
