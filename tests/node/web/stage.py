"""A server of scenes: the door's own templates, files and protection around views that a test made."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from tests.node.web import scenes

from tournai.node.web.app import STATIC
from tournai.node.web.pages import Pages
from tournai.node.web.protection import Protection

PAGES = Pages(UTC)


def show(request: Request) -> Response:
    """Render a scene: ``/scene/board?language=fr&theme=dark&as=officer``."""
    path, template, values = scenes.PAGES[request.path_params["name"]]
    query = request.query_params
    session = scenes.OFFICER_OF_DATA_PROTECTION if query.get("as") == "officer" else scenes.ANALYST
    reader = scenes.reader(path, query.get("language", "en"), query.get("theme", "auto"), session)
    if path == scenes.VISITOR.path:
        reader = msgspec.structs.replace(reader, session=None)
    return PAGES.render(template, reader, values)


def stage() -> Starlette:
    """Return the application of the scenes."""
    app = Starlette(routes=[Route("/scene/{name}", show), Mount("/static", StaticFiles(directory=STATIC))])
    app.add_middleware(Protection, answer_fault=lambda request: Response(status_code=500))
    return app


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an application on a free port of the loopback; give its address."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()  # who connects before the thread has started waits, and is not refused
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{held.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
