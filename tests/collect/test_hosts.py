"""Which addresses are asked: hosts, ports, schemes, and the IP addresses that a name leads to."""

from __future__ import annotations

import pytest

from yjs_dash.collect import hosts_of
from yjs_dash.errors import AddressRefusedError, CollectHostSettingError

OWN = "www.justiceinspectorates.gov.uk"
NEW = "hmiprobation.justiceinspectorates.gov.uk"
SETTING = "YJS_DASH_COLLECT_HOSTS"


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (f"https://{OWN}/hmiprobation/inspections/x/", f"https://{OWN}/hmiprobation/inspections/x/"),
        (f"http://{OWN}/x", f"https://{OWN}/x"),
        (f"http://{OWN}:80/x", f"https://{OWN}/x"),
        (f"https://{OWN}:443/x?a=1#part", f"https://{OWN}/x?a=1"),
        (f"  {NEW}/document/x ", f"https://{NEW}/document/x"),
        (f"HTTPS://{NEW.upper()}/Document", f"https://{NEW}/Document"),
    ],
)
def test_an_address_of_the_inspectorate_is_asked_by_https(address: str, asked: str) -> None:
    assert str(hosts_of(environment={}).checked(address)) == asked


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.org/report.pdf", "is on example.org, where we do not look for reports"),
        (f"https://{OWN}.example.org/x", f"is on {OWN}.example.org"),
        (f"https://{OWN}@example.org/x", "holds a user name"),
        (f"https://someone:secret@{OWN}/x", "holds a user name"),
        (f"https://{OWN}:8443/x", "names a port that we do not ask"),
        (f"http://{OWN}:22/x", "names a port that we do not ask"),
        ("http://127.0.0.1/x", "is on 127.0.0.1"),
        ("http://[::1]/x", "is on ::1"),
        ("http://2130706433/x", "is on 2130706433"),
        (f"ftp://{OWN}/x", "is not a web address"),
        ("file:///etc/passwd", "is not a web address"),
        ("javascript:alert(1)", "is not a web address"),
        ("http://", "is not a web address"),
        ("", "is not a web address"),
        ("http://[::1", "is not a web address"),
        (f"https://{OWN}/{'x' * 3000}", "is too long for a web address"),
    ],
)
def test_any_other_address_is_refused_with_its_reason(address: str, reason: str) -> None:
    with pytest.raises(AddressRefusedError) as raised:
        hosts_of(environment={}).checked(address)
    assert reason in str(raised.value)
    assert str(raised.value).isprintable()


@pytest.mark.parametrize(
    ("ip", "is_asked"),
    [
        ("51.140.1.1", True),
        ("2a00:1450:4009::1", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("::1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:51.140.1.1", True),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_the_inspectorates_hosts_may_only_lead_to_public_addresses(ip: str, is_asked: bool) -> None:
    assert hosts_of(environment={}).permits(host=OWN, port=443, ip=ip) is is_asked


def test_a_setting_names_further_hosts_and_with_a_port_one_of_a_private_network() -> None:
    hosts = hosts_of(environment={SETTING: "reports.example.org, mirror.example.org:8080"})
    assert str(hosts.checked("http://reports.example.org/x")) == "https://reports.example.org/x"
    assert str(hosts.checked("http://mirror.example.org:8080/x")) == "http://mirror.example.org:8080/x"
    with pytest.raises(AddressRefusedError, match="names a port that we do not ask"):
        hosts.checked("https://mirror.example.org/x")
    assert hosts.permits(host="mirror.example.org", port=8080, ip="10.0.0.1")
    assert hosts.permits(host="mirror.example.org", port=8080, ip="51.140.1.1")
    assert not hosts.permits(host="reports.example.org", port=443, ip="10.0.0.1")
    assert not hosts.permits(host=OWN, port=8080, ip="10.0.0.1")


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1", "0.0.0.0", "::ffff:127.0.0.1"]
)
def test_no_setting_opens_the_machine_itself_or_link_local_addresses(ip: str) -> None:
    hosts = hosts_of(environment={SETTING: "localhost:8501 127.0.0.1:8501 mirror.example.org:8501"})
    for host in ("localhost", "127.0.0.1", "mirror.example.org"):
        assert not hosts.permits(host=host, port=8501, ip=ip)


@pytest.mark.parametrize(
    "entry", ["https://example.org", "example.org/path", "*.example.org", "host:0", "host:99999", "a:b"]
)
def test_an_entry_that_names_no_host_is_told_of_by_its_setting(entry: str) -> None:
    with pytest.raises(CollectHostSettingError) as raised:
        hosts_of(environment={SETTING: entry})
    assert f"{SETTING} names “{entry}”, which is not a host." in str(raised.value)
