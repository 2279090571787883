"""A whole document checked: zone, chip and signer, each against the others; steps, evidence, verdict."""

from tournai.documents.inspection.evidence import Challenge, ChipProof, Evidence
from tournai.documents.inspection.inspect import Inspection, inspect_document

__all__ = ["Challenge", "ChipProof", "Evidence", "Inspection", "inspect_document"]
