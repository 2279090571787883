"""Airports and states.

Airports: the IATA codes of the `airportsdata` package, with their time zone. States: the three-letter codes of ICAO
Doc 9303-3 section 5, which are ISO 3166-1 alpha-3 and some more; lists and messages also write two letters or names.
"""

from functools import cache
from zoneinfo import ZoneInfo

import airportsdata
import iso3166
import msgspec

from tournai.values.persons import StateCode

ICAO_ONLY = {
    "D": "DEU",
    **{code: code for code in ("GBD", "GBN", "GBO", "GBP", "GBS", "RKS", "EUE", "UNO", "UNA", "UNK", "XPO", "XOM")},
    **{code: code for code in ("XXA", "XXB", "XXC", "XXX", "UTO", "XBA", "XIM", "XCC", "XCO", "XEC", "XCT", "XMP")},
}
"""Codes of ICAO Doc 9303-3 section 5 that are not ISO 3166-1; the German ``D`` is written ``DEU``."""

SPELLINGS = {
    "AFGHAN": "AFG", "ALGERIAN": "DZA", "BAHAMAS, THE": "BHS", "BAHRAINI": "BHR", "BELGIAN": "BEL", "BOLIVIA": "BOL",
    "BRITISH": "GBR", "BRUNEI": "BRN", "BURMA": "MMR", "CABO VERDE": "CPV", "CAPE VERDE": "CPV", "CONGO": "COG",
    "CONGO, DEMOCRATIC REPUBLIC OF THE": "COD", "CONGO, REPUBLIC OF THE": "COG", "COTE D IVOIRE": "CIV",
    "COTE D'IVOIRE": "CIV", "CZECH REPUBLIC": "CZE", "CÔTE D'IVOIRE": "CIV",
    "DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA": "PRK", "DEMOCRATIC REPUBLIC OF THE CONGO": "COD", "DPRK": "PRK",
    "DUTCH": "NLD", "EGYPTIAN": "EGY", "ETHIOPIAN": "ETH", "FRENCH": "FRA", "GAMBIA, THE": "GMB", "GAZA": "PSE",
    "GERMAN": "DEU", "INDONESIAN": "IDN", "IRAN": "IRN", "IRAN (ISLAMIC REPUBLIC OF)": "IRN", "IRANIAN": "IRN",
    "IRAQI": "IRQ", "IVORY COAST": "CIV", "JORDANIAN": "JOR", "KOREA, NORTH": "PRK", "KOREA, SOUTH": "KOR",
    "KOSOVO": "RKS", "KUWAITI": "KWT", "LAOS": "LAO", "LEBANESE": "LBN", "LIBYAN": "LBY", "MACAU": "MAC",
    "MACEDONIA": "MKD", "MACEDONIA, THE FORMER YUGOSLAV REPUBLIC OF": "MKD", "MAN, ISLE OF": "IMN", "MOLDOVA": "MDA",
    "MOROCCAN": "MAR", "NORTH KOREA": "PRK", "NORTH MACEDONIA, THE REPUBLIC OF": "MKD", "PAKISTANI": "PAK",
    "PALESTINE": "PSE", "PALESTINIAN": "PSE", "REGION: GAZA": "PSE", "REPUBLIC OF KOREA": "KOR",
    "REPUBLIC OF THE CONGO": "COG", "RPDC": "PRK", "RUSSIA": "RUS", "RUSSIAN": "RUS", "SAUDI": "SAU",
    "SAUDI ARABIAN": "SAU", "SOMALI": "SOM", "SOUTH KOREA": "KOR", "STATE OF PALESTINE": "PSE", "STATELESS": "XXA",
    "SUDANESE": "SDN", "SUDANESE BY BIRTH": "SDN", "SWAZILAND": "SWZ", "SYRIA": "SYR", "SYRIAN": "SYR",
    "TANZANIA": "TZA", "THE BAHAMAS": "BHS", "THE GAMBIA": "GMB", "THE NETHERLANDS": "NLD", "TUNISIAN": "TUN",
    "TURKEY": "TUR", "TURKISH": "TUR", "UNITED KINGDOM": "GBR", "UNITED REPUBLIC OF TANZANIA": "TZA",
    "UNITED STATES": "USA", "VENEZUELA": "VEN", "VIETNAM": "VNM", "WEST BANK": "PSE", "YEMENI": "YEM",
}  # fmt: skip
"""Names and adjectives that official lists use and ISO 3166-1 does not; upper case."""


class Airport(msgspec.Struct, frozen=True, gc=False):
    """An airport: IATA code, name, state and time zone."""

    code: str
    name: str
    state: StateCode
    time_zone: str

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the airport's local times are given."""
        return ZoneInfo(self.time_zone)


@cache
def airport(code: str) -> Airport | None:
    """Return the airport with that IATA code, or ``None`` where none is known.

    >>> airport("BRU").state
    'BEL'
    """
    row = _airports().get(code.upper())
    if row is None:
        return None
    state = state_code(row["country"]) or StateCode("XXX")
    return Airport(code.upper(), row["name"], state, row["tz"] or "UTC")


def state_code(text: str) -> StateCode | None:
    """Return the three-letter code of a state given as code, name or adjective; ``None`` where it is not known.

    >>> state_code("be"), state_code("D"), state_code("Syrian Arab Republic")
    ('BEL', 'DEU', 'SYR')
    """
    word = " ".join(text.upper().replace("’", "'").split())
    found = ICAO_ONLY.get(word) or SPELLINGS.get(word) or _iso_states().get(word)
    return StateCode(found) if found else None


def state_name(code: StateCode) -> str:
    """Return the English name of a state as ISO 3166-1 has it, the code itself where it is not of ISO 3166-1.

    >>> state_name(StateCode("BEL"))
    'Belgium'
    """
    return _iso_names().get(code, code)


@cache
def _airports() -> dict[str, dict[str, str]]:
    return {code: {key: str(row[key]) for key in ("name", "country", "tz")} for code, row in _load_airports()}


def _load_airports() -> list[tuple[str, dict[str, str | float]]]:
    return [(code, dict(row)) for code, row in airportsdata.load("IATA").items()]  # type: ignore[arg-type]  # a TypedDict


@cache
def _iso_states() -> dict[str, str]:
    keyed = {}
    for country in iso3166.countries:
        for key in (country.alpha2, country.alpha3, country.name, country.apolitical_name):
            keyed[key.upper()] = country.alpha3
    return keyed


@cache
def _iso_names() -> dict[str, str]:
    return {country.alpha3: country.name for country in iso3166.countries}
