"""`tournai screen evaluate`: how well screening tells on labelled data, a person's own or synthetic."""

from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
import typer

from tournai.cli.node import opened, operator
from tournai.cli.screen import BROKEN, TRAVELLERS_A_BATCH, News, Rejects, gather_alerts, read_persons
from tournai.cli.speech import tell
from tournai.cli.table_files import read_table, write_table
from tournai.errors import Malformed
from tournai.node.duties.evaluations import record_evaluation
from tournai.node.web.evaluation_page import report_drawing, report_page
from tournai.node.web.languages import LANGUAGES
from tournai.screening import DEFAULT_THRESHOLD, WEIGHTS_VERSION, Index, PersonBatch, batch_of, build_index, screen
from tournai.screening.calibration import DEFAULT_FALSE_PER_10K, births_of, threshold_of
from tournai.screening.evaluation import Labelled, make_base, make_negatives, make_positives
from tournai.screening.evaluation.alert_base import in_one_field
from tournai.screening.evaluation.files import TRUTH_COLUMNS
from tournai.screening.evaluation.intervals import Share
from tournai.screening.evaluation.labelled import OF_THE_LISTS
from tournai.screening.evaluation.metrics import PER, Scored
from tournai.screening.evaluation.own_scorer import DEEPER, MOST
from tournai.screening.evaluation.report import Label, Rates, Report, Truth, report_of, scores_of
from tournai.screening.person_rows import NEEDED_OF_TRAVELLERS, TRAVELLER_COLUMNS, read_traveller_row
from tournai.simulate.attested import SHARED, read_tables
from tournai.values.wordings import say

NEEDED_OF_TRUTH = ("traveller_id", "alert_id")
JUDGED_AT = 10.0
"""False matches per 10,000 travellers at which groups are compared."""
SYNTHETIC_A_CLASS, SYNTHETIC_NEGATIVES = 100, 10_000


class Files(msgspec.Struct, frozen=True):
    """Labelled data as files."""

    alerts: Path
    travellers: Path
    truth: Path


class Labels(msgspec.Struct):
    """Labelled data as it is compared: alerts, then travellers batch by batch with what is known of each."""

    index: Index
    batches: list[PersonBatch]
    labels: list[Label]
    truth: Truth


class Keeping(msgspec.Struct, frozen=True):
    """Where a report goes: a folder, and a node that keeps it under a title."""

    out: Path | None = None
    language: str = "en"
    title: str = ""
    data: Path | None = None
    database: str | None = None


def evaluate_files(files: Files, keeping: Keeping) -> None:
    """Evaluate on files, print the rates and write the report; exit code 3 where rows were left out.

    Raises:
        Malformed: A file cannot be read, lacks its columns, or labels nobody.
    """
    _check_language(keeping.language)
    rejects = Rejects()
    _finish(_evaluated(_read(files, rejects)), keeping)
    if rejects.rows:
        rejects.write((keeping.out or files.truth.parent) / "evaluation.rejects.csv")
    if rejects.left_out:
        raise typer.Exit(BROKEN)


def evaluate_synthetic(size: int, names: Path | None, keeping: Keeping) -> None:
    """Evaluate on so many synthetic alerts and the labelled travellers that belong to them.

    Raises:
        Malformed: The folder of names holds no tables.
    """
    _check_language(keeping.language)
    tables = read_tables(names or SHARED)
    base = make_base(tables, size)
    negatives = [case for case in make_negatives(tables, SYNTHETIC_NEGATIVES).cases if case.kind == OF_THE_LISTS]
    labelled = Labelled.of(make_positives(tables, base, SYNTHETIC_A_CLASS).cases + negatives)
    truth = labelled.truth
    sought = np.flatnonzero(truth >= 0)
    labels = [
        Label(case.alert >= 0, case.kind if case.alert >= 0 else "", case.script, case.origin, case.regime)
        for case in labelled.cases
    ]
    index = build_index(in_one_field(base.alerts), version="synthetic")
    persons = iter(case.traveller.person for case in labelled.cases)
    batches = []
    while part := list(islice(persons, TRAVELLERS_A_BATCH)):
        batches.append(batch_of(enumerate(part)))
    _finish(_evaluated(Labels(index, batches, labels, Truth(sought, truth[sought]))), keeping)


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise Malformed(say("no such language; known: {known}", known=", ".join(LANGUAGES)), code="language")


