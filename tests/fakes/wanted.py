"""An invented source of alerts, in the format of the UN's list."""

from datetime import UTC, date, datetime

from tournai.alerts import Alert
from tournai.simulate.lists import write_un_list
from tournai.values import Document, DocumentKind, Name, PartialDate, Person, Sex, StateCode, document_number

SOURCE = "test-list"
GENERATED = datetime(2026, 11, 1, tzinfo=UTC)


def alert(reference: str, surname: str, given: str, birth: date, *, number: str = "", category: str = "Q") -> Alert:
    """Return an alert on an invented man."""
    documents = (Document(document_number(number), DocumentKind.PASSPORT, StateCode("SVN")),) if number else ()
    person = Person(
        names=(Name(surname, given),),
        births=(PartialDate.on(birth),),
        sex=Sex.MALE,
        nationalities=(StateCode("SVN"),),
        documents=documents,
    )
    return Alert(reference, category, person, programmes=(category,))


ORLANDIC = alert("QDi.901", "ORLANDIC", "TIBOR", date(1971, 3, 4), number="XK1234567")
VANDERSTRAAT = alert("QDi.902", "VANDERSTRAAT", "JORIS", date(1988, 8, 19), number="EH7654321", category="T")
KOVALCHUKOV = alert("QDi.903", "KOVALCHUKOV", "ARSENIY", date(1965, 12, 30))
ALL = (ORLANDIC, VANDERSTRAAT, KOVALCHUKOV)


def published(*alerts: Alert) -> bytes:
    """Return an edition of the list."""
    return write_un_list(alerts or ALL, GENERATED)
