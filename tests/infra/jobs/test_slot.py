from __future__ import annotations

from pathlib import Path

import pytest

from ballast.infra.jobs.slot import SLOTS, Slot, SlotsTakenError


def test_each_holder_has_its_own_name_and_the_next_takes_over_a_free_one(tmp_path: Path) -> None:
    first, second = Slot.take(tmp_path / "new"), Slot.take(tmp_path / "new")
    assert first.name != second.name
    first.release()
    third = Slot.take(tmp_path / "new")
    assert third.name == first.name
    for slot in (second, third):
        slot.release()


def test_when_every_slot_is_taken_it_says_so(tmp_path: Path) -> None:
    held = [Slot.take(tmp_path) for _ in range(SLOTS)]
    with pytest.raises(SlotsTakenError, match=str(SLOTS)):
        Slot.take(tmp_path)
    for slot in held:
        slot.release()
