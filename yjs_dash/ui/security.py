"""Who is answered, and with which headers.

The browser loads nothing from elsewhere and runs no script that is not the app's own. A name in the request that is not
this app's is refused, because a page elsewhere could have pointed it here, and so is a request that a page of another
site makes. Streamlit itself would ask a service on the internet for this machine's address before it decides on such a
request; it never sees one.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_HOSTS: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a computer calls itself, as they stand in a request."""
_ALL_ADDRESSES = frozenset({"0.0.0.0", "::", ""})  # noqa: S104  compared with, not bound to
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_security_policy() -> str:
    """The policy, with the fingerprint of the one inline script that Streamlit's own page carries."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    digests = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    ]
    inline = " ".join(f"'sha256-{digest}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {inline}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def allowed_hosts(*, address: str | None, deployment: Sequence[str]) -> list[str]:
    """Names in requests that are answered. `address`: where the server listens, if it is one address of the machine."""
    listening = [] if (address or "") in _ALL_ADDRESSES else [str(address).lower()]
    return [*OWN_HOSTS, *listening, *deployment]


class SameOrigin:
    """Middleware that refuses what a page of another site asks for.

    A proxy may ask by another name than the browser did: then the page is of one of the `deployment`'s own names, and
    Streamlit, which would not know it, is not told.
    """

    def __init__(self, app: ASGIApp, *, deployment: Sequence[str]) -> None:
        self._app = app
        self._names = [name for name in deployment if name != "*"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and _place(origin) != headers.get("host", "").lower():
                if not self._is_ours(origin):
                    await PlainTextResponse("Invalid origin", status_code=403)(scope, receive, send)
                    return
                scope = {**scope, "headers": [h for h in scope["headers"] if h[0].lower() != b"origin"]}
        await self._app(scope, receive, send)

    def _is_ours(self, origin: str) -> bool:
        host = _place(origin).rpartition("@")[2].partition(":")[0]
        return any(host == name or (name[0] == "*" and host.endswith(name[1:])) for name in self._names)


def _place(origin: str) -> str:
    """Host and port of an origin; the origin itself where it has none."""
    try:
        return urlsplit(origin).netloc.lower() or origin
    except ValueError:
        return origin


class SecurityHeaders:
    """Middleware that adds the policy, and keeps browsers from guessing types and passing on addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
