"""Which alerts a document check may use: Regulation (EU) 2018/1862, Art. 26, 32, 34, 36, 38 and 44(1)(a)."""

import pytest

from tournai.alerts import Alert
from tournai.alerts.border import BorderUse, border_use
from tournai.values import Document, DocumentNumber, Name, Person

SOMEBODY = Person(names=(Name("VERBRUGGHE", "TINE"),))
A_DOCUMENT = Person(names=(), documents=(Document(DocumentNumber("EN1112223")),))


@pytest.mark.parametrize(
    ("category", "person", "use"),
    [
        ("26", SOMEBODY, BorderUse.HOLDER),
        ("32(1)(c)", SOMEBODY, BorderUse.HOLDER),
        ("34", SOMEBODY, BorderUse.HOLDER),
        ("36", SOMEBODY, BorderUse.DISCREET),
        ("36", A_DOCUMENT, BorderUse.DISCREET),
        ("38", A_DOCUMENT, BorderUse.DOCUMENT),
        ("lost", A_DOCUMENT, BorderUse.DOCUMENT),
        ("24", SOMEBODY, None),
        ("3", SOMEBODY, None),
        ("26", A_DOCUMENT, None),
        ("SDGT", SOMEBODY, None),
    ],
)
def test_use_is_that_of_the_article(category: str, person: Person, use: BorderUse | None) -> None:
    assert border_use(Alert("R-1", category, person)) is use
