"""Editions of alert sources: a diff that shows every change, and withdrawals that wait for a second person."""

import json
from datetime import date

import msgspec
import pytest
from tests.acts import import_list, kinds, logged, prepare_alerts, queue
from tests.fakes.officers import ANALYST, NODE, OTHER_SENIOR, SENIOR
from tests.fakes.wanted import KOVALCHUKOV, ORLANDIC, SOURCE, VANDERSTRAAT, alert, published

from tournai.alerts import FieldChange
from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_sources import import_alerts, preview_import, show_alerts
from tournai.node.duties.held_withdrawals import decide_withdrawal
from tournai.values import Name, NameKind

MANY = tuple(alert(f"QDi.{number}", f"TESTIN{number}", "ORVAL", date(1970, 1, 1)) for number in range(100, 130))
CUT_SHORT = published(*MANY[:10])


def preview(node, *alerts, by=ANALYST):
    return preview_import(node.ports, by, source=SOURCE, format="un", data=published(*alerts))


def in_force(node) -> int:
    (source,) = show_alerts(node.ports, ANALYST).sources
    return source.active


@pytest.fixture
def many(node):
    """A node with thirty alerts of one source."""
    import_list(node, published(*MANY))
    return node


class TestPreview:
    """What an officer reads before an edition is taken."""

    def test_changed_alert_is_shown_field_by_field(self, node):
        import_list(node)
        person = msgspec.structs.replace(
            ORLANDIC.person, names=(*ORLANDIC.person.names, Name("ORLANDICH", kind=NameKind.WEAK_ALIAS))
        )
        report = preview(node, msgspec.structs.replace(ORLANDIC, person=person), VANDERSTRAAT, KOVALCHUKOV)

        (changed,) = report.changed_alerts
        assert (changed.reference, changed.name) == (ORLANDIC.reference, "TIBOR ORLANDIC")
        assert changed.changes == (FieldChange("weak alias", (), ("ORLANDICH",)),)

    def test_added_and_withdrawn_alerts_are_shown_by_name_and_birth(self, node):
        import_list(node)
        newcomer = alert("QDi.904", "DEWINTERE", "FLEURTJE", date(1990, 5, 6))

        report = preview(node, ORLANDIC, VANDERSTRAAT, newcomer)

        assert [(line.name, line.births) for line in report.added_alerts] == [("FLEURTJE DEWINTERE", ("1990-05-06",))]
        assert [line.name for line in report.withdrawn_alerts] == ["ARSENIY KOVALCHUKOV"]

    def test_preview_changes_nothing(self, many):
        preview(many, *MANY[:10])

        assert in_force(many) == 30

    def test_preview_that_shows_stored_alerts_is_a_consultation(self, node):
        import_list(node)

        preview(node, ORLANDIC)

        assert [event.details for event in logged(node, "alerts:consulted")] == [{"alerts": 2}]

    def test_preview_says_that_a_large_withdrawal_would_wait(self, many):
        report = preview(many, *MANY[:10])

        assert (report.is_held, report.withdrawn, report.known) == (True, 20, 30)


class TestHeldWithdrawal:
    """A file cut short must not withdraw a list (rule SYS-02 for who decides)."""

    def test_few_withdrawals_are_taken_at_once(self, many):
        import_list(many, published(*MANY[:28]))

        assert in_force(many) == 28

    def test_alerts_that_a_short_file_lacks_stay_in_force(self, many):
        import_list(many, CUT_SHORT)

        assert in_force(many) == 30
        assert "withdrawal:held" in kinds(many)

    def test_what_a_short_file_adds_is_taken_at_once(self, many):
        newcomer = alert("QDi.904", "DEWINTERE", "FLEURTJE", date(1990, 5, 6))

        import_list(many, published(*MANY[:10], newcomer))

        assert in_force(many) == 31

    def test_second_person_lets_them_be_withdrawn(self, many):
        import_list(many, CUT_SHORT)

        assert decide_withdrawal(many.ports, SENIOR, SOURCE, withdraw=True) == 20
        assert in_force(many) == 10
        assert [event.details["alerts"] for event in logged(many, "alerts:withdrawn")] == [20]

    def test_second_person_keeps_them(self, many):
        import_list(many, CUT_SHORT)

        assert decide_withdrawal(many.ports, SENIOR, SOURCE, withdraw=False) == 0
        assert in_force(many) == 30
        assert "alerts:kept" in kinds(many)

    def test_whoever_imported_does_not_decide(self, many):
        import_list(many, CUT_SHORT, by=SENIOR)

        with pytest.raises(Refused) as refused:
            decide_withdrawal(many.ports, SENIOR, SOURCE, withdraw=True)

        assert refused.value.rule == "SYS-02"
        assert decide_withdrawal(many.ports, OTHER_SENIOR, SOURCE, withdraw=True) == 20

    def test_import_by_a_command_on_the_host_is_decided_by_a_person_too(self, many):
        import_list(many, CUT_SHORT, by=NODE)

        assert decide_withdrawal(many.ports, SENIOR, SOURCE, withdraw=True) == 20

    def test_whole_file_that_comes_after_ends_the_question(self, many):
        import_list(many, CUT_SHORT)
        import_list(many, published(*MANY))

        with pytest.raises(Malformed, match="no withdrawal"):
            decide_withdrawal(many.ports, SENIOR, SOURCE, withdraw=True)
        assert show_alerts(many.ports, ANALYST).sources[0].held is None

    def test_page_shows_how_many_wait_and_who_imported(self, many):
        import_list(many, CUT_SHORT)

        held = show_alerts(many.ports, SENIOR).sources[0].held

        assert held is not None
        assert (held.alerts, held.asked_by) == (20, ANALYST.identifier)

    def test_withdrawn_alerts_find_nobody_and_held_ones_still_do(self, node):
        prepare_alerts(node)
        import_list(node, published(ORLANDIC, VANDERSTRAAT, KOVALCHUKOV, *MANY))
        import_list(node, published(*MANY[:10]))

        node.worker.run_until_idle()

        assert in_force(node) == 33
        assert queue(node) == []


class TestChanges:
    """A file of changes says nothing of what it does not name."""

    @staticmethod
    def entity(reference: str, **properties: list[str]) -> dict[str, object]:
        return {"id": reference, "schema": "Person", "properties": {"name": ["Orval Testin"], **properties}}

    def take(self, node, *lines: object):
        data = "\n".join(map(json.dumps, lines)).encode()
        return import_alerts(node.ports, ANALYST, source="ftm-list", format="ftm", data=data)

    def test_changes_add_and_delete_and_leave_the_rest(self, node):
        self.take(node, self.entity("A"), self.entity("B"))

        report = self.take(node, {"op": "ADD", "entity": self.entity("C")}, {"op": "DEL", "entity": {"id": "A"}})

        assert (report.added, report.withdrawn) == (1, 1)
        assert in_force(node) == 2
