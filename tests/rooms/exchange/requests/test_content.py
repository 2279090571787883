import msgspec
import pytest
from tests.fakes.exchange import message, request

from tournai.errors import Incomplete
from tournai.exchange.bases import ExchangeBasis, ExchangePurpose
from tournai.exchange.item import PersonCategory
from tournai.exchange.messages.asking import NoCopyReason, Part, Subject, SubjectKind, UrgencyGround
from tournai.exchange.messages.linking import Checkpoint
from tournai.exchange.requests.content import check_request, missing

VAN = Subject(kind=SubjectKind.VEHICLE, name="XB-123", link="it carried the goods")
PERSON = request().subjects[0]


def lacking(**changes: object) -> tuple[str, ...]:
    return tuple(demand.name for demand in missing(request(**changes)))


class TestArticle4:
    """Directive (EU) 2023/977, Art. 4(3) to 4(5): what a request holds."""

    def test_a_whole_request_lacks_nothing(self) -> None:
        assert lacking() == ()

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"parts": ()}, "parts"),
            ({"parts": (Part(2, "the vehicles"),)}, "parts"),
            ({"parts": (Part(1, " "),)}, "parts"),
            ({"offence": ""}, "offence"),
            ({"offence": "jaywalking"}, "offence"),
            ({"facts": " "}, "facts"),
            ({"necessity": ""}, "necessity"),
            ({"held_because": ""}, "held_because"),
            ({"subjects": (msgspec.structs.replace(PERSON, link=" "),)}, "subjects"),
            ({"subjects": (msgspec.structs.replace(PERSON, category=PersonCategory.NOBODY),)}, "category"),
            ({"subjects": (msgspec.structs.replace(VAN, category=PersonCategory.SUSPECT),)}, "category"),
            ({"urgency": (UrgencyGround.LIFE,)}, "urgency"),
            ({"urgency_reasons": "soon"}, "urgency"),
            ({"urgency": (UrgencyGround.LIFE,) * 2, "urgency_reasons": "he is held"}, "urgency_grounds"),
        ],
    )
    def test_each_missing_thing_is_named(self, changes: dict[str, object], expected: str) -> None:
        assert lacking(**changes) == (expected,)

    def test_the_reference_of_a_hit_says_why_the_other_state_has_it(self) -> None:
        assert lacking(held_because="", hit="query 4711") == ()

    def test_urgency_with_a_ground_and_its_reasons_stands(self) -> None:
        assert lacking(urgency=(UrgencyGround.LIFE,), urgency_reasons="a hostage is threatened") == ()


class TestCopy:
    """Art. 4(1) and 4(2): a direct request is copied to the own single point of contact, with three exceptions."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"directly_to_authority": True}, ()),
            ({"directly_to_authority": True, "no_copy": NoCopyReason.SAFETY}, ()),
            ({"no_copy": NoCopyReason.SAFETY}, ("no_copy",)),
            ({"directly_to_authority": True, "no_copy": NoCopyReason.TERRORISM}, ("no_copy",)),
            ({"directly_to_authority": True, "no_copy": NoCopyReason.TERRORISM, "offence": "terrorism"}, ()),
            (
                {
                    "directly_to_authority": True,
                    "no_copy": NoCopyReason.TERRORISM,
                    "offence": "terrorism",
                    "urgency": (UrgencyGround.PUBLIC_SECURITY,),
                    "urgency_reasons": "an attack is near",
                },
                ("no_copy",),
            ),
        ],
    )
    def test_the_copy_is_withheld_for_its_reasons_alone(
        self, changes: dict[str, object], expected: tuple[str, ...]
    ) -> None:
        assert lacking(**changes) == expected


class TestSending:
    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"basis": ExchangeBasis.SIS}, "EXC-03"),
            ({"purpose": ExchangePurpose.PROSECUTION}, "EXC-03"),
            ({"sender_case": None}, "EXC-03"),
            ({"language": "fr"}, "EXC-07"),
            ({"body": request(facts="")}, "EXC-03"),
            ({"body": Checkpoint("note")}, "EXC-03"),
        ],
    )
    def test_what_may_not_be_sent_names_its_rule(self, changes: dict[str, object], rule: str) -> None:
        with pytest.raises(Incomplete) as caught:
            check_request(msgspec.structs.replace(message(request()), **changes), ["nl", "de"])

        assert caught.value.rule == rule

    def test_english_is_on_every_list(self) -> None:
        check_request(message(request()), [])

    def test_everything_that_lacks_is_told_at_once(self) -> None:
        with pytest.raises(Incomplete, match="the facts, why it is necessary"):
            check_request(message(request(facts="", necessity="")), [])
