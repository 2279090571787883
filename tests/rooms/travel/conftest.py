"""Messages for the tests of travel data: samples from the package, and small ones composed around a few segments."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from tournai.travel import Pnr, Push, TravelFile, read_travel_file

Sample = Callable[[str], TravelFile]
ReadPnr = Callable[..., Pnr]
ReadList = Callable[..., Push]

PNRGOV_HEAD = (
    "UNB+IATA:1+XX+GOV+301201:0900+1'UNH+1+PNRGOV:13:1:IA+XX1/021230/0900+01:F'MSG+:22'ORG+XX:BRU'"
    "TVL+021230:0900:021230:1130+NCE+BRU+XX+1'EQN+1'"
)
PAXLST_HEAD = (
    "UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA+XX1/301202/0900+01:F'BGM+745'"
    "TDT+20+XX0001'LOC+125+NCE'DTM+189:3012020900:201'LOC+87+BRU'DTM+232:3012021130:201'"
)


@pytest.fixture
def sample() -> Sample:
    """Read a sample message of the package: ``gtas/pnr4.txt``."""
    folder = files("tournai") / "simulate" / "samples"
    return lambda name: read_travel_file(folder.joinpath(name).read_bytes())


@pytest.fixture
def pnrgov_bytes() -> Callable[..., bytes]:
    """Compose a PNRGOV message prepared on 1 December 2030 around the segments given (from ``SRC`` on)."""

    def compose(*segments: str) -> bytes:
        body = "".join(f"{segment}'" for segment in segments)
        return f"{PNRGOV_HEAD}{body}UNT+{body.count(chr(39)) + 6}+1'UNZ+1+1'".encode()

    return compose


@pytest.fixture
def booking(pnrgov_bytes: Callable[..., bytes]) -> ReadPnr:
    """Read one booking, ABCDEF of system 1A, with the segments given after its RCI."""
    return lambda *segments: read_travel_file(pnrgov_bytes("SRC", "RCI+1A:ABCDEF", *segments)).pushes[0].pnrs[0]


@pytest.fixture
def paxlst() -> ReadList:
    """Read a passenger list of flight XX1 from NCE to BRU, prepared on 1 December 2030, with the segments given."""

    def read(*segments: str) -> Push:
        body = "".join(f"{segment}'" for segment in segments)
        data = f"{PAXLST_HEAD}{body}UNT+{body.count(chr(39)) + 8}+1'UNZ+1+1'"
        return read_travel_file(data.encode()).pushes[0]

    return read
