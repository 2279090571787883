"""The offences that an exchange is about: which are serious, and for which Europol gets a copy.

Source: Regulation (EU) 2016/794, Annex I (forms of crime in Europol's mandate); Framework Decision 2002/584/JHA, Art.
2(2). Directive (EU) 2023/977, Art. 2(3): an offence of either list is a serious criminal offence.
"""

import msgspec

from tournai.errors import Incomplete
from tournai.values.wordings import say

_ANNEX_I = (
    ("terrorism", "terrorism"),
    ("organised-crime", "organised crime"),
    ("drugs", "drug trafficking"),
    ("laundering", "money-laundering activities"),
    ("nuclear", "crime connected with nuclear and radioactive substances"),
    ("smuggling", "immigrant smuggling"),
    ("human-trafficking", "trafficking in human beings"),
    ("vehicle-crime", "motor vehicle crime"),
    ("murder", "murder and grievous bodily injury"),
    ("organs", "illicit trade in human organs and tissue"),
    ("kidnapping", "kidnapping, illegal restraint and hostage-taking"),
    ("racism", "racism and xenophobia"),
    ("robbery", "robbery and aggravated theft"),
    ("cultural-goods", "illicit trafficking in cultural goods"),
    ("fraud", "swindling and fraud"),
    ("union-interests", "crime against the financial interests of the Union"),
    ("insider-dealing", "insider dealing and financial market manipulation"),
    ("extortion", "racketeering and extortion"),
    ("product-piracy", "counterfeiting and product piracy"),
    ("document-forgery", "forgery of administrative documents and trafficking therein"),
    ("payment-forgery", "forgery of money and means of payment"),
    ("cybercrime", "computer crime"),
    ("corruption", "corruption"),
    ("weapons", "illicit trafficking in arms, ammunition and explosives"),
    ("endangered-animals", "illicit trafficking in endangered animal species"),
    ("endangered-plants", "illicit trafficking in endangered plant species and varieties"),
    ("environment", "environmental crime, including ship-source pollution"),
    ("hormones", "illicit trafficking in hormonal substances and other growth promoters"),
    ("sexual-abuse", "sexual abuse and sexual exploitation"),
    ("war-crimes", "genocide, crimes against humanity and war crimes"),
)
_WARRANT_ONLY = (
    ("rape", "rape"),
    ("arson", "arson"),
    ("seizure-of-craft", "unlawful seizure of aircraft or ships"),
    ("sabotage", "sabotage"),
)
OTHER = "other"


class ExchangeOffence(msgspec.Struct, frozen=True, gc=False):
    """An offence: its identifier, its title, whether it is serious, and whether it is in Europol's mandate."""

    identifier: str
    title: str
    serious: bool
    europol: bool


EXCHANGE_OFFENCES = {
    **{name: ExchangeOffence(name, title, serious=True, europol=True) for name, title in _ANNEX_I},
    **{name: ExchangeOffence(name, title, serious=True, europol=False) for name, title in _WARRANT_ONLY},
    OTHER: ExchangeOffence(OTHER, "another criminal offence", serious=False, europol=False),
}


def exchange_offence(identifier: str) -> ExchangeOffence:
    """Return the offence of an identifier.

    Raises:
        Incomplete: There is none. Rule EXC-03.
    """
    found = EXCHANGE_OFFENCES.get(identifier)
    if found is None:
        raise Incomplete(say("'{offence}' is no offence of the list", offence=identifier), rule="EXC-03")
    return found
