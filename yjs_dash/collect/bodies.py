"""The body of an answer, read within a bound: as it is sent, and as it is unpacked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import httpx

from yjs_dash.errors import AddressUnreachableError

if TYPE_CHECKING:
    from zlib import _Decompress


def read_body(response: httpx.Response, *, limit: int, address: str) -> bytes:
    """The body, unpacked where it is packed, of at most `limit` bytes either way.

    Raises:
        AddressUnreachableError: it is larger, damaged, or packed in a way that we did not ask for.
        httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError: the connection fails.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit, address=address)
    unpacker = _unpacker(response.headers.get("content-encoding", ""), address=address)
    body = bytearray()
    sent = 0
    for chunk in response.iter_raw():
        sent += len(chunk)
        try:
            body += chunk if unpacker is None else unpacker.decompress(chunk, limit + 1 - len(body))
        except zlib.error:
            raise AddressUnreachableError(address=address, problem="came damaged") from None
        if max(sent, len(body)) > limit:
            raise _too_large(limit, address=address)
    if unpacker is not None and not unpacker.eof:
        raise AddressUnreachableError(address=address, problem="broke off before its end")
    return bytes(body)


def is_pdf(body: bytes) -> bool:
    """Whether a body is a PDF, by the mark that may stand anywhere in its first kilobyte."""
    return b"%PDF-" in body[:1024]


def _too_large(limit: int, *, address: str) -> AddressUnreachableError:
    return AddressUnreachableError(
        address=address,
        problem=f"is larger than {limit / (1 << 20):.3g} MiB",
        advice="Use the address of a single report",
    )


def _unpacker(encoding: str, *, address: str) -> _Decompress | None:
    """We ask for bodies as they are; some servers pack them all the same."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return None
    if name in {"gzip", "x-gzip"}:
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    raise AddressUnreachableError(address=address, problem="came packed in a way that we cannot read")
