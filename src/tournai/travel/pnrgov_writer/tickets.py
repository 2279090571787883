"""Groups 3 and 4: a traveller's tickets, what they cost and how they were paid.

Source: PNRGOV implementation guide 13.1, section 5: TKT, MON, PTK, TXD, DAT, FOP, ADD.
"""

from collections.abc import Iterator
from itertools import groupby

from tournai.travel.pnrgov_writer.formats import ADDRESS_PARTS, Segment, address_parts, day_text, moment_parts
from tournai.travel.records import FareComponent, Payment, Pricing, Ticket


def ticket_segments(ticket: Ticket) -> Iterator[Segment]:
    """Yield groups 3 and 4 of one ticket."""
    yield ("TKT", (ticket.number, ticket.type_code, "" if ticket.booklets is None else str(ticket.booklets)))
    if ticket.fare_components:
        yield ("IFT", ("4", "15"), " ".join([*_calculation(ticket.fare_components), "END"]))
    if ticket.amounts:
        yield ("MON", *ticket.amounts)
    if ticket.pricing:
        yield _pricing(ticket.pricing)
    for category, taxes in groupby(ticket.taxes, lambda tax: tax.category):
        yield ("TXD", category, *((tax.amount, tax.state, tax.currency, tax.type_code) for tax in taxes))
    if ticket.issued_on:
        yield ("DAT", ("710", day_text(ticket.issued_on)))
    for payment in ticket.payments:
        yield _payment(payment)
    # One address bills a ticket: group 4 has it behind the payments.
    for address in dict.fromkeys(payment.billing_address for payment in ticket.payments if payment.billing_address):
        yield ("ADD", "", ("702", *address_parts(address, ADDRESS_PARTS)))


def _calculation(steps: tuple[FareComponent, ...]) -> Iterator[str]:
    """Yield the words of a fare calculation: the first city, then of each step the carrier, the city and the fare."""
    yield steps[0].departure
    for step in steps:
        yield step.carrier or "/-"
        yield step.arrival
        if step.amount or step.fare_basis:
            yield step.amount + step.fare_basis


def _pricing(pricing: Pricing) -> Segment:
    deadline = moment_parts(pricing.ticket_before)
    places = ((place,) for place in pricing.places)
    return ("PTK", pricing.indicators, "", deadline, pricing.carrier, pricing.airline_number, *places)


def _payment(payment: Payment) -> Segment:
    return (
        "FOP",
        (payment.form, payment.indicator, payment.amount, payment.vendor, payment.account, payment.expiry),
    )