def _read(files: Files, rejects: Rejects) -> Labels:
    alerts = gather_alerts(files.alerts, rejects)
    rows = read_persons(files.travellers, TRAVELLER_COLUMNS, NEEDED_OF_TRAVELLERS, read_traveller_row, rejects)
    places: dict[str, int] = {}
    batches = []
    while part := list(islice(rows, TRAVELLERS_A_BATCH)):
        for row in part:
            if row.id in places:
                raise Malformed(say("{path}: an identifier stands twice", path=files.travellers), code="id-twice")
            places[row.id] = len(places)
        batches.append(batch_of((key, row.person) for key, row in enumerate(part)))
    labels, truth = _read_truth(files.truth, places, alerts.ids, rejects)
    return Labels(build_index(alerts.batch(), version=files.alerts.name), batches, labels, truth)


def _read_truth(
    path: Path, travellers: dict[str, int], alerts: dict[str, int], rejects: Rejects
) -> tuple[list[Label], Truth]:
    labels = [Label(is_sought=False)] * len(travellers)
    pairs: list[tuple[int, int]] = []
    for row in read_table(path, TRUTH_COLUMNS, NEEDED_OF_TRUTH):
        traveller, alert, kind, script, origin, regime = (value.strip() for value in row.values)
        problem = row.problem or _problem(traveller, alert, travellers, alerts)
        if problem:
            rejects.add(path, row, problem, left_out=True)
            continue
        place = travellers[traveller]
        is_sought = bool(alert) or labels[place].is_sought
        labels[place] = Label(is_sought, kind if is_sought else "", script, origin, regime)
        if alert:
            pairs.append((place, alerts[alert]))
    if not pairs:
        raise Malformed(say("{path}: names no traveller with an alert", path=path), code="no-truth")
    columns = np.array(pairs, np.int64)
    return labels, Truth(columns[:, 0], columns[:, 1])


def _problem(traveller: str, alert: str, travellers: dict[str, int], alerts: dict[str, int]) -> str:
    if traveller not in travellers:
        return say("no such traveller in the file of travellers")
    return say("no such alert in the file of alerts") if alert and alert not in alerts else ""


def _evaluated(data: Labels) -> Report:
    news, first = News("travellers compared"), 0
    parts: list[Scored] = []
    for batch in data.batches:
        found = screen(data.index, batch, threshold=DEFAULT_THRESHOLD - DEEPER, limit=MOST)
        parts.append(Scored(found.traveller + first, found.alert, found.score.astype(np.float64)))
        first += len(batch)
        news.more(len(batch))
    scored = Scored(*(np.concatenate([getattr(part, name) for part in parts]) for name in Scored.__struct_fields__))
    return report_of(
        scores_of(scored, data.truth, first),
        data.labels,
        alerts=len(data.index),
        weights_version=WEIGHTS_VERSION,
        usual=threshold_of(DEFAULT_FALSE_PER_10K, births_of(data.index.alerts)),
        judged_at=JUDGED_AT,
    )


def _finish(report: Report, keeping: Keeping) -> None:
    _print(report)
    if keeping.out is not None:
        _write(report, keeping.out, keeping.language)
        tell(say("report: {path}", path=keeping.out / "report.html"))
    if keeping.title:
        with opened(keeping.data, keeping.database) as node:
            record_evaluation(node.ports, operator(), title=keeping.title, report=report)
        tell("recorded: see the page /screening/evaluation")


def _write(report: Report, out: Path, language: str) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.html").write_text(report_page(report, language), encoding="utf-8")
        (out / "det.svg").write_text(report_drawing(report, language), encoding="utf-8")
        (out / "report.json").write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    except OSError as error:
        raise Malformed(f"{out}: {error.strerror}", code="cannot-write") from error
    with write_table(out / "det.csv", {"false_per_10k": float, "missed": float}) as writer:
        writer.write([(point.per_10k, point.missed) for point in report.det])


def _print(report: Report) -> None:
    numbers = {name: f"{getattr(report, name):,}" for name in ("alerts", "sought", "others")}
    tell(say("{alerts} alerts, {sought} travellers sought, {others} on no alert", **numbers))
    tell(_line(say("as set"), report.usual))
    for rates in report.budgets:
        tell(_line(say("at {count}", count=f"{rates.per_10k:g}"), rates))


def _line(name: str, rates: Rates) -> str:
    return say(
        "{name}: recall {recall}, precision {precision}, false per 10,000: {false}",
        name=name,
        recall=_share(rates.recall),
        precision=_share(rates.precision),
        false=_share(rates.false_matches, times=PER, digits=1),
    )


def _share(share: Share, *, times: int = 1, digits: int = 3) -> str:
    value, low, high = (f"{times * number:.{digits}f}" for number in (share.share, share.low, share.high))
    return f"{value} ({low} - {high})"
