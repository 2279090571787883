"""A traveller's document beside one that a source lists: the check of a table's hit against the record, and its reason.

Source: ICAO Doc 9303-3, 8th edition (2021), section 4.9 (the check digit that some records leave at a number's end).
"""

from collections.abc import Sequence

import msgspec

from tournai.screening.batches import Feature, TextColumn
from tournai.screening.keys import tolerant_number
from tournai.screening.scores import SHORTEST_DOCUMENT_NUMBER
from tournai.screening.stolen_documents.numbers import FIELD_CHARACTERS, STATE_LETTERS, check_digits, written
from tournai.screening.weights import WEIGHTS
from tournai.values import Document, document_number


def compare_documents(found: Document, sought: Document) -> Feature | None:
    """Return the reason why a traveller's document is the listed one, ``None`` where it is not.

    It is where no issuing state contradicts, and the number is the same, or the same but for letters like digits, or
    the same with its check digit behind it.
    """
    number = tolerant_number(found.number)
    if len(number) < SHORTEST_DOCUMENT_NUMBER:
        return None
    if found.issuing_state and sought.issuing_state and found.issuing_state != sought.issuing_state:
        return None
    if tolerant_number(sought.number) not in {number, tolerant_number(_without_check_digit(found.number))}:
        return None
    is_same = document_number(found.number) == document_number(sought.number)
    case = "same" if is_same else "same but for letters like digits"
    return Feature("document", found.number, sought.number, 1.0 if is_same else 0.9, WEIGHTS["document"][case])


def with_check_digit(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents, and those of nine characters also with their check digit behind the number."""
    nine = [document for document in documents if len(document_number(document.number)) == FIELD_CHARACTERS]
    longer = (
        msgspec.structs.replace(one, number=document_number(f"{one.number}{_check_digit(document_number(one.number))}"))
        for one in nine
    )
    return (*documents, *longer)


def _without_check_digit(number: str) -> str:
    """Return a number of ten characters without the last one, where that is the check digit of the nine before it."""
    text = document_number(number)
    if len(text) != FIELD_CHARACTERS + 1:
        return text
    return text[:FIELD_CHARACTERS] if text[-1] == _check_digit(text[:FIELD_CHARACTERS]) else text


def _check_digit(number: str) -> str:
    rows, _ = written(TextColumn.of([""]), TextColumn.of([number]))
    return str(int(check_digits(rows[:, STATE_LETTERS:])[0]))
