"""Words of alert lists: the formats that a page takes."""

from tournai.node.web.marks import message

FORMATS = {
    "un": message("United Nations, consolidated list (XML)"),
    "ofac": message("OFAC, SDN or consolidated list (XML)"),
    "eu": message("European Union, financial sanctions (XML)"),
    "eu-csv": message("European Union, financial sanctions (CSV)"),
    "uk": message("United Kingdom, OFSI consolidated list (CSV)"),
    "france": message("France, register of frozen assets (JSON)"),
    "belgium": message("Belgium, consolidated list (CSV)"),
    "police": message("Police alerts (CSV)"),
    "documents": message("Lost and stolen documents (CSV)"),
    "ftm": message("FollowTheMoney entities or changes (JSON)"),
    "senzing": message("Senzing records (JSON)"),
    "gtas": message("GTAS watch list (CSV)"),
}
"""In the order in which the page offers them. OFAC's CSV comes in several files: the command takes it."""
