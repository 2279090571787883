"""The checks of a document, each with its section of BSI TR-03135-1.

Source: BSI TR-03135-1, version 2.5, sections 5.5 to 5.9. Modelled on it, not conformant: its XML schemas are
not public.
"""

from enum import StrEnum


class Check(StrEnum):
    """What is checked. The value is a fixed contract: the ``step`` of the JSON."""

    MRZ_CONSISTENCY = "mrz_consistency"
    """The printed zone's check digits and characters agree with its format."""
    ACTIVE_AUTHENTICATION = "active_authentication"
    """The chip holds the private key of DG15: it is no copy."""
    CHIP_AUTHENTICATION = "chip_authentication"
    """The chip holds a private key of DG14: it is no copy."""
    PACE_CAM = "pace_chip_authentication_mapping"
    """The chip proved its key while the channel was set up."""
    SECURITY_OBJECT_FORM = "security_object_form"
    """EF.SOD has the content type, versions and parts that the standard asks for."""
    SECURITY_OBJECT_HASH = "security_object_hash"
    """The list of hashes in EF.SOD is the one that was signed."""
    SECURITY_OBJECT_SIGNATURE = "security_object_signature"
    """The document signer's signature of EF.SOD holds."""
    DS_CERTIFICATE_SIGNATURE = "ds_certificate_signature"
    """A country signing CA of the trust store issued the document signer's certificate."""
    CSCA_VALIDITY = "csca_validity"
    """The country signing CA's certificate is within its validity at the time of the check."""
    DS_VALIDITY = "ds_validity"
    """The document signer's certificate is within its validity at the time of the check."""
    DS_REVOCATION = "ds_revocation"
    """The document signer's certificate is not revoked."""
    TRUST_STATUS = "trust_status"
    """Whether the document signer may be relied on, all in all."""
    COM_AND_SOD = "com_and_sod"
    """EF.COM and EF.SOD list the same data groups."""
    DATA_GROUP_INTEGRITY = "data_group_integrity"
    """A data group has the hash that EF.SOD lists for it."""
    DATA_GROUPS_DELIVERED = "data_groups_delivered"
    """Every data group that EF.SOD lists was handed over: one that is held back can hide a copied chip."""
    DATA_GROUP_FORM = "data_group_form"
    """A data group can be read as the standard lays it out."""
    ISSUING_STATE = "issuing_state"
    """The issuing state of DG1 is the country of the document signer."""
    EXPIRY = "expiry"
    """The document has not expired."""
    MRZ_AND_DG1 = "mrz_and_dg1"
    """The printed zone and DG1 hold the same characters."""
    BOTH_SIDES = "both_sides"
    """Both sides of a card belong together."""
    VISA_AND_PASSPORT = "visa_and_passport"
    """The visa belongs to the passport."""
    PERMIT_AND_PASSPORT = "residence_permit_and_passport"
    """The residence permit belongs to the passport."""
    MRZ_AND_VIZ = "mrz_and_viz"
    """The zone and the printed page say the same."""
    PORTRAITS = "dg2_and_printed_portrait"
    """The portrait of the chip is the printed one."""
    MRZ_AND_SEAL = "mrz_and_seal"
    """The printed zone and the seal say the same."""
    SEAL_READABILITY = "seal_readability"
    """A seal is there and can be read."""
    SEAL_INTEGRITY = "seal_integrity"
    """The seal's structure and contents are those of its kind."""
    SEAL_SIGNER = "seal_signer"
    """The seal signer's certificate is issued, valid, not revoked and trusted."""
    SEAL_SIGNATURE = "seal_signature"
    """The seal's signature holds."""
    SEAL_COUNTRY = "seal_country"
    """The seal's country is that of the document and of its signer."""
    LIVE_FACE = "live_face"
    """The person before the camera is the one of the portrait."""
    LIVE_FINGER = "live_finger"
    """The person's fingerprint is that of the chip."""
    NUMBER_FORMAT = "number_format"
    """The document number is one that its issuing state gives."""
    LOST_AND_STOLEN = "lost_and_stolen"
    """The document is on no list of lost, stolen or invalidated documents."""
    WANTED = "wanted"
    """The holder resembles nobody under an alert that may be used at a border."""


SECTIONS = {
    Check.MRZ_CONSISTENCY: "5.5.4.1.1",
    Check.ACTIVE_AUTHENTICATION: "5.6.4.1.1",
    Check.CHIP_AUTHENTICATION: "5.6.4.1.2",
    Check.PACE_CAM: "5.6.4.1.3",
    Check.SECURITY_OBJECT_FORM: "5.6.4.2.1",
    Check.SECURITY_OBJECT_HASH: "5.6.4.2.2",
    Check.SECURITY_OBJECT_SIGNATURE: "5.6.4.2.2",
    Check.DS_CERTIFICATE_SIGNATURE: "5.6.4.3.3",
    Check.CSCA_VALIDITY: "5.6.4.3.4",
    Check.DS_VALIDITY: "5.6.4.3.4",
    Check.DS_REVOCATION: "5.6.4.3.5",
    Check.TRUST_STATUS: "5.6.4.3.6",
    Check.COM_AND_SOD: "5.6.4.4.1",
    Check.DATA_GROUP_INTEGRITY: "5.6.4.4.2",
    Check.DATA_GROUPS_DELIVERED: "5.6.4.4.2",
    Check.ISSUING_STATE: "5.6.4.5",
    Check.EXPIRY: "5.7.1",
    Check.MRZ_AND_DG1: "5.7.2",
    Check.BOTH_SIDES: "5.7.3.1",
    Check.VISA_AND_PASSPORT: "5.7.4.1",
    Check.PERMIT_AND_PASSPORT: "5.7.4.2",
    Check.MRZ_AND_VIZ: "5.7.5",
    Check.PORTRAITS: "5.7.6",
    Check.MRZ_AND_SEAL: "5.7.7",
    Check.SEAL_READABILITY: "5.9.1.1",
    Check.SEAL_INTEGRITY: "5.9.1.2",
    Check.SEAL_SIGNER: "5.9.1.3",
    Check.SEAL_SIGNATURE: "5.9.1.4.1",
    Check.SEAL_COUNTRY: "5.9.1.5",
}
"""Check -> section of BSI TR-03135-1 version 2.5; the checks of Tournai that it does not know have none."""
