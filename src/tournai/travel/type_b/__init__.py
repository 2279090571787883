"""Type B messages and the mails that carry them: envelopes read and written, lists in parts put together again.

Source: IATA Systems and Communications Reference, Type B message format, as carriers send it; RFC 2045 and 2046 (mail).
"""

from tournai.travel.type_b.envelope import DayTime, Debris, DebrisKind, Envelope, read_envelope, read_envelopes
from tournai.travel.type_b.mail import plain_mail
from tournai.travel.type_b.parts import Completeness, JoinedList, group_parts, join_parts
from tournai.travel.type_b.write import write_envelope, write_list_telegrams

__all__ = [
    "Completeness",
    "DayTime",
    "Debris",
    "DebrisKind",
    "Envelope",
    "JoinedList",
    "group_parts",
    "join_parts",
    "plain_mail",
    "read_envelope",
    "read_envelopes",
    "write_envelope",
    "write_list_telegrams",
]
