"""What every page of the door shares: the ports of the duties and the renderer."""

from typing import cast

import msgspec
from starlette.requests import Request

from tournai.node.duties.ports import Ports
from tournai.node.web.pages import Pages


class Door(msgspec.Struct, frozen=True):
    """The ports that duties get, and the renderer of pages."""

    ports: Ports
    pages: Pages


def door_of(request: Request) -> Door:
    """Return the door of the application that serves a request."""
    return cast(Door, request.app.state.door)
