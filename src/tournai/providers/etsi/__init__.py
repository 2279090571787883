"""ETSI TS 103 120 as JSON: messages read, written and validated; orders in the Union's profile."""

from tournai.providers.etsi.message import Message, read_message, write_message
from tournai.providers.etsi.reading import OrderRead, read_order
from tournai.providers.etsi.schemas import SchemaFinding, schema_findings, stand_ins
from tournai.providers.etsi.writing import Endpoint, write_order

__all__ = [
    "Endpoint",
    "Message",
    "OrderRead",
    "SchemaFinding",
    "read_message",
    "read_order",
    "schema_findings",
    "stand_ins",
    "write_message",
    "write_order",
]
