"""Data categories, and the boxes of the form under each.

Source: Regulation (EU) 2023/1543, Art. 3(9) to 3(12); Annex I, section F (the same boxes as Annex II, section D). There
is no box for a key, a password or live interception, and none can be added: rule PRV-20.
"""

from collections.abc import Iterable
from enum import Enum

import msgspec


class DataCategory(Enum):
    """What kind of data is asked for."""

    SUBSCRIBER = "subscriber_data"
    IDENTIFICATION = "user_identification_only"
    """Data requested for the sole purpose of identifying the user: Art. 3(10)."""
    TRAFFIC = "traffic_data"
    CONTENT = "content_data"

    @property
    def is_intrusive(self) -> bool:
        """Whether a judge, court or investigating judge must stand behind the order (Art. 4(2))."""
        return self in (DataCategory.TRAFFIC, DataCategory.CONTENT)


class Box(msgspec.Struct, frozen=True, gc=False):
    """A box of section F: its code, category, group within traffic data, and what the form calls it."""

    code: str
    category: DataCategory
    group: str
    label: str


_GROUPS: tuple[tuple[DataCategory, str, tuple[tuple[str, str], ...]], ...] = (
    (
        DataCategory.SUBSCRIBER,
        "",
        (
            ("identity_and_contact", "identity of the user: name, birth date, address, contact"),
            (
                "registration_and_identity_verification",
                "registration: date and time, type, contract, proof of identity",
            ),
            ("type_and_duration_of_service_and_identifiers", "type of service, duration, identifiers and devices"),
            ("profile_information", "profile: user name, screen name, photo"),
            ("validation_of_use_of_service", "data on the validation of the use of the service"),
            ("payment_means", "means of payment"),
            ("puk_codes", "PUK codes"),
            ("other", "other subscriber data"),
        ),
    ),
    (
        DataCategory.IDENTIFICATION,
        "",
        (
            ("ip_connection_records_with_ports_and_timestamps", "IP connection records with ports and time stamps"),
            ("other", "other data that identifies the user"),
        ),
    ),
    (
        DataCategory.TRAFFIC,
        "telephony",
        (
            ("a_and_b_identifiers", "outgoing and incoming identifiers"),
            ("time_and_duration", "time and duration of connections"),
            ("call_attempts", "call attempts"),
            ("base_station_with_coordinates", "base station with coordinates"),
            ("bearer_or_teleservice", "bearer or teleservice used"),
            ("other", "other telephony traffic data"),
        ),
    ),
    (
        DataCategory.TRAFFIC,
        "internet",
        (
            ("routing_information", "routing information: addresses, ports, headers, message identifiers"),
            ("base_station_with_coordinates", "base station with coordinates"),
            ("volume", "volume of data"),
            ("date_and_time", "date and time of connections"),
            ("duration", "duration of connections or sessions"),
            ("other", "other internet traffic data"),
        ),
    ),
    (
        DataCategory.TRAFFIC,
        "hosting",
        (("logfiles", "log files"), ("tickets", "tickets"), ("other", "other hosting traffic data")),
    ),
    (
        DataCategory.TRAFFIC,
        "other",
        (
            ("purchase_history", "purchase history"),
            ("prepaid_charging_history", "history of prepaid charging"),
            ("other", "other traffic data"),
        ),
    ),
    (
        DataCategory.CONTENT,
        "",
        (
            ("mailbox_dump", "mailbox"),
            ("online_storage_dump", "online storage"),
            ("pagedump", "page"),
            ("message_log_or_backup", "message log or backup"),
            ("voicemail_dump", "voicemail"),
            ("server_contents", "contents of a server"),
            ("device_backup", "backup of a device"),
            ("contact_list", "contact list"),
            ("other", "other content data"),
        ),
    ),
)


def _boxes() -> Iterable[Box]:
    for category, group, rows in _GROUPS:
        for name, label in rows:
            code = ".".join(part for part in (category.value, group, name) if part)
            yield Box(code, category, group, label)


BOXES: dict[str, Box] = {box.code: box for box in _boxes()}
"""Every box there is, by its code: ``traffic_data.telephony.call_attempts``."""


def categories_of(codes: Iterable[str]) -> frozenset[DataCategory]:
    """Return the categories of ticked boxes; a code that names no box counts for none.

    >>> [one.value for one in categories_of(["content_data.mailbox_dump"])]
    ['content_data']
    """
    return frozenset(BOXES[code].category for code in codes if code in BOXES)
