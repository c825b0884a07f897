from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from ballast.infra.metrics import CONTENT_TYPE, Metrics


def samples(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(metrics.render().decode())
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_what_is_counted_is_rendered() -> None:
    metrics = Metrics()
    metrics.decisions.labels("payment", "reject").inc(2)
    metrics.commit_batch.observe(5)
    metrics.decision_seconds.labels("payment").observe(0.0015)
    found = samples(metrics)
    assert found["ballast_decisions_total", (("outcome", "reject"), ("scene", "payment"))] == 2
    assert found["ballast_commit_batch_bucket", (("le", "8.0"),)] == 1
    assert found["ballast_commit_batch_bucket", (("le", "4.0"),)] == 0
    bucket = (("le", "0.002"), ("scene", "payment"))
    assert found["ballast_decision_seconds_bucket", bucket] == 1
    assert CONTENT_TYPE.startswith("text/plain")


def test_each_process_has_its_own_registry() -> None:
    first, second = Metrics(), Metrics()
    first.sign_ins.labels("refused").inc()
    assert ("ballast_sign_ins_total", (("result", "refused"),)) not in samples(second)


def test_every_metric_is_described_and_named_for_ballast() -> None:
    for family in Metrics().registry.collect():
        assert family.name.startswith("ballast_")
        assert any("\u4e00" <= character <= "\u9fff" for character in family.documentation)
