from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from tests.events.scenery import NOW_US, PROTECTOR

from ballast.app.content import load_content
from ballast.events.example import example
from ballast.events.incoming import Incoming
from ballast.events.intake import accept
from ballast.events.plan import plan_of
from ballast.infra.settings import Settings

SCENES = load_content(Settings()).scenes
INVALID = {"id_card_valid": True, "phone_valid": True, "bank_card_luhn": True, "ip_valid": True}


@pytest.mark.parametrize("code", sorted(SCENES))
def test_every_shipped_scene_accepts_its_example(code: str) -> None:
    scene = SCENES[code]
    plan = plan_of(scene, ZoneInfo("Asia/Shanghai"), 300_000_000)
    body = example(scene, NOW_US)
    taken = accept(plan, body, NOW_US, PROTECTOR)
    assert isinstance(taken, Incoming), taken
    assert taken.unknown == ()
    assert set(body["data"]) == set(scene.fields)  # type: ignore[call-overload]
    for name, value in INVALID.items():
        assert taken.data.get(name, value) is value
