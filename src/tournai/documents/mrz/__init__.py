"""The machine-readable zone (ICAO Doc 9303-3 to -7): its formats, check digits, names and repairs."""

from tournai.documents.mrz.characters import MalformedZone, check_digit
from tournai.documents.mrz.check_digits import CheckDigit
from tournai.documents.mrz.formats import MrzFormat
from tournai.documents.mrz.outcomes import Outcome
from tournai.documents.mrz.reading import FieldReading, Zone, read_lines, read_zone
from tournai.documents.mrz.repairs import Repair, propose_repairs, repaired
from tournai.documents.mrz.writing import Contents, write_zone

__all__ = [
    "CheckDigit",
    "Contents",
    "FieldReading",
    "MalformedZone",
    "MrzFormat",
    "Outcome",
    "Repair",
    "Zone",
    "check_digit",
    "propose_repairs",
    "read_lines",
    "read_zone",
    "repaired",
    "write_zone",
]
