"""Zones of the standards' invented holders, and what the shared set notes of its texts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2030, 12, 1)
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD1_LONG = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD2_LONG = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
BELGIAN = "IDBEL{number}<<<<<<<<<<<\n8512017F1311048BEL851201002007\nSPECIMEN<<SPECIMEN<<<<<<<<<<<<"
FRENCH = "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02\n1710GVA123451ROBERTA<<<<<<<9112311F2"

NAMES = {
    "doc": "document_number",
    "num": "document_number",
    "dob": "date_of_birth",
    "exp": "date_of_expiry",
    "opt": "optional_data",
    "comp": "composite",
}
"""What the shared set calls a check digit -> its name here."""

LONG_NUMBER_OF_9303_11 = "D23145890<UTO3407127M95071227349<<<8"
"""Doc 9303-11, appendix D.2, gives this TD2 as valid; the shared note overlooks its long number (9303-6, note j)."""


def noted(shared: Path) -> list[dict[str, Any]]:
    """Return the texts of the shared set that carry notes about check digits."""
    rows: list[dict[str, Any]] = json.loads((shared / "documents/mrz/strings.json").read_text(encoding="utf-8"))
    pages = json.loads((shared / "documents/mrz/images/expected.json").read_text(encoding="utf-8"))
    return [row for row in (*rows, *pages.values()) if row["mrz"][-1] != LONG_NUMBER_OF_9303_11]
