"""Laws of cutting card numbers: the length stays, a planted number goes, a message without one stays as it is."""

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from tournai.travel.card_numbers import cut_card_numbers

FOLDER = files("tournai") / "simulate" / "samples"
NAMES = ["gtas/2_pnrs_basic.edi", "gtas/adult_and_infant.edi", "gtas/pnrWithDoco.txt", "gtas/apisMessage.txt"]
SAMPLES = [FOLDER.joinpath(name).read_bytes() for name in NAMES]
NUMBERS = st.sampled_from([b"4111111111111111", b"5555555555554444", b"378282246310005", b"6011111111111117"])
PLACES = st.sampled_from([b"FOP+CC::100.00:VI:%b:1230'", b"FOP+CC:3:1:AX:%b+CA'", b"LTS+1/FP CCVI%b/1230'"])
CHARACTERS = st.text("0123456789 -'+:\r\nXVICFOP", max_size=200).map(str.encode)


@given(CHARACTERS | st.binary(max_size=200).map(lambda body: b"UN" + body))
def test_length_stays(body: bytes) -> None:
    assert len(cut_card_numbers(body).body) == len(body)


@given(CHARACTERS)
def test_cutting_again_changes_nothing(body: bytes) -> None:
    once = cut_card_numbers(body).body

    assert cut_card_numbers(once).body == once


@given(st.sampled_from(SAMPLES), st.floats(0, 1, exclude_max=True), NUMBERS, PLACES)
def test_planted_number_goes_and_nothing_else_changes(sample: bytes, at: float, number: bytes, place: bytes) -> None:
    ends = [position + 1 for position, byte in enumerate(sample) if byte == ord("'")]
    end = ends[int(at * len(ends))]
    body = sample[:end] + place % number + sample[end:]

    cut = number[:6] + b"X" * (len(number) - 10) + number[-4:]
    assert cut_card_numbers(body).body == sample[:end] + place % cut + sample[end:]


@given(st.sampled_from(SAMPLES))
def test_message_without_a_number_stays(sample: bytes) -> None:
    assert cut_card_numbers(sample).body == sample
