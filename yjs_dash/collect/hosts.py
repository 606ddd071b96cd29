"""Which addresses may be asked: the inspectorate's hosts, those that a setting names, and what they may resolve to.

A host named without a port is asked by https on its usual port, and only where all its addresses are public. Named
with a port, it may stand in a private network, because whoever runs the app has named that very service; addresses
of the machine itself and link-local ones (where clouds keep their credentials) are refused even then.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import httpx

from yjs_dash.environment import COLLECT_HOSTS_VARIABLE, collect_hosts
from yjs_dash.errors import AddressRefusedError, CollectHostSettingError

INSPECTORATE: tuple[str, ...] = (
    "hmiprobation.justiceinspectorates.gov.uk",
    "www.justiceinspectorates.gov.uk",
    "justiceinspectorates.gov.uk",
)
MAX_ADDRESS_CHARACTERS = 2_000
_ENTRY = re.compile(r"(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?P<port>\d{1,5}))?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HTTPS_PORT, _HTTP_PORT, _HIGHEST_PORT = 443, 80, 65_535
_PRIVATE = [
    ipaddress.ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
]
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")

Reach = Literal["public", "private", "loopback"]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Endpoint:
    """A host that may be asked. Without a port: by https on its usual one. `reach`: what it may be beside public.

    No setting gives the reach “loopback”: only code that builds an Endpoint, as tests do, can.
    """

    host: str
    port: int | None = None
    reach: Reach = "public"


class Hosts:
    """The endpoints that may be asked, and nothing else."""

    def __init__(self, endpoints: tuple[Endpoint, ...]) -> None:
        self._endpoints = endpoints

    def checked(self, address: str) -> httpx.URL:
        """An address in the form in which it is asked: with its scheme, https where that is the rule, no fragment.

        Raises:
            AddressRefusedError: it is no web address, or one that is not asked.
        """
        text = address.strip()
        if len(text) > MAX_ADDRESS_CHARACTERS:
            raise AddressRefusedError(address=address, problem="is too long for a web address")
        try:
            url = httpx.URL(text if _SCHEME.match(text) else f"https://{text}").copy_with(fragment=None)
        except (httpx.InvalidURL, ValueError):
            raise AddressRefusedError(address=address, problem="is not a web address") from None
        if url.scheme not in {"http", "https"} or not url.host:
            raise AddressRefusedError(address=address, problem="is not a web address")
        if url.userinfo:
            raise AddressRefusedError(address=address, problem="holds a user name, which we do not send")
        host = _host_of(url)
        if not any(endpoint.host == host for endpoint in self._endpoints):
            raise AddressRefusedError(
                address=address, problem=f"is on {host}, where we do not look for reports"
            )
        if self._named(url) is not None:
            return url
        if any(endpoint.host == host and endpoint.port is None for endpoint in self._endpoints) and (
            url.port in {None, _HTTP_PORT if url.scheme == "http" else _HTTPS_PORT}
        ):
            return url.copy_with(scheme="https", port=None)
        raise AddressRefusedError(address=address, problem="names a port that we do not ask")

    def permits(self, *, host: str, port: int, ip: str) -> bool:
        """Whether a connection to this host may go to this IP address."""
        try:
            reaches = {_reach_of(address) for address in _meanings(ip)}
        except ValueError:
            return False
        return any(
            reaches <= {"public", endpoint.reach}
            for endpoint in self._endpoints
            if endpoint.host == host.lower() and (endpoint.port or _HTTPS_PORT) == port
        )

    def _named(self, url: httpx.URL) -> Endpoint | None:
        """The endpoint that names this very port."""
        port = url.port or (_HTTPS_PORT if url.scheme == "https" else _HTTP_PORT)
        wanted = (_host_of(url), port)
        return next((e for e in self._endpoints if e.port is not None and (e.host, e.port) == wanted), None)


def hosts_of(*, environment: Mapping[str, str] = os.environ) -> Hosts:
    """The inspectorate's hosts and those that YJS_DASH_COLLECT_HOSTS names. Raises CollectHostSettingError."""
    own = (Endpoint(host) for host in INSPECTORATE)
    return Hosts((*own, *map(_endpoint, collect_hosts(environment=environment))))


def _endpoint(entry: str) -> Endpoint:
    found = _ENTRY.fullmatch(entry)
    if found is None or not 0 < int(found["port"] or _HTTPS_PORT) <= _HIGHEST_PORT:
        raise CollectHostSettingError(entry=entry, setting=COLLECT_HOSTS_VARIABLE)
    if found["port"] is None:
        return Endpoint(found["host"].lower())
    return Endpoint(found["host"].lower(), int(found["port"]), "private")


def _host_of(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").lower()


def _meanings(ip: str) -> Iterator[Address]:
    """An IP address, and the IPv4 address that it carries, where it is one of those."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    yield address
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        yield from filter(None, (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())))


def _reach_of(address: Address) -> Reach | None:
    """What an address can be reached as; None for one that is never asked."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address.is_loopback:
        return "loopback"
    if any(address in net for net in _PRIVATE if net.version == address.version):
        return "private"
    never = address.is_multicast or address.is_link_local or address.is_reserved or address.is_unspecified
    return None if never or not address.is_global else "public"
