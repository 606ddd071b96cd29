"""Every answer carries the content security policy; Streamlit's own page still works under it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import streamlit
from starlette.types import Message, Receive, Scope, Send

from yjs_dash.ui.security import SecurityHeaders, content_security_policy


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
