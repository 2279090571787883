"""Documents in the demonstration: passports of Utopia, genuine and forged, and the test CSCA of their signer."""

from importlib.util import find_spec
from pathlib import Path

from tournai.cli.node import administrator
from tournai.node.assembly import Node
from tournai.node.duties.document_checks import Handed, check_document
from tournai.node.duties.trust_imports import decide_trust, propose_trust
from tournai.values import Actor, Role

BORDER = Actor("border", Role.BORDER_OFFICER)
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
    forged = folder / Forgery.COPIED_CHIP.value
    zone = (forged / "zone.txt").read_text(encoding="ascii")
    check_document(node.ports, BORDER, Handed(zone=zone, chip=(forged / CHIP).read_bytes()))
    return folder
