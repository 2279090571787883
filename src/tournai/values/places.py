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
    "AFGHAN": "AFG", "ALGERIAN": "DZA", "BELGIAN": "BEL", "BRITISH": "GBR", "BOLIVIA": "BOL", "BRUNEI": "BRN",
    "BURMA": "MMR", "CAPE VERDE": "CPV", "CONGO": "COG", "REPUBLIC OF THE CONGO": "COG",
    "CONGO, DEMOCRATIC REPUBLIC OF THE": "COD", "CONGO, REPUBLIC OF THE": "COG",
    "DEMOCRATIC REPUBLIC OF THE CONGO": "COD", "CZECH REPUBLIC": "CZE", "DUTCH": "NLD", "EGYPTIAN": "EGY",
    "FRENCH": "FRA", "GERMAN": "DEU", "IRAN": "IRN", "IRAQI": "IRQ", "IVORY COAST": "CIV", "COTE D'IVOIRE": "CIV",
    "CÔTE D'IVOIRE": "CIV", "JORDANIAN": "JOR", "KOREA, NORTH": "PRK", "KOREA, SOUTH": "KOR", "NORTH KOREA": "PRK",
    "SOUTH KOREA": "KOR", "REPUBLIC OF KOREA": "KOR", "DPRK": "PRK", "KOSOVO": "RKS", "LAOS": "LAO",
    "LEBANESE": "LBN", "LIBYAN": "LBY", "MACEDONIA": "MKD", "MOLDOVA": "MDA", "MOROCCAN": "MAR", "PAKISTANI": "PAK",
    "PALESTINE": "PSE", "PALESTINIAN": "PSE", "RUSSIA": "RUS", "RUSSIAN": "RUS", "SAUDI": "SAU", "SOMALI": "SOM",
    "SUDANESE": "SDN", "SWAZILAND": "SWZ", "SYRIA": "SYR", "SYRIAN": "SYR", "TANZANIA": "TZA",
    "THE NETHERLANDS": "NLD", "TUNISIAN": "TUN", "TURKEY": "TUR", "TURKISH": "TUR", "UNITED KINGDOM": "GBR",
    "UNITED STATES": "USA", "VENEZUELA": "VEN", "VIETNAM": "VNM", "YEMENI": "YEM", "STATELESS": "XXA",
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
    word = " ".join(text.upper().split())
    found = ICAO_ONLY.get(word) or SPELLINGS.get(word) or _iso_states().get(word)
    return StateCode(found) if found else None


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
