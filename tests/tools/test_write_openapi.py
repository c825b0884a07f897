"""The document is written without a server, and is the one that the service answers with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.app.conftest import QUICK, Clock, furnish
from tools.write_openapi import main

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.settings import Settings


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "openapi.json"
    assert main([str(path)]) == 0
    return path


def test_it_is_the_document_of_the_service(written: Path, tmp_path: Path) -> None:
    runtime = Runtime(Settings(data_dir=tmp_path / "var", log_level="error"), Clock(), QUICK)
    headers = {"authorization": f"Bearer {furnish(runtime, Clock())}"}
    with TestClient(create_app(runtime)) as client:
        answer = client.get("/api/v1/openapi/openapi.json", headers=headers)
    runtime.stop()
    assert answer.status_code == 200
    assert json.loads(written.read_text("utf-8")) == answer.json()


def test_it_is_the_same_every_time(written: Path, tmp_path: Path) -> None:
    main([str(tmp_path / "again.json")])
    assert (tmp_path / "again.json").read_bytes() == written.read_bytes()
