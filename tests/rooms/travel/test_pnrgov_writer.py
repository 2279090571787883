"""PNRGOV written again from what was read of the public samples."""

from importlib.resources import files

import msgspec
import pytest

from tournai.errors import Malformed
from tournai.travel import Locator, MessageFormat, MessageFunction, Pnr, Push, read_travel_file, write_pnrgov

FOLDER = files("tournai") / "simulate" / "samples" / "gtas"
SAMPLES = [
    "2_pnrs_basic.edi", "adult_and_infant.edi", "bigbigPnr.txt", "multiple_flight_leg_pnr.txt", "no_pnr_history.edi",
    "pnr4.txt", "pnrMessageExample.txt", "pnrPhoneCTCM.txt", "pnrSeatFormats.txt", "pnrWithDoco.txt",
]  # fmt: skip


def without_places(value):
    """Return records as plain values, without where they stood and what was dropped."""
    return _bare(msgspec.to_builtins(value))


def _bare(value):
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if not key.endswith("place") and key != "dropped"}
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", SAMPLES)
def test_public_sample_is_the_same_after_it_is_written_and_read(name):
    (read,) = read_travel_file(FOLDER.joinpath(name).read_bytes()).pushes

    (found,) = read_travel_file(write_pnrgov(read)).pushes

    assert without_places(read.pnrs) == without_places(found.pnrs)
    assert without_places(read.legs) == without_places(found.legs)


@pytest.mark.parametrize("name", SAMPLES)
def test_written_sample_has_no_defect(name):
    (read,) = read_travel_file(FOLDER.joinpath(name).read_bytes()).pushes

    file = read_travel_file(write_pnrgov(msgspec.structs.replace(read, declared_pnrs=None)))

    assert [defect.code for defect in (*file.defects, *file.pushes[0].defects)] == []


def test_cancelled_booking_is_written_as_an_empty_origin():
    cancelled = Pnr((Locator("XX", "ABCDEF"),), is_cancelled=True)
    push = Push(MessageFormat.PNRGOV, "13.1", MessageFunction.UPDATE, pnrs=(cancelled,))

    written = write_pnrgov(push)

    assert b"SRC'RCI+XX:ABCDEF'ORG'UNT+" in written


def test_passenger_list_is_not_written_as_bookings():
    with pytest.raises(Malformed, match="not written as PNRGOV"):
        write_pnrgov(Push(MessageFormat.PAXLST, "D.05B"))
