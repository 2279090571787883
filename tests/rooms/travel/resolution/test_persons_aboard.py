"""Which records of a flight are one person. Digests are stood in for by short words."""

from hypothesis import given
from hypothesis import strategies as st

from tournai.travel.resolution import Aboard, persons_aboard


def booked(identifier: str, name: str, birth: str = "", *documents: str, is_infant: bool = False) -> Aboard:
    return Aboard(identifier, "PNR", name.encode(), birth.encode() or None, _set(documents), is_infant)


def listed(identifier: str, name: str, birth: str = "", *documents: str) -> Aboard:
    return Aboard(identifier, "API", name.encode(), birth.encode() or None, _set(documents))


def _set(documents: tuple[str, ...]) -> frozenset[bytes]:
    return frozenset(document.encode() for document in documents)


def groups(*found: Aboard) -> list[list[str]]:
    persons: dict[bytes, list[str]] = {}
    for identifier, person in persons_aboard(found).items():
        persons.setdefault(person, []).append(identifier)
    return sorted(sorted(group) for group in persons.values())


class TestNameAndBirth:
    def test_same_name_and_birth_are_one_person(self) -> None:
        assert groups(booked("b", "ORLANDIC", "1971"), listed("l", "ORLANDIC", "1971")) == [["b", "l"]]

    def test_same_name_with_two_births_is_two_persons(self) -> None:
        assert groups(booked("b", "ORLANDIC", "1971"), listed("l", "ORLANDIC", "1999")) == [["b"], ["l"]]

    def test_birth_known_in_one_source_is_one_person(self) -> None:
        assert groups(booked("b", "ORLANDIC"), listed("l", "ORLANDIC", "1971")) == [["b", "l"]]

    def test_two_listed_namesakes_leave_the_undated_booking_alone(self) -> None:
        found = booked("b", "ORLANDIC"), listed("k", "ORLANDIC", "1971"), listed("l", "ORLANDIC", "1999")

        assert groups(*found) == [["b"], ["k"], ["l"]]

    def test_booked_namesake_leaves_the_undated_one_alone(self) -> None:
        found = booked("a", "ORLANDIC", "1971"), booked("b", "ORLANDIC"), listed("l", "ORLANDIC", "1971")

        assert groups(*found) == [["a", "l"], ["b"]]

    def test_another_name_is_another_person(self) -> None:
        assert groups(booked("b", "ORLANDIC"), listed("l", "VANDERSTRAAT", "1971")) == [["b"], ["l"]]


class TestDocument:
    def test_other_spelling_with_the_same_document_and_birth_is_one_person(self) -> None:
        found = booked("b", "ORLANDIC TIBOR", "1971", "XK1"), listed("l", "ORLANDIC TIBOR MARIJAN", "1971", "XK1")

        assert groups(*found) == [["b", "l"]]

    def test_namesakes_are_told_apart_by_their_documents(self) -> None:
        found = booked("b", "ORLANDIC", "", "XK1"), listed("k", "ORLANDIC", "1971", "XK1")

        assert groups(*found, listed("l", "ORLANDIC", "1999", "XK2")) == [["b", "k"], ["l"]]

    def test_same_number_alone_is_no_person(self) -> None:
        assert groups(booked("b", "ORLANDIC", "1971", "XK1"), listed("l", "MAES", "1980", "XK1")) == [["b"], ["l"]]

    def test_infant_on_a_parents_document_is_another_person(self) -> None:
        infant = booked("i", "ORLANDIC", "", "XK1", is_infant=True)

        assert groups(booked("b", "ORLANDIC", "1971", "XK1"), infant) == [["b"], ["i"]]


NAMES, BIRTHS, NUMBERS = st.sampled_from("AB"), st.sampled_from(["", "1", "2"]), st.sets(st.sampled_from("xy"))
FACTS = st.tuples(st.sampled_from(["PNR", "API"]), NAMES, BIRTHS, NUMBERS)


@given(st.lists(FACTS, max_size=7), st.randoms(use_true_random=False))
def test_order_of_the_records_changes_no_person(facts, random) -> None:
    found = [
        Aboard(str(number), source, name.encode(), birth.encode() or None, _set(tuple(numbers)))
        for number, (source, name, birth, numbers) in enumerate(facts)
    ]
    shuffled = random.sample(found, len(found))

    assert persons_aboard(found) == persons_aboard(shuffled)
