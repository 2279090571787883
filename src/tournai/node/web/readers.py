"""Who reads a page, and how: language, theme, keyboard keys; read from the session and from cookies."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from tournai.node.duties.views import SignedIn
from tournai.node.web.languages import LANGUAGES, preferred_language

SESSION = "tournai_session"
FORM_TOKEN = "tournai_form"  # noqa: S105  the name of a cookie

PREFERENCES = {
    "language": tuple(LANGUAGES),
    "theme": ("auto", "light", "dark"),
    "keys": ("on", "off"),
}
"""What a reader may choose -> its values; kept in the cookie ``tournai_`` and the name. The first is the default."""

A_YEAR = 365 * 24 * 3600


class Reader(msgspec.Struct, frozen=True):
    """Who reads: ``session`` is ``None`` before sign-in; ``csrf`` is the token that the page's forms carry."""

    path: str
    language: str
    theme: str = "auto"
    keys: str = "on"
    csrf: str = ""
    session: SignedIn | None = None

    def may(self, action: str) -> bool:
        """Tell whether the reader's role has an action: what to offer; the duty decides."""
        return self.session is not None and action in self.session.actions


def reader_of(request: Request, session: SignedIn | None = None) -> Reader:
    """Return who reads, from the session where there is one, else from cookies and the browser's languages."""
    accepted = preferred_language(request.headers.get("accept-language", ""))
    return Reader(
        path=request.url.path,
        language=_kept(request, "language") or (session.language if session else accepted),
        theme=_kept(request, "theme") or "auto",
        keys=_kept(request, "keys") or "on",
        csrf=session.csrf if session else request.cookies.get(FORM_TOKEN, ""),
        session=session,
    )


def write_cookie(request: Request, response: Response, name: str, value: str, *, seconds: int | None = None) -> None:
    """Set a cookie that only this site gets and no script reads; ``Secure`` where the page came by HTTPS."""
    is_secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="strict", secure=is_secure)


def keep_preference(request: Request, response: Response, name: str, value: str) -> None:
    """Keep a preference for a year."""
    write_cookie(request, response, f"tournai_{name}", value, seconds=A_YEAR)


def _kept(request: Request, name: str) -> str:
    value = request.cookies.get(f"tournai_{name}", "")
    return value if value in PREFERENCES[name] else ""
