from datetime import timedelta

import msgspec
import pytest
from tests.fakes.exchange import RECEIVED, request

from tournai.errors import Incomplete
from tournai.exchange.requests.channels import (
    Arrival,
    Channel,
    Minute,
    OtherChannel,
    check_channel,
    check_minute,
    doubles,
    started_at,
)
from tournai.values import Actor, Role

FIRST = Arrival(Channel.SIENA, "1234-5", RECEIVED, "XAA", request())
PERSON = request().subjects[0]
SECOND = Arrival(
    Channel.INTERPOL,
    "I-99",
    RECEIVED + timedelta(days=2),
    "XAA",
    request(subjects=(msgspec.structs.replace(PERSON, name="MOREL, Inès", born="1984"),)),
)


class TestDoubles:
    """SWD(2021) 374, problem 3: the same request over several channels."""

    def test_the_same_person_spelled_otherwise_on_another_channel_is_offered(self) -> None:
        assert doubles(SECOND, [FIRST, SECOND]) == (FIRST,)

    @pytest.mark.parametrize(
        "changes",
        [
            {"state": "XCC"},
            {"received_at": RECEIVED + timedelta(days=15)},
            {"request": request(offence="terrorism")},
            {"request": request(subjects=(msgspec.structs.replace(PERSON, born="1985"),))},
        ],
    )
    def test_what_differs_is_not(self, changes: dict[str, object]) -> None:
        assert doubles(msgspec.structs.replace(SECOND, **changes), [FIRST]) == ()

    def test_the_clock_of_a_merged_request_starts_with_the_first_arrival(self) -> None:
        assert started_at([SECOND, FIRST]) == RECEIVED


class TestChannel:
    """Directive (EU) 2023/977, Art. 13."""

    @pytest.mark.parametrize(("channel", "reason"), [(Channel.SIENA, None), (Channel.TELEPHONE, OtherChannel.URGENCY)])
    def test_another_channel_has_its_reason(self, channel: Channel, reason: OtherChannel | None) -> None:
        check_channel(channel, reason)

    @pytest.mark.parametrize(("channel", "reason"), [(Channel.NODE, None), (Channel.SIENA, OtherChannel.INCIDENT)])
    def test_a_channel_without_its_reason_is_refused(self, channel: Channel, reason: OtherChannel | None) -> None:
        with pytest.raises(Incomplete):
            check_channel(channel, reason)

    @pytest.mark.parametrize(("authority", "said"), [("", "she keeps a van"), ("police of Arden", " ")])
    def test_a_minute_says_what_and_to_whom(self, authority: str, said: str) -> None:
        with pytest.raises(Incomplete):
            check_minute(Minute(Actor("officer-bram", Role.SPOC_OFFICER), RECEIVED, authority, said))
