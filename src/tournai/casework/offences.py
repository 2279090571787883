"""The offence that an act on travel data is about, and whether it permits the act.

Source: Directive (EU) 2016/681, Art. 1(2), 3(8), 3(9) and Annex II; Directive (EU) 2017/541, Art. 3 to 12; C-817/19 (an
objective link, even indirect, with the carriage of passengers by air). Rules PNR-01, PNR-34.
"""

import msgspec

from tournai.errors import Refused
from tournai.values.offences import offence_of
from tournai.values.purposes import Purpose
from tournai.values.wordings import say

MAXIMUM_TEXT = 1000


class OffenceGround(msgspec.Struct, frozen=True):
    """The offence that an act is about: its national provision, highest penalty in years, and link to air travel.

    ``offence`` is an identifier of `tournai.values.offences.OFFENCES`.
    """

    offence: str
    provision: str
    penalty_years: int
    air_link: str


def check_offence(ground: OffenceGround, purpose: Purpose) -> None:
    """Return when the offence permits the use of travel data for the purpose.

    Raises:
        Refused: No offence of the closed list, another purpose, too low a penalty, or no provision or link to air
            travel. Rule PNR-01.
    """
    offence = offence_of(ground.offence)
    if offence.purpose is not purpose:
        raise Refused(
            say(
                "'{offence}' is not an offence of the purpose {purpose}",
                offence=say(offence.title),
                purpose=say(purpose.value),
            ),
            rule="PNR-01",
        )
    least = offence.minimum_penalty_years
    if least is not None and ground.penalty_years < least:
        raise Refused(
            say("a serious crime has a maximum penalty of at least {least} years", least=least), rule="PNR-01"
        )
    for what, text in (("national provision", ground.provision), ("link with carriage by air", ground.air_link)):
        if not text.strip() or len(text) > MAXIMUM_TEXT:
            raise Refused(
                say("state the {what}, in at most {most} characters", what=say(what), most=MAXIMUM_TEXT),
                rule="PNR-01",
            )
