"""What the pages of timetables show in tests: invented carriers and changes."""

from datetime import date, datetime

from starlette.datastructures import FormData
from tests.node.web.flight_scenes import HOUR, NOW

from tournai.node.duties.rows import TimetableImport
from tournai.node.duties.timetable_views import BadLineView, CarrierView, ScheduleChange, TimetablePage, TimetableReport
from tournai.node.web.forms import Answers
from tournai.node.web.slips import Slip

IMPORTS = (
    TimetableImport(2, "NX", "SSM", "NX", NOW - 2 * HOUR, "e.vermeulen", 3, 1, b""),
    TimetableImport(1, "slot coordinator", "SSIM", "NX XT", NOW - 40 * HOUR, "host:piu", 5210, 0, b""),
)

CARRIERS = (CarrierView("NX", 3120, 4, date(2026, 12, 7)), CarrierView("XT", 980, 0, date(2026, 12, 7)))

TIMETABLE = TimetablePage(NOW, CARRIERS, IMPORTS, may_import=True)

MENDED_FLIGHT: dict[str, object] = {
    "typed": Answers(FormData([("flight", "NX1"), ("from", "QQQ"), ("to", "BRU"), ("days", "1"), ("days", "5")])),
    "slip": Slip("the airport QQQ is not known, nor its difference from UTC given"),
}

LOADED = TimetableReport(
    "NX", "SSM", ("NX",), 40, 3, 14, 2, 1, 1, 310, 1,
    (
        BadLineView(12, 301, "period", "the period ends before it begins", is_lost=True),
        BadLineView(20, 544, "variation", "BRU: another difference from UTC is stated than the airport's zone has; the "
                    "zone was taken", is_lost=False),
    ),
    (
        ScheduleChange("added", "NX 417", "JFK", "BRU", datetime(2026, 11, 24, 18, 5)),
        ScheduleChange("moved", "NX 902", "CMN", "CRL", datetime(2026, 11, 24, 9, 40), datetime(2026, 11, 24, 8, 0)),
        ScheduleChange("cancelled", "NX 231", "JFK", "BRU", datetime(2026, 11, 23, 7, 35)),
        ScheduleChange("withdrawn", "NX 88", "IST", "BRU", datetime(2026, 11, 28, 23, 40)),
    ),
    ("ZY",),
)  # fmt: skip
