"""`tournai order convert`: an order in the other form, or for an audience that may see less."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tournai.cli.order_files import read_order_file
from tournai.errors import Malformed, Refused
from tournai.providers.etsi import Endpoint, write_message, write_order
from tournai.providers.orders import Audience, Form, Rendering, write
from tournai.values.wordings import say

AUDIENCES = {one.value.replace(" ", "-"): one for one in Audience}
ORDERED = (Audience.ADDRESSEE, Audience.ENFORCING_AUTHORITY, Audience.ISSUING_AUTHORITY)
"""Each sees what those before it see, and more."""


def run(path: Path, form: str, audience: str, sender: str, receiver: str) -> None:
    """Write an order anew to standard output.

    Raises:
        Malformed: No order, another form or audience, or an endpoint that is none.
        Refused: The audience would see more than the file shows (PRV-14).
    """
    asked = audience_of(audience)
    rendering = read_order_file(path).rendering
    if rendering is None:
        raise Malformed("the message carries no form of the order", code="no-order")
    narrowed = narrow(rendering, asked)
    if form == "order":
        sys.stdout.buffer.write(write(narrowed) + b"\n")
    elif form == "etsi":
        ends = _sender(sender, narrowed.form), _receiver(receiver, narrowed.form)
        sys.stdout.buffer.write(write_message(write_order(narrowed, *ends, datetime.now(UTC))))
    else:
        raise Malformed(say("no such form; known: {known}", known="etsi, order"), code="form")


def audience_of(name: str) -> Audience:
    """Return the audience of a name.

    Raises:
        Malformed: There is no such audience.
    """
    if name not in AUDIENCES:
        raise Malformed(say("no such audience; known: {known}", known=", ".join(AUDIENCES)), code="audience")
    return AUDIENCES[name]


def narrow(rendering: Rendering, audience: Audience) -> Rendering:
    """Return a rendering for an audience that sees as much or less.

    Raises:
        Refused: It would see more. Rule PRV-14.
    """
    if ORDERED.index(audience) > ORDERED.index(rendering.audience):
        raise Refused("the file does not show what this audience would see", rule="PRV-14")
    narrowed = msgspec.structs.replace(rendering, audience=audience)
    if audience is not Audience.ISSUING_AUTHORITY:
        narrowed = msgspec.structs.replace(narrowed, case_file=None, case_file_blind="")
    if audience is Audience.ADDRESSEE:
        narrowed = msgspec.structs.replace(narrowed, further=None, further_blind="")
    return narrowed


def _sender(text: str, form: Form) -> Endpoint:
    return _endpoint(text) if text else Endpoint(form.issuing_state, form.issuing.name or "sender")


def _receiver(text: str, form: Form) -> Endpoint:
    return _endpoint(text) if text else Endpoint(form.addressee.state, form.addressee.name or "receiver")


def _endpoint(text: str) -> Endpoint:
    country, _, identifier = text.partition(":")
    if len(country) != 2 or not country.isupper() or not identifier:
        raise Malformed("an endpoint is written COUNTRY:IDENTIFIER, e.g. IE:PROVIDER01", code="endpoint")
    return Endpoint(country, identifier)
