"""One genuine chip of Utopia, ready made: for examples and a first try."""

from tournai.documents.mrz import check_digit
from tournai.simulate.documents.authorities import make_csca, make_signer
from tournai.simulate.documents.chips import make_chip, make_dg1, make_dg2
from tournai.simulate.documents.signing_keys import elliptic_key

PICTURE = bytes.fromhex("FFD8 FFC0 0011 08 0010 000C 03 011100 021101 031101 FFD9")
"""The frame of a JPEG of 12 x 16 pixels: enough for its size."""


def passport_zone(name: str, number: str, birth: str, sex: str, expiry: str) -> str:
    """Return the zone of a passport of Utopia, 88 characters; dates are YYMMDD, the name ``SURNAME<<GIVEN<NAMES``."""
    dated = [f"{value}{check_digit(value)}" for value in (number.ljust(9, "<"), birth, expiry)]
    optional = "<" * 14 + "0"
    composite = check_digit("".join(dated) + optional)
    return f"{('P<UTO' + name).ljust(44, '<')}{dated[0]}UTO{dated[1]}{sex}{dated[2]}{optional}{composite}"


ZONE = passport_zone("ERIKSSON<<ANNA<MARIA", "L898902C3", "740812", "F", "320415")


def chip_of_utopia() -> tuple[dict[str, bytes], bytes]:
    """Return the files of a chip by name, and the certificate of the country signing CA behind it."""
    csca = make_csca("UT", elliptic_key("csca of utopia"))
    signer = make_signer(csca, elliptic_key("document signer of utopia"))
    return make_chip({1: make_dg1(ZONE), 2: make_dg2(PICTURE, (12, 16))}, signer), csca.der
