"""Reports that providers send unasked: threats to life, voluntary disclosure in an emergency."""

from tournai.providers.reports.threats import (
    ReportKind,
    ReportState,
    ReportStep,
    ThreatReport,
    check_report,
    hand_over_to,
)

__all__ = ["ReportKind", "ReportState", "ReportStep", "ThreatReport", "check_report", "hand_over_to"]
