"""Who signed: master lists, certificates, revocation, and passive authentication (ICAO Doc 9303-11 and -12)."""

from tournai.documents.trust.certificates import Certificate, read_certificate
from tournai.documents.trust.changes import CertificateChange, changed_certificates
from tournai.documents.trust.crls import Crl, read_crl
from tournai.documents.trust.defect_lists import DefectList, read_defect_list
from tournai.documents.trust.issuers import SignatureState, judge_certificates
from tournai.documents.trust.master_lists import MasterList, read_master_list
from tournai.documents.trust.store import Anchor, TrustStore, build_store

__all__ = [
    "Anchor",
    "Certificate",
    "CertificateChange",
    "Crl",
    "DefectList",
    "MasterList",
    "SignatureState",
    "TrustStore",
    "build_store",
    "changed_certificates",
    "judge_certificates",
    "read_certificate",
    "read_crl",
    "read_defect_list",
    "read_master_list",
]
