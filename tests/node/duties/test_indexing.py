"""The index of alerts on disk: a delta beside its base, what each was made from, and nothing of what was withdrawn."""

import json
from datetime import date

import numpy as np
import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN, approve, deliver, import_list, prepare_alerts, queue
from tests.fakes.carrier import pnrgov
from tests.fakes.wanted import KOVALCHUKOV, ORLANDIC, SOURCE, VANDERSTRAAT, alert, published

from tournai.node.duties.indexing import changed_index, made_from
from tournai.node.duties.screening import current_screener, index_version, read_alert, valid_eligibilities
from tournai.screening import Snapshot, batch_of, screen
from tournai.values import Name, PartialDate, Person

NEWCOMER = alert("QDi.904", "DEWINTERE", "FLEURTJE", date(1990, 5, 6))


def person_in_force(stored):
    return read_alert(stored).person if stored.is_active else None


def change(node, *, fewest: int = 1):
    """Bring the index that is on disk up to date by a delta; return it, or None where it must be built anew."""
    with node.ports.look() as unit:
        version = index_version(unit, node.ports.clock())
        source = made_from(unit, [approval for _, approval in valid_eligibilities(unit, node.ports.clock())])
        changed = changed_index(node.ports.indexes, unit, source, person_in_force, version=version, fewest=fewest)
        if changed is not None:
            node.ports.indexes.save_delta(version, changed, source)
    return changed


def matches_of(index, *people: Person):
    return screen(index, batch_of(enumerate(people)), threshold=0.0)


def as_traveller(sought) -> Person:
    return sought.person


def folders(node) -> list[str]:
    return sorted(path.name.split("-")[0] for path in (node.settings.data / "index").iterdir() if path.is_dir())


def written(node) -> bytes:
    paths = sorted(path for path in (node.settings.data / "index").rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in paths)


@pytest.fixture
def changed_node(node):
    """A node whose list lost one alert and gained another since its index was built."""
    prepare_alerts(node)
    current_screener(node.ports, is_whole=True)
    import_list(node, published(VANDERSTRAAT, KOVALCHUKOV, NEWCOMER))
    return node


class TestDelta:
    def test_withdrawn_alert_matches_nobody_at_once(self, changed_node):
        assert len(matches_of(change(changed_node), as_traveller(ORLANDIC))) == 0

    def test_added_alert_matches_at_once(self, changed_node):
        assert len(matches_of(change(changed_node), as_traveller(NEWCOMER))) == 1

    def test_unchanged_alert_still_matches(self, changed_node):
        assert len(matches_of(change(changed_node), as_traveller(VANDERSTRAAT))) == 1

    def test_delta_stands_beside_its_base_and_is_opened_by_its_version(self, changed_node):
        change(changed_node)

        index = current_screener(changed_node.ports).index

        assert folders(changed_node) == ["base", "delta"]
        assert isinstance(index, Snapshot)
        assert isinstance(index.delta.posting_rows.base, np.memmap)

    def test_second_delta_replaces_the_first(self, changed_node):
        change(changed_node)
        import_list(changed_node, published(VANDERSTRAAT, NEWCOMER))

        again = change(changed_node)

        assert folders(changed_node) == ["base", "delta"]
        assert len(matches_of(again, as_traveller(ORLANDIC), as_traveller(KOVALCHUKOV))) == 0

    def test_travellers_are_screened_against_the_delta(self, changed_node):
        change(changed_node)

        deliver(changed_node, pnrgov(SOUGHT_BOOKING))

        assert queue(changed_node) == []

    def test_short_list_is_built_anew(self, changed_node):
        assert change(changed_node, fewest=4) is None

    def test_other_approvals_build_the_index_anew(self, changed_node):
        import_list(changed_node, published(KOVALCHUKOV), source="other-list")
        approve(changed_node, source="other-list")

        assert change(changed_node) is None


class TestWithdrawn:
    """An alert that its source withdrew ends with every file that held it."""

    def test_no_file_holds_it_after_the_index_is_built(self, changed_node):
        change(changed_node)
        before = written(changed_node)
        [gone] = [stored.alert_id for stored in _alerts(changed_node) if not stored.is_active]

        changed_node.worker.run_until_idle()

        assert b"ORLANDIC" in before.upper()
        assert b"ORLANDIC" not in written(changed_node).upper()
        assert b"XK1234567" not in written(changed_node)
        assert gone not in current_screener(changed_node.ports).index.alerts.keys
        assert folders(changed_node) == ["base"]

    def test_each_folder_lists_what_it_was_made_from(self, changed_node):
        change(changed_node)

        abouts = [json.loads(path.read_bytes()) for path in (changed_node.settings.data / "index").glob("*/about.json")]

        versions = sorted(source["version"] for about in abouts for source in about["made_from"]["sources"])
        assert versions == [1, 2]
        assert {source["source"] for about in abouts for source in about["made_from"]["sources"]} == {SOURCE}

    def test_delta_of_a_base_that_is_gone_is_not_kept(self, changed_node):
        changed = change(changed_node)
        changed_node.worker.run_until_idle()

        with changed_node.ports.look() as unit:
            changed_node.ports.indexes.save_delta("0" * 32, changed, made_from(unit, []))

        assert folders(changed_node) == ["base"]


def test_name_of_nobody_matches_nothing(changed_node):
    nobody = Person((Name(UNKNOWN.surname, "ANOTHER"),), (PartialDate.on(date(1950, 1, 1)),))

    assert len(matches_of(change(changed_node), nobody)) == 0


def _alerts(node):
    with node.ports.look() as unit:
        return unit.alerts.page(SOURCE, offset=0, limit=10)[0]
