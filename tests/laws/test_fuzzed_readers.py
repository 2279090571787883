"""The kept corpus of fuzzing: every reader of outside bytes gives a value or its refusal, within a second."""

import pytest
from fuzz.corpus import kept
from fuzz.rules import obeys
from fuzz.targets import TARGETS


def replay(name: str) -> int:
    target = TARGETS[name]
    inputs = [*kept(name), *target.seeds()]
    for data in inputs:
        obeys(target.read, target.refusals, data)
    return len(inputs)


@pytest.mark.parametrize("name", TARGETS)
def test_no_kept_input_breaks_a_rule(name):
    assert replay(name) > 0


@pytest.mark.parametrize("name", TARGETS)
def test_each_reader_has_a_kept_corpus(name):
    assert kept(name)
