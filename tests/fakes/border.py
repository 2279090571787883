"""Lists of alerts at an invented border: who is sought there, and which document. Nobody in them exists."""

from tests.fakes.officers import ANALYST, OTHER_SECOND_LINE, SECOND_LINE

from tournai.node.assembly import Node
from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.border_sources import decide_border_source, propose_border_source

POLICE, LOST = "Invented police alerts", "Invented lost documents"
HEAD = (
    "alert_id,category,surname,given_names,birth_date,sex,nationality,document_number,document_country,"
    "action,decision,entered_on"
)
ERIKSSON = "ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,L898902C3,UTO"
"""The holder of ICAO Doc 9303-4, appendix A."""
OTHER = "VERBRUGGHE,TINE,1991-02-03,F,BEL,EN1112223,BEL"
"""Somebody whom no check is of."""
NUMBER = ",,,,,L898902C3,UTO"
LOST_HEAD = "document_number,document_kind,issuing_state,circumstance,reported_on"


def police(category: str, who: str = ERIKSSON, *, reference: str = "UT-1", action: str = "do what is asked") -> bytes:
    """Return a list of one alert of the police."""
    return f"{HEAD}\n{reference},{category},{who},{action},D-1,2026-10-01\n".encode()


def lost(number: str = "L898902C3", state: str = "UTO") -> bytes:
    """Return a list of one lost document."""
    return f"{LOST_HEAD}\n{number},P,{state},stolen,2026-10-01\n".encode()


def use_at_border(node: Node, source: str) -> str:
    """Have a source approved for checks of documents, by two officers; return the approval's identifier."""
    approval_id = propose_border_source(node.ports, SECOND_LINE, source, "Art. 44(1)(a)")
    decide_border_source(node.ports, OTHER_SECOND_LINE, approval_id, approve=True, reason="necessary")
    return approval_id


def list_police(node: Node, data: bytes, *, is_used: bool = True) -> None:
    """Import a list of the police, the authority's own, and have it approved for checks of documents."""
    import_alerts(node.ports, ANALYST, source=POLICE, format="police", data=data, keep_hours=0)
    if is_used:
        use_at_border(node, POLICE)


def list_lost(node: Node, data: bytes = b"") -> None:
    """Import a list of lost documents and have it approved for checks of documents."""
    import_alerts(node.ports, ANALYST, source=LOST, format="documents", data=data or lost(), keep_hours=0)
    use_at_border(node, LOST)
