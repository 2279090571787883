"""Which flights the unit may keep: extra-EU flights, and those intra-EU flights that a decision or selection names.

Source: Directive (EU) 2016/681, Art. 2 and 3(2) and (3), as read in C-817/19; Regulation (EU) 2025/13, Art. 13; rule
PNR-02. Territories are a table (`territory`), the rule is `applies`, its values are `selections`.
"""

from tournai.travel.selection.parts import Part, parse_part, parse_parts
from tournai.travel.selection.selections import (
    LONGEST,
    REVIEW_SOON,
    Admission,
    Basis,
    DropReason,
    FlightSelection,
    SelectableFlight,
    SelectionState,
    admit,
    applies,
    selectable_flight,
    selection_state,
)
from tournai.travel.selection.territory import (
    MEMBER_STATES,
    OUTERMOST_REGIONS,
    FlightScope,
    flight_scope,
    is_inside_union,
    member_state_of,
)

__all__ = [
    "LONGEST",
    "MEMBER_STATES",
    "OUTERMOST_REGIONS",
    "REVIEW_SOON",
    "Admission",
    "Basis",
    "DropReason",
    "FlightScope",
    "FlightSelection",
    "Part",
    "SelectableFlight",
    "SelectionState",
    "admit",
    "applies",
    "flight_scope",
    "is_inside_union",
    "member_state_of",
    "parse_part",
    "parse_parts",
    "selectable_flight",
    "selection_state",
]
