"""The demo's events: in order, complete, and blind to what was not known yet."""

from __future__ import annotations

from datetime import date

from ballast.cli.demo.loans import HISTORY_FROM, REPLAY_FROM, REPLAY_TO, Loans
from ballast.domains.credit import LOANS


def test_history_is_in_order_and_ends_before_the_replay() -> None:
    history = list(Loans(LOANS).history())
    moments = [event["occurred_at"] for event in history]
    assert moments == sorted(moments)
    assert moments[0] >= HISTORY_FROM.isoformat()
    assert moments[-1] < REPLAY_FROM.isoformat()
    assert {event["scene"] for event in history} == {"sba_loan_application", "loan_outcome"}


def test_the_replayed_year_is_whole_and_outcomes_follow_the_applications_of_their_day() -> None:
    days = Loans(LOANS).replay()
    assert sum(len(day.applications) for day in days) == 5853
    assert [day.day for day in days] == sorted({day.day for day in days})
    assert days[0].day >= REPLAY_FROM
    assert days[-1].day <= REPLAY_TO
    for day in days:
        moments = [event["occurred_at"] for event in day.events()]
        assert moments == sorted(moments)
        assert all(moment.startswith(day.day.isoformat()) for moment in moments)
        assert all(event["data"]["charged_off"] for event in day.outcomes)


def test_every_replayed_loan_gets_one_outcome_in_the_end() -> None:
    loans = Loans(LOANS)
    days = loans.replay()
    asked = {event["id"] for day in days for event in day.applications}
    during = [event for day in days for event in day.outcomes]
    told = [e["data"]["application_id"] for e in (*during, *loans.later())]
    assert sorted(id_ for id_ in told if id_ in asked) == sorted(asked)
    ends = {
        e["data"]["application_id"]: e["data"]["charged_off"] for e in (*during, *loans.later())
    }
    assert {id_: ends[id_] for id_ in asked} == loans.charged_off()


def test_ids_are_unique() -> None:
    loans = Loans(LOANS)
    events = [*loans.history(), *loans.later()]
    events += [event for day in loans.replay() for event in day.events()]
    assert len({(event["scene"], event["id"]) for event in events}) == len(events)


def test_a_limited_replay_stops_at_its_last_day() -> None:
    loans = Loans(LOANS, 30)
    days = loans.replay()
    assert sum(len(day.applications) for day in days) == 30
    assert loans.until == days[-1].day < date(2007, 10, 10)
    assert (
        len(loans.later())
        + sum(
            event["data"]["application_id"] in {a["id"] for d in days for a in d.applications}
            for day in days
            for event in day.outcomes
        )
        == 30
    )
