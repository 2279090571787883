"""The codes of document checks that pages show, with their English words: checks, outcomes, fields of a zone."""

from tournai.node.web.marks import message

CHECKS = {
    "mrz_consistency": message("the printed zone is consistent"),
    "active_authentication": message("the chip is no copy (active authentication)"),
    "chip_authentication": message("the chip is no copy (chip authentication)"),
    "pace_chip_authentication_mapping": message("the chip is no copy (PACE)"),
    "security_object_form": message("the chip's security object has its form"),
    "security_object_hash": message("the chip's list of hashes is the signed one"),
    "security_object_signature": message("the signature of the chip holds"),
    "ds_certificate_signature": message("a state issued the signer's certificate"),
    "csca_validity": message("the state's certificate is valid"),
    "ds_validity": message("the signer's certificate is valid"),
    "ds_revocation": message("the signer's certificate is not revoked"),
    "trust_status": message("the signer is trusted"),
    "com_and_sod": message("the chip's lists of contents agree"),
    "data_group_integrity": message("the contents of the chip are unchanged"),
    "data_groups_delivered": message("all contents of the chip were handed over"),
    "data_group_form": message("the contents of the chip can be read"),
    "issuing_state": message("holder's data and signer are of one state"),
    "expiry": message("the document has not expired"),
    "mrz_and_dg1": message("printed zone and chip say the same"),
    "both_sides": message("both sides of the card belong together"),
    "visa_and_passport": message("visa and passport belong together"),
    "residence_permit_and_passport": message("residence permit and passport belong together"),
    "mrz_and_viz": message("zone and printed page say the same"),
    "dg2_and_printed_portrait": message("the portraits of chip and page are of one person"),
    "mrz_and_seal": message("zone and seal say the same"),
    "seal_readability": message("the seal can be read"),
    "seal_integrity": message("the seal holds what its kind asks for"),
    "seal_signer": message("the signer of the seal is trusted"),
    "seal_signature": message("the signature of the seal holds"),
    "seal_country": message("seal and signer are of one state"),
    "live_face": message("the person is the one of the portrait"),
    "live_finger": message("the person's fingerprint is that of the chip"),
    "number_format": message("the number is one of the issuing state"),
    "lost_and_stolen": message("the document is not reported lost or stolen"),
    "wanted": message("the holder resembles nobody who is sought"),
}

OUTCOMES = {
    "passed": message("passed"),
    "failed": message("failed"),
    "undetermined": message("undetermined"),
    "not done": message("not done"),
}

BIOMETRICS = {
    "proposed": message("proposed"),
    "allowed": message("allowed, not handed over yet"),
    "kept": message("kept, sealed"),
    "refused": message("refused"),
    "lapsed": message("lapsed"),
}

SOURCES = {
    "printed zone": message("printed zone"),
    "trust store": message("trust store"),
    "revocation list": message("revocation list"),
    "defect list": message("defect list"),
    "DS certificate": message("signer's certificate"),
    "seal": message("seal"),
    "page": message("page"),
    "chip": message("chip"),
    "live": message("person"),
    "alerts": message("alerts"),
}

FIELDS = {
    "document_code": message("Document code"),
    "issuing_state": message("Issuing state"),
    "name": message("Name"),
    "surname": message("Surname"),
    "given_names": message("Given names"),
    "document_number": message("Document number"),
    "nationality": message("Nationality"),
    "date_of_birth": message("Date of birth"),
    "sex": message("Sex"),
    "date_of_expiry": message("Date of expiry"),
    "date_of_issue": message("Date of issue"),
    "optional_data": message("Optional data"),
    "optional_data_2": message("Optional data 2"),
    "department": message("Department"),
    "office": message("Office"),
}

SOUGHT = {
    "26": message("wanted for arrest (Art. 26)"),
    "32(1)(a)": message("missing, to be placed under protection (Art. 32)"),
    "32(1)(b)": message("missing (Art. 32)"),
    "32(1)(c)": message("child at risk of abduction (Art. 32)"),
    "32(1)(d)": message("child to be kept from travelling (Art. 32)"),
    "32(1)(e)": message("vulnerable, to be kept from travelling (Art. 32)"),
    "34": message("sought for a judicial procedure (Art. 34)"),
    "36": message("discreet, inquiry or specific check (Art. 36)"),
    "38": message("object to be seized (Art. 38)"),
}
"""Categories of alerts that checks of documents use: `tournai.alerts.border`."""

TRUST_USES = {
    "documents": message("documents"),
    "seals": message("seals"),
}

EDITION_STATES = {
    "proposed": message("proposed"),
    "in force": message("in force"),
    "replaced": message("replaced"),
    "not approved": message("not approved"),
}
