"""Addresses deeper than a page: Streamlit answers them with its page, whose parts then load from nowhere."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class NestedPathRedirect:
    """Middleware that sends a reader from “/a/b” or “/b/” to “/b”: a page, or the sentence that there is none.

    Only when a browser asks for a page: files, and what Streamlit keeps below “_”, have deeper addresses of their own.
    """

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        """`base`: the part of the address under which the app is served, Streamlit's server.baseUrlPath."""
        self._app, self._base = app, f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        flat = self._flat(scope)
        if flat is None:
            await self._app(scope, receive, send)
        else:
            await RedirectResponse(flat, status_code=303)(scope, receive, send)

    def _flat(self, scope: Scope) -> str | None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            return None
        path = scope["path"].removeprefix(self._base)
        last = path.rstrip("/").rpartition("/")[2]
        if path in ("", "/", f"/{last}") or path.startswith("/_") or "." in last:
            return None
        query = scope["query_string"].decode("latin-1")
        return f"{self._base}/{quote(last)}{f'?{query}' if query else ''}"
