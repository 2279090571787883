"""What of an order a delivery is held against."""

from tournai.providers.evidence.delivery import OpenOrder
from tournai.providers.orders.order import Form, Recipient


def open_order(form: Form) -> OpenOrder:
    """Return what a delivery to this order must be.

    The recipient is compared by name where the order sends the data to the issuing or the validating authority
    (section L of the form); a third one is named by its contact.
    """
    asked = form.identification.time_range
    return OpenOrder(
        form.case_id,
        form.addressee.name,
        _recipient(form),
        frozenset(category.value for category in form.categories),
        asked.start if asked else None,
        asked.end if asked else None,
    )


def _recipient(form: Form) -> str:
    if form.transfer.recipient is Recipient.OTHER:
        return form.transfer.contact.name if form.transfer.contact else ""
    if form.transfer.recipient is Recipient.VALIDATING:
        return form.validating.name if form.validating else ""
    return form.issuing.name
