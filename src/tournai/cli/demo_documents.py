"""Documents in the demonstration: passports of Utopia, genuine and forged, and the test CSCA of their signer."""

from importlib.util import find_spec
from pathlib import Path

from tournai.cli.node import administrator, operator
from tournai.node.assembly import Node
from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.border_sources import decide_border_source, propose_border_source
from tournai.node.duties.document_checks import Handed, check_document
from tournai.node.duties.trust_imports import decide_trust, propose_trust
from tournai.values import Actor, Role

BORDER = Actor("border", Role.BORDER_OFFICER)
SECOND_LINE, OTHER_SECOND_LINE = (Actor(name, Role.SECOND_LINE_OFFICER) for name in ("second.line", "third.line"))
ALERTS = "Synthetic border alerts"
SOUGHT = b"""\
alert_id,category,surname,given_names,birth_date,sex,nationality,document_number,action,decision,entered_on
UT-26-7,26,DELFOSSE,BRAM,1979-09-02,M,UTO,UT0000025,arrest for surrender (demonstration),UT-D-7,2026-09-01
UT-36-4,36,VERMEIRE,ANNA LOUISE,1988-03-14,F,UTO,UT0000017,note route and companions (demonstration),UT-D-4,2026-09-01
"""
"""Who is sought: the holder of the chip of two people's passport, openly; the genuine one's, discreetly."""
SECOND = Actor("second.administrator", Role.ADMINISTRATOR)
SOURCE = "Utopia (test CSCA)"
FOLDER = "specimens"


def play_documents(node: Node, data: Path) -> Path | None:
    """Write the specimens into the folder of the demonstration, trust their CSCA, check one.

    Returns:
        The folder; ``None`` without the extra ``biometrics``, which draws them.
    """
    if find_spec("cv2") is None:
        return None
    from tournai.cli.document_specimens import CHIP, write_specimens
    from tournai.simulate.documents.specimens import Forgery

    folder = data / FOLDER
    specimens = {specimen.forgery: specimen for specimen in write_specimens(folder)}
    proposed = propose_trust(node.ports, administrator(), source=SOURCE, data=specimens[Forgery.NONE].csca)
    decide_trust(node.ports, SECOND, proposed.edition_id, approve=True)
    _use_alerts(node)
    forged = folder / Forgery.COPIED_CHIP.value
    zone = (forged / "zone.txt").read_text(encoding="ascii")
    check_document(node.ports, BORDER, Handed(zone=zone, chip=(forged / CHIP).read_bytes()))
    return folder


def _use_alerts(node: Node) -> None:
    """Let one officer of the second line propose and another approve that checks of documents use the alerts."""
    import_alerts(node.ports, operator(), source=ALERTS, format="police", data=SOUGHT, keep_hours=0)
    reason = "Regulation (EU) 2018/1862, Art. 44(1)(a) (demonstration)"
    approval = propose_border_source(node.ports, SECOND_LINE, ALERTS, reason)
    decide_border_source(node.ports, OTHER_SECOND_LINE, approval, approve=True, reason=reason)
