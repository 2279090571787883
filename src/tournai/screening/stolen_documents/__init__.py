"""Stolen, lost and invalidated documents by number: tens of millions of them, looked up in batches.

The table holds no number: a keyed hash stands for issuing state and number, so that whoever has the file alone learns
nothing from it. A hit of the table is therefore checked against the source's record before it becomes a match.
"""

from tournai.screening.stolen_documents.comparing import compare_documents, with_check_digit
from tournai.screening.stolen_documents.look_up import DocumentHits, Reading, look_up
from tournai.screening.stolen_documents.numbers import DOCUMENT_KINDS, DocumentBatch, document_batch
from tournai.screening.stolen_documents.records import DocumentRecords, document_hashes, document_records
from tournai.screening.stolen_documents.snapshots import DocumentSnapshot, changed_snapshot
from tournai.screening.stolen_documents.table import DocumentTable, document_table, wrong_hit_rate

__all__ = [
    "DOCUMENT_KINDS",
    "DocumentBatch",
    "DocumentHits",
    "DocumentRecords",
    "DocumentSnapshot",
    "DocumentTable",
    "Reading",
    "changed_snapshot",
    "compare_documents",
    "document_batch",
    "document_hashes",
    "document_records",
    "document_table",
    "look_up",
    "with_check_digit",
    "wrong_hit_rate",
]
