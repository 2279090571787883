"""Orders to service providers: model, canonical content, signatures, renderings."""

from tournai.providers.orders.categories import BOXES, DataCategory
from tournai.providers.orders.order import CaseFile, Form, Further, Instrument, Order
from tournai.providers.orders.renderings import Audience, Rendering, read, render, write
from tournai.providers.orders.signing import Signature, SignedOrder, amend

__all__ = [
    "BOXES",
    "Audience",
    "CaseFile",
    "DataCategory",
    "Form",
    "Further",
    "Instrument",
    "Order",
    "Rendering",
    "Signature",
    "SignedOrder",
    "amend",
    "read",
    "render",
    "write",
]
