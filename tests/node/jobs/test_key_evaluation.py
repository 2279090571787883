"""Keys of a whole list are evaluated by several processes as by one, in order."""

import pytest

from tournai.exchange.hit_no_hit import Suite
from tournai.node.jobs import key_evaluation
from tournai.node.keys.ristretto import open_ristretto


@pytest.mark.parametrize("processes", [1, 2])
def test_outputs_come_in_the_order_of_the_keys(monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    monkeypatch.setattr(key_evaluation, "FEWEST_FOR_PROCESSES", 1)
    monkeypatch.setattr(key_evaluation, "KEYS_A_TASK", 3)
    suite, texts = Suite(open_ristretto()), [b"key %d" % number for number in range(10)]
    key = suite.derive_key(bytes(32))

    found = list(key_evaluation.evaluate_keys(iter(texts), len(texts), key, open_ristretto, processes))

    assert found == [suite.evaluate(key, text) for text in texts]
