"""Words of alert lists: the formats that a page takes, and the fields in which an alert changes."""

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

CIRCUMSTANCES = {
    "stolen": message("stolen document"),
    "lost": message("lost document"),
    "misappropriated": message("misappropriated document"),
    "invalidated": message("invalidated document"),
    "blank stolen": message("blank document, stolen"),
}
"""The categories of `tournai.alerts.interchange.lost_documents`; other sources' categories stand as they name them."""

ACTIONS = {
    "seize the document or secure it as evidence": message("seize the document or secure it as evidence"),
}
"""What the reader of lost and stolen documents says is to be done; other sources' words stand as they are."""

FIELDS = {
    "primary": message("name as listed"),
    "alias": message("alias"),
    "weak alias": message("weak alias"),
    "former": message("former name"),
    "original script": message("name in original script"),
    "date of birth": message("date of birth"),
    "sex": message("sex"),
    "nationality": message("nationality"),
    "place of birth": message("place of birth"),
    "document": message("document"),
    "category": message("category"),
    "legal basis": message("legal basis"),
    "action": message("action to be taken"),
    "decision": message("decision behind it"),
    "listed on": message("listed on"),
    "updated on": message("updated on"),
    "review by": message("to be reviewed by"),
    "expires on": message("expires on"),
    "linked to": message("ends with the alert"),
    "quality": message("quality of the data"),
}
"""The fields of `tournai.alerts.field_changes`."""
