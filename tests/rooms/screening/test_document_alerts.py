"""Alerts on a document alone, as of one that was stolen: nobody's name is known."""

from datetime import date

from tournai.screening import batch_of, build_index, screen
from tournai.values import Document, DocumentNumber, Name, PartialDate, Person, StateCode

STOLEN = Document(DocumentNumber("XK0419551"), issuing_state=StateCode("UTO"))
ALERT = Person((), documents=(STOLEN,))
BEARER = Person((Name("BENKIRAMI", "TAREK"),), (PartialDate.on(date(1981, 4, 9)),), documents=(STOLEN,))


def test_bearer_of_a_listed_document_matches_whatever_the_name() -> None:
    matches = screen(build_index(batch_of([(70, ALERT)]), version="test"), batch_of([(5, BEARER)]))

    assert (matches.traveller.tolist(), matches.alert.tolist()) == ([5], [70])
    assert [feature.name for feature in matches.features[0]] == ["document", "alerts searched"]


def test_traveller_without_a_name_matches_by_document() -> None:
    matches = screen(build_index(batch_of([(70, BEARER)]), version="test"), batch_of([(5, ALERT)]))

    assert matches.alert.tolist() == [70]


def test_bearer_of_another_document_does_not_match() -> None:
    other = Person(BEARER.names, BEARER.births, documents=(Document(DocumentNumber("XK0419552")),))

    assert len(screen(build_index(batch_of([(70, ALERT)]), version="test"), batch_of([(5, other)]))) == 0
