"""What the page of partner nodes shows in tests: invented authorities."""

import msgspec
from tests.node.web.flight_scenes import HOUR, NOW

from tournai.node.duties.partners import PartnerLine, PartnersPage

WELL = PartnerLine(
    node="spoc.fr.example", name="Contact point of France", country="FRA", kind="single point of contact",
    standing="well", waiting=0, waiting_since=None, failures=0, last_failure="", last_contact_at=NOW - HOUR,
    last_receipt_at=NOW - HOUR, certificate_ends_at=NOW + 9000 * HOUR, certificate_ends_soon=False, sent=120,
    received=98, cosigned_by_us=411, cosigned_by_them=407, log_broken_at=None,
)  # fmt: skip
LINES = (
    WELL,
    msgspec.structs.replace(
        WELL, node="piu.fr.example", name="Passenger information unit", kind="passenger information unit",
        standing="silent", waiting=14, waiting_since=NOW - 50 * HOUR, failures=900, last_failure="unreachable",
        certificate_ends_at=NOW + 100 * HOUR, certificate_ends_soon=True,
    ),
    msgspec.structs.replace(WELL, node="court.example", kind="court", standing="waiting", waiting=1, waiting_since=NOW),
    msgspec.structs.replace(WELL, node="customs.example", kind="customs", log_broken_at=NOW - HOUR),
    msgspec.structs.replace(
        WELL, node="police.example", kind="police", standing="new", last_contact_at=None, last_receipt_at=None,
        certificate_ends_at=None, sent=0, received=0, cosigned_by_us=0, cosigned_by_them=0,
    ),
)  # fmt: skip
VIEW = PartnersPage(NOW, "invented network", 7, NOW + 9000 * HOUR, ends_soon=False, is_member=True, partners=LINES)
WARNING = msgspec.structs.replace(VIEW, ends_soon=True, is_member=False, partners=LINES[:1])
EMPTY = PartnersPage(NOW, "", 0, None, ends_soon=False, is_member=False, partners=())

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "partners": ("/exchange/partners", "partners.html", {"view": VIEW}),
    "partners-warning": ("/exchange/partners", "partners.html", {"view": WARNING}),
    "partners-empty": ("/exchange/partners", "partners.html", {"view": EMPTY}),
}
