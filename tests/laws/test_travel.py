"""Laws of travel files: any bytes give a file or `Malformed`, and no damage moves what stands before it."""

from contextlib import suppress
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.travel import TravelFile, read_travel_file, summarise, write_segments

FOLDER = files("tournai") / "simulate" / "samples"
NAMES = [
    "gtas/2_pnrs_basic.edi", "gtas/adult_and_infant.edi", "gtas/no_pnr_history.edi", "gtas/pnrWithDoco.txt",
    "gtas/apisMessage.txt", "gtas/tamr_flight1.txt", "ediclean/A.original.txt", "ediclean/C.original.txt",
]  # fmt: skip
SAMPLES = [FOLDER.joinpath(name).read_bytes() for name in NAMES]
PIECES = st.sampled_from(
    [
        b"'",
        b"+",
        b":",
        b"?",
        b"*",
        b"\r\n",
        b"SRC'",
        b"TIF+",
        b"TVL+",
        b"SSR+DOCS",
        b"UNB+",
        b"UNA",
        b"UNZ+",
        b"UNH+",
        b"///",
    ]
) | st.binary(max_size=4)
EDITS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), PIECES), max_size=12)
TAGS = st.sampled_from(
    [
        "SRC",
        "RCI",
        "SSR",
        "DAT",
        "IFT",
        "ORG",
        "ADD",
        "EBD",
        "TIF",
        "FTI",
        "REF",
        "TKT",
        "MON",
        "FOP",
        "TVL",
        "TRA",
        "RPI",
        "APD",
        "TRI",
        "SSD",
        "TBD",
        "EQN",
        "MSG",
        "ABI",
        "SAC",
        "LTS",
        "BGM",
        "TDT",
        "NAD",
        "LOC",
        "DTM",
        "ATT",
        "NAT",
        "RFF",
        "MEA",
        "FTX",
        "GEI",
        "DOC",
        "CNT",
    ]
)
VALUES = (
    st.sampled_from(
        [
            "4",
            "28",
            "700",
            "710",
            "329",
            "36",
            "FL",
            "MS",
            "BAG",
            "DOCS",
            "INFT",
            "SEAT",
            "A",
            "IN",
            "1",
            "021230",
            "0900",
            "BRU",
            "NCE",
            "XX",
            "14C",
        ]
    )
    | st.sampled_from(["", "/P/BEL/AB1/BEL/12JUL64/FI//EXAMPLE/CLEO", "EXAMPLE/CLEO/10AUG30", "9" * 20])
    | st.text(max_size=6)
)
SEGMENTS = st.lists(
    st.tuples(TAGS, st.lists(st.lists(VALUES, min_size=1, max_size=9).map(tuple), max_size=6)), max_size=25
)
HEADERS = {
    "PNRGOV": b"UNB+IATA:1+XX++301201:0900+1'UNH+1+PNRGOV:13:1:IA'",
    "PAXLST": b"UNB+UNOA:4+XX++301201:0900+1'UNH+1+PAXLST:D:05B:UN'",
}


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in edits:
        start = int(place * (len(data) + 1))
        data = data[:start] + piece + data[start + length :]
    return data


@given(st.binary(max_size=300))
def test_any_bytes_give_a_file_or_malformed(data):
    with suppress(Malformed):
        assert isinstance(read_travel_file(data), TravelFile)


@given(sample=st.sampled_from(SAMPLES), edits=EDITS)
@settings(max_examples=300)
def test_damaged_sample_gives_a_file_or_malformed(sample, edits):
    with suppress(Malformed):
        file = read_travel_file(edited(sample, edits))
        assert summarise(file).travellers >= 0


@pytest.mark.parametrize("header", HEADERS)
@given(segments=SEGMENTS)
def test_any_segments_in_any_order_give_a_push(header, segments):
    body = write_segments([(tag, *elements) for tag, elements in segments])

    (push,) = read_travel_file(HEADERS[header] + body + b"UNT+1+1'UNZ+1+1'").pushes

    assert push.format.value == header


@given(sample=st.sampled_from(SAMPLES), edits=EDITS)
def test_every_defect_lies_within_the_file(sample, edits):
    data = edited(sample, edits)

    with suppress(Malformed):
        assert all(0 <= defect.offset <= len(data) for defect in summarise(read_travel_file(data)).defects)


@given(sample=st.sampled_from(SAMPLES), before=st.binary(max_size=60).filter(lambda data: not set(data) & set(b"U<")))
def test_text_before_an_interchange_changes_no_count(sample, before):
    prefixed = summarise(read_travel_file(before + b"\r\n" + sample))

    plain = summarise(read_travel_file(sample))

    assert (plain.pnrs, plain.travellers, plain.documents) == (prefixed.pnrs, prefixed.travellers, prefixed.documents)
