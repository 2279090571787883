"""Forms 5 and 6 as messages of ETSI TS 103 120: updates of the preservation tasks of an order.

Source: ETSI TS 103 120 v1.23.1, clause 8.4; the Union's profile (ETSI TS 104 144).
"""

from datetime import datetime

from tournai.providers.answers.preservation import Preserved, ProductionAnnounced, preserved_until
from tournai.providers.etsi.message import Json, Message
from tournai.providers.etsi.names import EU
from tournai.providers.etsi.writing import Endpoint, entry, header, instant, object_id, request_of
from tournai.providers.orders.order import Form

ANNOUNCED = "SubsequentProductionRequest"
_KIND = "{http://uri.etsi.org/03120/common/2020/09/Task}LPTaskObject"


def write_announcement(
    form: Form, announced: ProductionAnnounced, ends: tuple[Endpoint, Endpoint], now: datetime
) -> Message:
    """Return the message that keeps the preservation alive: a production was issued (Form 5)."""
    wish = {"task:DesiredStatus": entry(EU, "LPTaskDesiredStatus", ANNOUNCED)}
    return _update(form, announced.preservation, wish, ends, now)


def write_extension(form: Form, extended: Preserved, ends: tuple[Endpoint, Endpoint], now: datetime) -> Message:
    """Return the message that extends the preservation to its new end (Form 6)."""
    return _update(
        form, extended, {"task:DesiredPreservationExpiration": instant(preserved_until(extended))}, ends, now
    )


def _update(form: Form, about: Preserved, wish: Json, ends: tuple[Endpoint, Endpoint], now: datetime) -> Message:
    tasks = [
        {
            "@xsi:type": _KIND,
            "ObjectIdentifier": object_id(f"{form.case_id} {form.version} task {place}"),
            "CountryCode": form.issuing_state,
            "OwnerIdentifier": ends[0].identifier,
            "ExternalIdentifier": f"{about.case_id}-{place}",
            **wish,
        }
        for place, _ in enumerate(form.identification.identifiers, 1)
    ]
    return request_of("UPDATE", tasks, header(*ends, f"{form.case_id} {sorted(wish)}", now))
