"""`tournai order print`: the form of an order as PDF, in the language that commands speak."""

from datetime import UTC, datetime
from pathlib import Path

from tournai.cli.order_convert import audience_of, narrow
from tournai.cli.order_files import read_order_file
from tournai.cli.speech import language
from tournai.errors import Malformed
from tournai.forms import typeset
from tournai.node.web.order_form import order_form


def run(path: Path, out: Path, audience: str) -> None:
    """Write the form of an order.

    Raises:
        Malformed: No order, or another audience.
        Refused: The audience would see more than the file shows (PRV-14).
        Unavailable: The extra ``forms`` is not installed.
    """
    asked = audience_of(audience)
    rendering = read_order_file(path).rendering
    if rendering is None:
        raise Malformed("the message carries no form of the order", code="no-order")
    out.write_bytes(typeset(order_form(narrow(rendering, asked), language(), UTC, datetime.now(UTC))))
