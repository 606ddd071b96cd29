"""HTTPS to a checked address: the certificate is still that of the name, not of the address."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpcore
import pytest

from tests.collect.conftest import Clock
from yjs_dash.collect import Cache, Fetcher, Pace, fetcher, hosts_of
from yjs_dash.errors import AddressUnreachableError

NAMED, OTHER = "www.justiceinspectorates.gov.uk", "hmiprobation.justiceinspectorates.gov.uk"
PUBLIC = "51.140.1.1"
BODY = b"%PDF-1.7\nmade up\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for one name, with its key in the same file, which is its own authority."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl, to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    made = folder / "both.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAMED}",
         "-addext", f"subjectAltName=DNS:{NAMED}", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    made.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return made


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


class _Elsewhere(httpcore.SyncBackend):
    """Every connection goes to one server of this computer; keeps where it should have gone."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.wanted: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *rest: Any, **named: Any) -> httpcore.NetworkStream:
        self.wanted.append((host, port))
        return super().connect_tcp("127.0.0.1", self.port, *rest, **named)


def test_a_certificate_is_checked_against_the_name_though_the_address_is_connected_to(
    certificate: Path, port: int, cache: Cache, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(fetcher, "_ssl_context", lambda: trusted)
    backend = _Elsewhere(port)
    own = Fetcher(
        hosts=hosts_of(environment={}),
        cache=cache,
        pace=Pace(clock=clock.monotonic, sleep=clock.sleep),
        resolve=lambda _host, _port: [PUBLIC],
        backend=backend,
    )
    assert own.get(f"https://{NAMED}/report.pdf").body == BODY
    assert backend.wanted == [(PUBLIC, 443), (PUBLIC, 443)]
    with pytest.raises(AddressUnreachableError, match="there was no secure connection to its site"):
        own.get(f"https://{OTHER}/report.pdf")
