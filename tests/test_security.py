"""Who is answered, with which headers, and that the app calls nobody itself."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from made_up.visitor import Visitor
from yjs_dash.environment import deployment_hosts
from yjs_dash.ui.security import SameOrigin, SecurityHeaders, allowed_hosts, content_security_policy
from yjs_dash.ui.shell import DEFAULT_PAGE, PAGES

ROOT = Path(__file__).resolve().parents[1]


def test_the_policy_names_no_other_host_and_no_inline_script_but_streamlits_own() -> None:
    policy = dict(part.strip().split(" ", 1) for part in content_security_policy().split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in policy["script-src"]
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]


def test_every_http_answer_carries_the_headers() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    # In a thread of its own: the browser of other tests keeps a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, SecurityHeaders(app)({"type": "http"}, receive, send)).result()
    names = {name.decode() for name, _ in sent[0]["headers"]}
    assert {"content-security-policy", "x-content-type-options", "referrer-policy"} <= names


async def _status(app: Starlette, headers: dict[str, str]) -> tuple[int, bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"", "root_path": "",
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], sent[1]["body"]


def _answered(*, host: str, origin: str | None, deployment: str = "", address: str = "127.0.0.1") -> str:
    """What a small app behind the same middleware answers: the origin that it was told, or the refusal."""

    async def told(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"origin {request.headers.get('origin')}")

    names = deployment_hosts(environment={"YJS_DASH_ALLOWED_HOSTS": deployment})
    hosts = allowed_hosts(address=address, deployment=names)
    app = Starlette(
        routes=[Route("/", told)],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(SameOrigin, deployment=names),
        ],
    )
    headers = {"host": host} | ({} if origin is None else {"origin": origin})
    with ThreadPoolExecutor(max_workers=1) as thread:
        status, body = thread.submit(asyncio.run, _status(app, headers)).result()
    return f"{status} {body.decode()}"


PROXY = "dash.example.org, *.boards.example.org"


@pytest.mark.parametrize(
    ("host", "origin", "deployment", "answer"),
    [
        ("localhost:8501", None, "", "200 origin None"),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", "", "200 origin http://127.0.0.1:8501"),
        ("[::1]:8501", None, "", "200 origin None"),
        ("evil.example:8501", None, "", "400 Invalid host header"),
        ("dash.example.org", None, "", "400 Invalid host header"),
        ("", None, "", "400 Invalid host header"),
        ("localhost:8501", "http://evil.example", "", "403 Invalid origin"),
        ("localhost:8501", "http://localhost:3000", "", "403 Invalid origin"),
        ("localhost:8501", "null", "", "403 Invalid origin"),
        ("localhost:8501", "http://[", "", "403 Invalid origin"),
        ("dash.example.org", "https://dash.example.org", PROXY, "200 origin https://dash.example.org"),
        ("localhost:8501", "https://dash.example.org", PROXY, "200 origin None"),
        ("localhost:8501", "https://north.boards.example.org", PROXY, "200 origin None"),
        ("localhost:8501", "https://boards.example.org.evil.example", PROXY, "403 Invalid origin"),
        ("localhost:8501", "https://dash.example.org@evil.example", PROXY, "403 Invalid origin"),
        ("any.name", None, "*", "200 origin None"),
        ("any.name", "https://other.name", "*", "403 Invalid origin"),
        ("any.name", None, "a*b, , **", "400 Invalid host header"),
    ],
)
def test_foreign_names_and_foreign_pages_are_refused(
    host: str, origin: str | None, deployment: str, answer: str
) -> None:
    assert _answered(host=host, origin=origin, deployment=deployment) == answer


def test_the_address_that_the_server_listens_on_is_a_name_of_it_and_all_addresses_are_none() -> None:
    assert _answered(host="10.0.0.5:8501", origin=None, address="10.0.0.5") == "200 origin None"
    assert _answered(host="0.0.0.0", origin=None, address="0.0.0.0") == "400 Invalid host header"


WATCH = """
import json, os, sys

_log = os.open(os.environ["SOCKETS_SEEN"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

def _watch(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        what = arguments[1] if event in {"socket.connect", "socket.sendto"} else arguments[0]
        os.write(_log, (json.dumps([event, repr(what)]) + "\\n").encode())

sys.addaudithook(_watch)
sys.audit("socket.getaddrinfo", "localhost")  # so that the test sees that there is a watch
"""
NEAR = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "None"}


@contextlib.contextmanager
def _watched_app(folder: Path, *, address: str) -> Iterator[tuple[str, Path]]:
    """The app as a program whose every connection is written down."""
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    seen = folder / "seen.jsonl"
    seen.touch()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("YJS_DASH_", "STREAMLIT_"))}
    environment = {
        **kept, "PYTHONPATH": str(folder), "SOCKETS_SEEN": str(seen), "YJS_DASH_HOME": str(folder / "home"),
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, f"--server.port={port}", f"--server.address={address}"],
            cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(900):
                with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                    break
                assert server.poll() is None
                time.sleep(0.1)
            yield url, seen
        finally:
            server.terminate()
            server.wait(timeout=30)


def _far(seen: Path) -> list[str]:
    events = [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]
    # An address is a pair of host and port, a name stands alone, and a path is a socket of this machine.
    hosts = [(f"{event} {what}", what.strip("()").partition(",")[0].strip("'")) for event, what in events]
    return [told for told, host in hosts if host not in NEAR and not host.startswith("/")]


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_the_app_calls_nobody_whatever_it_is_asked_by_whom(tmp_path: Path, address: str) -> None:
    async def visits(url: str) -> list[bool]:
        failed = []
        for page in PAGES:
            async with Visitor(url, page="" if page == DEFAULT_PAGE else page) as visitor:
                failed.append((await visitor.arrive()).failed)
        return failed

    with _watched_app(tmp_path, address=address) as (url, seen):
        with ThreadPoolExecutor(max_workers=1) as thread:
            assert thread.submit(asyncio.run, visits(url)).result() == [False] * len(PAGES)
        asked = [
            _refusals(url, origin="http://evil.example"),
            _refusals(url, origin="http://localhost:3000"),
            _refusals(url, host="evil.example"),
        ]
        assert "localhost" in seen.read_text(encoding="utf-8")
        assert _far(seen) == []
        assert asked == [(403, 403), (403, 403), (400, 400)]


def _refusals(url: str, *, origin: str | None = None, host: str | None = None) -> tuple[int, int]:
    """What a page gets that asks by web socket and by itself; 0 where it is let in."""
    headers = {} if host is None else {"Host": host}
    by_socket = by_page = 0
    try:
        with connect(
            url.replace("http://", "ws://") + "/_stcore/stream",
            origin=origin, additional_headers=headers, subprotocols=["streamlit"], open_timeout=60,
        ):  # fmt: skip
            pass
    except InvalidStatus as refused:
        by_socket = refused.response.status_code
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers=headers | ({"Origin": origin} if origin else {})), timeout=60
        ):
            pass
    except urllib.error.HTTPError as refused_page:
        by_page = refused_page.code
    return by_socket, by_page
