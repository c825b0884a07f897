"""The child process: a taken port and a failed start are said, not waited for."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from ballast.cli.demo.serving import PortTakenError, ServiceFailedError, address_of, serving
from ballast.infra.settings import Settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_a_taken_port_is_named_with_the_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        settings = Settings(data_dir=tmp_path, port=port)
        with pytest.raises(PortTakenError) as caught, serving(settings, tmp_path / "log"):
            pass
    assert str(port) in caught.value.detail.zh
    assert "BALLAST_PORT" in caught.value.detail.en


def test_a_service_that_does_not_start_shows_the_end_of_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BALLAST_TIMEZONE", "Nowhere/Else")
    settings = Settings(data_dir=tmp_path, port=free_port())
    with pytest.raises(ServiceFailedError) as caught, serving(settings, tmp_path / "log"):
        pass
    assert "Nowhere/Else" in (tmp_path / "log").read_text("utf-8")
    assert str(tmp_path / "log") in caught.value.detail.en


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("0.0.0.0", "http://127.0.0.1:8000")],  # noqa: S104 - read, not bound
)
def test_the_address_is_one_that_this_machine_can_reach(host: str, address: str) -> None:
    assert address_of(Settings(host=host)) == address
