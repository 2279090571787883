"""Requests between passenger information units, masked data and emergencies.

Source: Directive (EU) 2016/681, Art. 9(2) (reasoned, on elements; masked data only as Art. 12(3) allows), 9(3) (an
authority asks another unit directly in an emergency, with a copy to its own). Rules PNR-18, PNR-22, PNR-23.
"""

from tournai.errors import Incomplete, Refused
from tournai.exchange.clocks.limits import Answer
from tournai.exchange.messages.forms import PassengerDataRequest


def answer_due(request: PassengerDataRequest) -> Answer:
    """Return the clock that runs: the directive says 'as soon as possible', the hours are the node's own."""
    return Answer.PASSENGER_DATA_EMERGENCY if request.emergency.strip() else Answer.PASSENGER_DATA


def check_passenger_request(request: PassengerDataRequest, *, from_unit: bool) -> None:
    """Return when a request may be sent, or taken. ``from_unit``: a unit asks, not another competent authority.

    Raises:
        Incomplete: No element, an empty one, no offence or no reasons (PNR-22).
        Refused: Masked data without the reference of an approval (PNR-18); an authority that asks directly without an
            emergency or without a copy to its own unit (PNR-23).
    """
    if not request.elements or any(not each.value.strip() for each in request.elements):
        raise Incomplete("a request asks by elements: no bulk request", rule="PNR-22")
    if not request.offence.strip() or not request.reasons.strip():
        raise Incomplete("a request names the offence and its reasons", rule="PNR-22")
    if request.masked_data and not request.approval.strip():
        raise Refused("masked data is given only under an approval: name it", rule="PNR-18")
    if not from_unit and not (request.emergency.strip() and request.copied_to_unit):
        raise Refused("an authority asks another unit only in an emergency, with a copy to its own", rule="PNR-23")
