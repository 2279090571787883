"""What the page of trust shows in tests: invented states."""

from tests.node.web.flight_scenes import HOUR, NOW

from tournai.node.duties.trust_imports import EditionView, TrustLine, TrustReport
from tournai.node.duties.trusting import CountryLine, ProposalLine, SourceLine, TrustPage
from tournai.node.web.forms import UNFILLED
from tournai.node.web.slips import Slip

SIGNER = "C=UT, O=TEST ONLY, CN=List Signer"
SOURCES = (
    SourceLine("e1", "utopia", "documents", NOW, "admin.2", "admin", SIGNER, 4, 2, 1, 2, 1),
    SourceLine("e2", "by hand", "seals", NOW, "", "admin", "", 1, 1, 0, 1, 0),
)
PROPOSALS = (
    ProposalLine("e3", "utopia", "documents", NOW, "host:root", SIGNER, may_decide=True),
    ProposalLine("e4", "seals of utopia", "seals", NOW, "admin", "", may_decide=False),
)
COUNTRIES = (
    CountryLine("UT", 3, 2, NOW + 90000 * HOUR, ("by hand", "utopia"), ends_soon=False),
    CountryLine("XX", 1, 1, NOW + 100 * HOUR, ("utopia",), ends_soon=True),
    CountryLine("YY", 1, 0, NOW - 100 * HOUR, ("utopia",), ends_soon=False),
)
LINES = (TrustLine("UT", "C=UT, CN=CSCA UT", NOW + 90000 * HOUR), TrustLine("", "CN=no country", NOW))
STATES = {"valid": 3, "bad": 0, "issuer unknown": 1}
REPORT = TrustReport(
    "utopia",
    "documents",
    ("master list",),
    4,
    2,
    0,
    "valid",
    SIGNER,
    "C=XX, CN=Other",
    STATES,
    2,
    LINES,
    LINES[:1],
    "00",
)
LOOSE = TrustReport("by hand", "seals", ("certificate",), 1, 1, 0, "", "", "", STATES, 0, LINES[:1], (), "00")
VIEW = TrustPage(NOW, SOURCES, PROPOSALS, COUNTRIES, may_import=True)
WAITS = EditionView("e3", "proposed", REPORT, NOW, "host:root", None, "", may_decide=True)
OWN = EditionView("e4", "proposed", LOOSE, NOW, "admin", None, "", may_decide=False)
HELD = EditionView("e1", "in force", REPORT, NOW, "admin", NOW, "admin.2", may_decide=False)
BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None}
MENDED: dict[str, object] = {"typed": UNFILLED, "slip": Slip("name the source of the list in one short line")}

EDITIONS = "/documents/trust/editions"

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "trust": ("/documents/trust", "trust.html", {"view": VIEW, **BLANK}),
    "trust-mended": ("/documents/trust", "trust.html", {"view": VIEW, **MENDED}),
    "trust-empty": ("/documents/trust", "trust.html", {"view": TrustPage(NOW, (), (), (), may_import=False), **BLANK}),
    "trust-preview": ("/documents/trust/preview", "trust_import.html", {"report": REPORT, "edition": None}),
    "trust-proposed": ("/documents/trust/import", "trust_import.html", {"report": LOOSE, "edition": OWN, **BLANK}),
    "trust-decide": (
        "/documents/trust/editions/e3",
        "trust_import.html",
        {"report": REPORT, "edition": WAITS, **BLANK},
    ),
    "trust-edition": (
        "/documents/trust/editions/e1",
        "trust_import.html",
        {"report": REPORT, "edition": HELD, **BLANK},
    ),
}
