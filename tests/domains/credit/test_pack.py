"""The lending pack loads, compiles, and holds nothing that was not known at the time."""

from __future__ import annotations

import hashlib
import json

import duckdb
from tests.domains.credit.replaying import SCENE, compiled, grey, indicators, scenes

from ballast.cli.demo.loans import Loans
from ballast.domains.credit import DOMAIN, LOANS, POLICY
from ballast.indicators import Aggregate, Current, WindowKind

KNOWN_LATER = ("term", "disburse", "charge", "loss", "outcome")


def test_the_policy_compiles_without_a_warning() -> None:
    policy = compiled()
    assert policy.problems == ()
    assert len({unit.code for unit in policy.plan.units if unit.kind == "rule"}) >= 20


def test_there_are_windows_of_every_length_and_most_aggregates() -> None:
    found = indicators()
    assert len(found) >= 20
    sliding = {i.window.length // 86_400 for i in found if i.window.kind is WindowKind.SLIDING}
    assert {30, 90, 365, 400} <= sliding
    assert len({i.aggregate for i in found}) >= 6
    assert {"industry", "state", "lender_state"} <= {key for i in found for key in i.key}


def test_no_window_counts_the_application_itself() -> None:
    own = [i for i in indicators() if i.scene == SCENE]
    assert own
    assert all(
        i.current is Current.EXCLUDED or i.aggregate is Aggregate.TIME_SINCE_LAST for i in own
    )


def test_the_policy_reads_at_least_20_windows() -> None:
    read = {name for name in compiled().plan.inputs if name.startswith("indicators.")}
    assert len(read) >= 20


def test_an_application_carries_nothing_that_is_known_later() -> None:
    submission = next(iter(Loans(LOANS).history()))
    names = {*scenes()[SCENE].fields, *submission["data"]}
    assert [n for n in names if any(word in n for word in KNOWN_LATER)] == []


def test_every_submitted_field_is_in_its_scene() -> None:
    loans = Loans(LOANS)
    for submission in (*loans.history(), *loans.later()):
        assert set(submission["data"]) <= set(scenes()[submission["scene"]].fields)


def test_rules_rows_and_nodes_speak_both_languages() -> None:
    policy = json.loads(POLICY.read_text(encoding="utf-8"))
    titles = [policy["title"]]
    for node in policy["nodes"]:
        assert any(ord(c) > 127 for c in node["name"])
        for rule in node.get("content", {}).get("rules", ()):
            titles.append(rule.get("title") or rule["_title"])
    assert len(titles) > 80
    assert all(title["zh"] and title["en"].isascii() for title in titles)


def test_the_grey_lists_name_industries_and_states_of_the_record() -> None:
    listed = grey()
    assert all(listed.values())
    loans = duckdb.read_parquet(str(LOANS)).project("naics2, bank_state").distinct().fetchall()
    assert listed["grey_industry"] <= {row[0] for row in loans}
    assert listed["grey_lender_state"] <= {row[1] for row in loans}


def test_the_provenance_page_is_true() -> None:
    page = (LOANS.parent / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(LOANS.read_bytes()).hexdigest() in page
    columns = duckdb.read_parquet(str(LOANS)).columns
    assert [column for column in columns if f"`{column}`" not in page] == []
    assert (DOMAIN.pack / "pack.yaml").is_file()
