"""Write the pages of `docs/reference` that come out of the code: `python docs/generate.py`.

The code's own tables and docstrings are the text, so that the manual cannot say something else. A test compares each
page with what is written here and fails where they differ.
"""

import ast
import inspect
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path

import msgspec
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from tournai.casework.reviews import GROUNDS, MOVES
from tournai.cli.main import EXIT_CODES, app
from tournai.cli.travel import Parsed
from tournai.documents.inspection.forms import DIFFERENCES
from tournai.documents.trust import list_signatures
from tournai.documents.verdict import RESULTS, SECTIONS, Check, Outcome
from tournai.errors import Malformed, Refused, Unavailable, Unverified
from tournai.node.api import app as api
from tournai.node.settings import VARIABLES, Settings
from tournai.node.store.schema import metadata
from tournai.oversight.events import STANDINGS, EventKind, Operation, Stream
from tournai.oversight.permissions import Action, Condition, permission_rows
from tournai.oversight.retention import RETENTION, Kept
from tournai.screening import weights
from tournai.screening.criteria import checking, expressions, facts, grounds, judging, life, parsing, trials
from tournai.travel import field_layouts, minimise, records, special_services
from tournai.travel.groups import grammar
from tournai.travel.paxlst import codes

sys.path[:0] = [str(Path(__file__).parents[1])]  # where `docs` lies: this is run as a file too

from docs.markdown import page_of, table_of  # noqa: E402  # only now can it be found
from docs.source import (  # noqa: E402
    after_first_line,
    calls_in,
    class_of,
    constants_of,
    documents_of,
    first_line,
    keyword_of,
    name_called,
    resolved,
    trees,
    walk,
)

Command = TyperCommand | TyperGroup
Parameter = TyperArgument | TyperOption
REFERENCE = Path(__file__).parent / "reference"
RULES = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
"""Rule -> its article and what it demands."""
FAMILIES = (Malformed, Refused, Unverified, Unavailable)

TABLES = {
    "accounts": "Who may sign in or push: role, language, a slow hash (Argon2id) of the password, wrong attempts.",
    "certificates": "Client certificates of carriers' systems, by fingerprint: whose, until when they stood for it.",
    "sessions": "Open sessions: the digest of the browser's token, when it ends.",
    "flights": "One operating flight on one date: carrier, number, airports, times, until when it may be assessed.",
    "pushes": "One delivery of a carrier: who, when, how, counts, located defects, counts of what was dropped.",
    "timetable_imports": "A timetable that was imported or typed: source, format, who, how many lines were bad.",
    "timetable_changes": "What a timetable says of a flight and period, in the order in which it was said.",
    "timetable_carriers": "Until which day a carrier's flights were worked out of its timetable.",
    "scheduled_flights": "A flight of the timetable on one date: times, service, who operates it, if it is cancelled.",
    "push_standings": "How a push that is owed for a flight stands: on time, late, missing, not owed; since when.",
    "carrier_accounts": "Which carriers, by designator, an account pushes for.",
    "breaches": "Pushes late, missing, unreadable or at a wrong time, with what the carrier was told and answered.",
    "breach_reviews": "What a person decided on them: upheld or excused, why. Added, never changed.",
    "pull_requests": "Whose data was asked for outside of the two times: flight, until when, fetched or not.",
    "trials": "What a carrier tried within the hour: counts and codes alone, sealed.",
    "records": "A booking (PNR) or a listed person (API), sealed; which push brought it, which state it is in.",
    "travellers": "A person's place in a record: no name; type, counts of documents, bags; boarding; a blind identity.",
    "blind_index": "Keyed digests of locators, documents, name with birth date, and what ties travellers: to look up.",
    "alert_sources": "A list that was imported: format, date of publication, who imported it, what it left out.",
    "alerts": "The alerts of a list, as their source published them: in clear.",
    "alert_extensions": "By which assessments an alert lasts longer: who, when, until when, why. Added, never changed.",
    "approvals": "Questions to a second person or an independent body, and their answers.",
    "eligibilities": "Which source travel data may be matched against: article, offence, until when.",
    "flight_selections": "Why, where and until when intra-EU flights are kept: threat decisions, selections of routes.",
    "selection_reviews": "What regular reviews and courts found of them. Added, never changed.",
    "criterion_versions": "Versions of criteria: text, offence, what speaks against a match, days; digest and lock.",
    "criterion_acts": "What was done with them: advice, suspensions, reviews, withdrawals. Added, never changed.",
    "criterion_trials": "Trials of them on the stored past: counts, of nobody.",
    "selected_flights": "Which flight is kept under which of them.",
    "dropped_pushes": "Pushes that no law allows to keep: counts by day and carrier, an airport that is not known.",
    "recipients": "Who may receive travel data: kind, State, where listed, contact, under which approval.",
    "recipient_accounts": "Which accounts open a recipient's post at this node.",
    "disseminations": "What was sent to whom, by names of elements, and what came of it; the copy itself sealed.",
    "requests": "Reasoned requests, sealed: their elements name persons; how they ended.",
    "request_decisions": "What was decided on each element of a request: answered, or refused on a ground.",
    "matches": "What screening found: score, names of the features; the compared values sealed.",
    "false_matches": "By digests, which matches a person refuted: not raised again while nothing changes (Art. 12(5)).",
    "document_cases": "Cases about documents: how the check ended, what failed; the findings sealed, no picture kept.",
    "border_sources": "Which alert sources checks of documents may use, under which approval (rule SIS-04).",
    "discreet_checks": "Possible hits with alerts for discreet checks: by when SIRENE is told; who and what, sealed.",
    "used_tickets": "Tickets of questions to a chip that were used, by digest, until they end.",
    "case_biometrics": "Whether pictures of a case are kept, by whose decision; the pictures sealed apart.",
    "trust_editions": "Lists of whom checks of documents rely on, as they came: of authorities, of no person.",
    "information_requests": "Requests of and to partners: clock, standing, grounds; whom they are about is sealed.",
    "member_lists": "Signed lists of partner nodes, as they came: keys and names of authorities, of no person.",
    "partner_states": "How the exchange with each partner stands: numbers, failures, certificate, cosigned logs.",
    "outbox": "Messages to partners: envelope, evidence, receipt; the content sealed until it is delivered.",
    "inbox": "Messages of partners: envelope, evidence, receipt; the content sealed until the desk takes it over.",
    "partner_nonces": "Nonces of requests at the partners' door, for as long as their signatures count.",
    "cosigned_checkpoints": "Checkpoints of this node's and partners' logs of exchanges, cosigned by the other side.",
    "evaluations": "Evaluations of screening on labelled data: counts and shares, of no person. Added, never changed.",
    "reviews": "What a person decided on a match, with grounds; the note sealed. Added, never changed.",
    "quarantine": "Pushes that could not be read: sender, code and place of the fault, until when they wait.",
    "receipts": "Bodies that were dealt with: whose, when; what a carrier may ask about its own.",
    "jobs": "Background work that is due: a push or a flight, never a traveller.",
    "events": "The event log: payload, its commitment and the commitment's key.",
    "log_edges": "The right edge of each log's Merkle tree, so that appending reads no other row.",
    "checkpoints": "Signed tree heads of the log, each naming the one before it.",
}
"""What each table holds."""
SEALED = {"sealed": "Sealed", "sealed_note": "Sealed", "identity": "Keyed digest", "person": "Keyed digest"}
"""Columns whose values only the key store opens or can compute."""
DIGESTS = {("blind_index", "digest"): "Keyed digest", ("sessions", "token_digest"): "Digest"}
DIGESTS |= {("discreet_checks", "subject"): "Keyed digest", ("used_tickets", "digest"): "Keyed digest"}
DIGESTS |= {("pushes", "content"): "Keyed digest"}
DIGESTS |= {("pushes", "digest"): "Keyed digest", ("alerts", "digest"): "Keyed digest"}
DIGESTS |= {("alerts", "document"): "Keyed digest"}
DIGESTS |= {("disseminations", "digest"): "SHA-256, salted"}
DIGESTS |= {("matches", "alert_digest"): "Keyed digest", ("false_matches", "alert_digest"): "Keyed digest"}
DIGESTS |= {("false_matches", "names"): "Keyed digests", ("false_matches", "documents"): "Keyed digests"}
DIGESTS |= {("travellers", "name"): "Keyed digest", ("travellers", "birth"): "Keyed digest"}

MALFORMED = {"Malformed", "TooLarge", "NoDeparture", "Inexpressible", "Unwritable"}
REFUSALS = {"refuse", "_refusal"}
"""What makes a `Malformed` of a code and a message, in this order."""
REPORTS, CODE = {"Defect", "report", "_report"}, 1
"""What a reader calls to report a defect, and the place of its code among the arguments."""
DEFECTS = {
    "missing-terminator": "a segment has no terminator before the next tag; both were read",
    "una-damaged": "UNA is damaged: which part, and what was taken instead",
}
"""What a defect means where the code puts its message together elsewhere."""


# --- commands ---


def commands() -> str:
    """Return the page of the commands: the same words that `--help` shows."""
    root = get_command(app)
    lines = ["`tournai COMMAND --help` says the same. `./run COMMAND` sets up the program first.", ""]
    lines += [root.help or "", "", root.epilog or "", "", "Options of every command stand before its name:", ""]
    options = [one for one in root.params if is_shown(one) and "completion" not in (one.name or "")]
    lines += table_of(("Option", "Meaning", "Default"), [describe(one) for one in options])
    for words, command in walk_commands(root, ("tournai",)):
        lines += [f"## {' '.join(words)}", "", inspect.cleandoc(command.help or ""), ""]
        arguments = " ".join(_usage(parameter) for parameter in command.params if is_shown(parameter))
        lines += ["```text", f"{' '.join(words)} {arguments}".rstrip(), "```", ""]
        lines += table_of(("Option", "Meaning", "Default"), [describe(one) for one in command.params if is_shown(one)])
    return page_of("Commands", lines)


def walk_commands(command: Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Yield the words of each command, and the command."""
    for name, member in getattr(command, "commands", {}).items():
        if hasattr(member, "commands"):
            yield from walk_commands(member, (*words, name))
        else:
            yield (*words, name), member


def is_shown(parameter: Parameter) -> bool:
    """Whether the manual describes a parameter: all but `--help`."""
    return parameter.name != "help"


def _usage(parameter: Parameter) -> str:
    if parameter.param_type_name == "argument":
        name = f"{(parameter.name or '').upper()}{'...' if parameter.nargs == -1 else ''}"
        return name if parameter.required else f"[{name}]"
    names = "/".join((*parameter.opts[:1], *parameter.secondary_opts[:1]))
    shown = names if getattr(parameter, "is_flag", False) else f"{names} {(parameter.name or '').upper()}"
    return shown if parameter.required else f"[{shown}]"


def describe(parameter: Parameter) -> tuple[str, str, str]:
    """Return a parameter's names, meaning and default, as the manual has them."""
    is_argument = parameter.param_type_name == "argument"
    names = [(parameter.name or "").upper()] if is_argument else [*parameter.opts, *parameter.secondary_opts]
    default = "" if parameter.default in (None, "", False) else str(parameter.default)
    if getattr(parameter, "is_flag", False) and parameter.secondary_opts:
        default = parameter.opts[0] if parameter.default else parameter.secondary_opts[0]
    if parameter.required:
        default = "(needed)"
    return ", ".join(f"`{name}`" for name in names), getattr(parameter, "help", None) or "", default


# --- events, permissions, retention, reviews ---


def events() -> str:
    """Return the page of the event kinds."""
    documents = documents_of(EventKind)
    written = {name.attr for tree in trees("node") for name in walk(tree, ast.Attribute)}
    rows = [
        (
            f"`{kind.value}`",
            standing.operation.value,
            standing.stream.value,
            documents.get(kind.name, "") + ("" if kind.name in written else " *Not written by this version yet.*"),
        )
        for kind, standing in STANDINGS.items()
    ]
    lines = ["What the log can say. A kind never changes its meaning. An event holds identifiers, counts and codes:",
             "no name or other personal data of a traveller.", ""]  # fmt: skip
    lines += table_of(("Event", "Operation", "Stream", "What happened"), rows)
    lines += ["## Streams", "", *table_of(("Stream", "What it holds"), _members(Stream))]
    lines += ["## Operations", "", "The first six are those of Directive (EU) 2016/680, Art. 25(1).", ""]
    lines += table_of(("Operation", "Meaning"), _members(Operation))
    return page_of("Events", lines)


def permissions() -> str:
    """Return the page of the permissions."""
    rows = [(role, f"`{action}`", purposes, held or "none") for role, action, purposes, held in permission_rows()]
    lines = ["What is not in this table is refused. A refusal names its rule and is an event of the log.", ""]
    lines += table_of(("Role", "Action", "For the purposes", "Conditions"), rows)
    lines += ["## Actions", "", *table_of(("Action", "Meaning"), _members(Action))]
    lines += ["## Conditions", "", *table_of(("Condition", "Meaning"), _members(Condition))]
    return page_of("Permissions", lines)


def retention() -> str:
    """Return the page of the retention periods."""
    documents = documents_of(Kept)
    rows = [
        (kind.value, _period(row.months, row.hours), row.starts, row.article, row.rule, documents.get(kind.name, ""))
        for kind, row in RETENTION.items()
    ]
    lines = [
        "How long each kind of data may be kept. The table is the rule that the program reads.", "",
        "Enforced in this version: spooled pushes (destroyed once stored), quarantined pushes, sessions. The job that",
        "depersonalises and deletes travel data, matches, requests and events on their day is not there yet; until",
        "then, a node that holds real data must not run past the first of these days.", "",
    ]  # fmt: skip
    lines += table_of(("Data", "Period", "From", "Article", "Rule", "Remark"), rows)
    return page_of("Retention", lines)


def _period(months: int, hours: int) -> str:
    if months:
        return f"{months} months" + (f" and {hours} hours" if hours else "")
    return "1 hour" if hours == 1 else f"{hours} hours"


def review_grounds() -> str:
    """Return the page of the grounds of a review, and the moves of a match."""
    rows = [
        (
            ground.value,
            rule.side.value,
            "can carry a decision" if rule.decides else "supports only",
            rule.opposite.value if rule.opposite else "",
            "yes" if rule.bars_confirmation else "",
            ", ".join(sorted(one.value for one in rule.of)),
        )
        for ground, rule in GROUNDS.items()
    ]
    moves = [(before.value, move.value, after.value) for (before, move), after in MOVES.items()]
    lines = [
        "The closed list of reasons for a decision on a match, the same for every reviewer (Directive (EU) 2016/681,",
        "Art. 6(5); C-817/19). A confirmation needs an incriminating ground that can carry it, a refutation an",
        "exonerating one; an undetermined match needs a note and goes to a second person.", "",
    ]  # fmt: skip
    lines += table_of(
        ("Ground", "Side", "Weight", "Cannot stand beside", "Rules a confirmation out", "Of a match with"), rows
    )
    lines += ["## States of a match", "", *table_of(("From", "Move", "To"), moves)]
    return page_of("Grounds of a review", lines)


# --- errors and settings ---


def errors() -> str:
    """Return the page of the errors, exit codes and HTTP statuses."""
    exits, statuses = dict(EXIT_CODES), dict(api.STATUSES)
    rows = [
        (f"`{family.__name__}`", str(exits[family]), str(statuses[family]), first_line(family)) for family in FAMILIES
    ]
    lines = [
        "Every error of Tournai belongs to one of four families, by what the caller can do. Exit code 0: done;",
        "1: something nobody foresaw; 2: the command was written wrong. HTTP 401: sign in; 413: too large.", "",
    ]  # fmt: skip
    lines += table_of(("Family", "Exit code", "HTTP status", "What it means"), rows)
    lines += ["## Errors within the families", ""]
    lines += table_of(("Error", "Family", "What it means"), sorted(_errors(), key=lambda row: (row[1], row[0])))
    lines += ["## Codes of malformed input", "", "`Malformed` carries a short word that scripts can compare.", ""]
    lines += table_of(("Code", "Message"), sorted(set(_codes())))
    return page_of("Errors and exit codes", lines)


def _errors() -> Iterator[tuple[str, str, str]]:
    classes = {node.name: node for tree in trees() for node in walk(tree, ast.ClassDef)}
    families = {family.__name__ for family in FAMILIES}
    for name, node in classes.items():
        family = _family(node, classes, families)
        if family and name not in families:
            yield f"`{name}`", family, (ast.get_docstring(node) or "").split("\n\n")[0]


def _family(node: ast.ClassDef, classes: dict[str, ast.ClassDef], families: set[str]) -> str:
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    known = next((base for base in bases if base in families), "")
    above = (_family(classes[base], classes, families) for base in bases if base in classes and base != node.name)
    return known or next(filter(None, above), "")


def _codes() -> Iterator[tuple[str, str]]:
    for tree in trees():
        for call, known in calls_in(tree):
            if call.args and keyword_of(call, "code") and getattr(call.func, "id", "") in MALFORMED:
                yield f"`{keyword_of(call, 'code')}`", resolved(call.args[0], known)
            elif name_called(call) in REFUSALS and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
                yield f"`{call.args[0].value}`", resolved(call.args[1], known)


def settings() -> str:
    """Return the page of the settings."""
    variables = {field: variable for variable, field in VARIABLES.items()}
    rows = [
        (f"`{field.name}`", f"`{variables[field.name]}`" if field.name in variables else "", _default(field))
        for field in msgspec.structs.fields(Settings)
    ]
    lines = [inspect.cleandoc(Settings.__doc__ or ""), "",
             "A command's option goes before the environment variable; that goes before the default.", ""]  # fmt: skip
    lines += table_of(("Setting", "Environment variable", "Default"), rows)
    return page_of("Settings", lines)


def _default(field: msgspec.structs.FieldInfo) -> str:
    return "none" if field.default in (None, "") else f"`{field.default}`"


# --- database, weights ---


def database() -> str:
    """Return the page of the tables."""
    lines = [
        "One schema serves SQLite and PostgreSQL. What identifies a traveller is sealed and opens only with a data key",
        "of the key store, which is no part of the database; a keyed digest is computed only with a key from there.",
        "",
    ]  # fmt: skip
    for name, table in metadata.tables.items():
        lines += [f"## {name}", "", TABLES[name], ""]
        kinds = {one.name: DIGESTS.get((name, one.name), SEALED.get(one.name, "In clear")) for one in table.columns}
        lines += [f"- {kind}: {_listed(kinds_of)}" for kind, kinds_of in _grouped(kinds).items()]
        targets = sorted({key.column.table.name for key in table.foreign_keys})
        lines += [f"- Refers to: {_listed(targets)}"] if targets else []
        lines.append("")
    return page_of("Database", lines)


def _grouped(kinds: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        found.setdefault(kind, []).append(name)
    return found


def screening_weights() -> str:
    """Return the page of the weights."""
    rows = [(feature, how, f"{bits:g}") for feature, hows in weights.WEIGHTS.items() for how, bits in hows.items()]
    version, threshold = weights.WEIGHTS_VERSION, f"{weights.DEFAULT_THRESHOLD:g}"
    lines = [f"Version `{version}`. A match is a sum of at least **{threshold}** bits.", ""]
    lines += [after_first_line(weights.__doc__), ""]
    lines += table_of(("Feature", "The two values", "Bits"), rows)
    return page_of("Weights of screening", lines)


def criteria() -> str:
    """Return the page of the language of criteria: facts, grammar, what is refused, what is told to the approver."""
    grammar_of, _, rule = after_first_line(parsing.__doc__).partition("\n\n")
    lines = [inspect.cleandoc(facts.__doc__ or "").split("\n\n")[1], "", "## Facts", ""]
    head = ("Fact", "Annex I, point", "What it is", "Kind", "Words", "Second look, and why")
    rows = [
        (f"`{one.name}`", one.annex, one.meaning, one.kind.value, _listed(one.values), one.why)
        for one in facts.FACTS.values()
    ]
    lines += table_of(head, rows)
    lines += ["## Grammar", "", "```text", textwrap.dedent(grammar_of), "```", "", rule, ""]
    bounds = (
        f"At most {parsing.LONGEST_TEXT} characters, {expressions.MOST_CONDITIONS} conditions, {expressions.DEEPEST} "
        f"levels, {expressions.MOST_VALUES} values a list, {checking.MOST_AIRPORTS} airports, "
        f"{checking.MOST_AIRPORTS_OF_A_STATE} of one state."
    )
    lines += [bounds, "", "## What is not known", "", after_first_line(judging.__doc__), ""]
    lines += ["## Refused", "", "Whoever names one of these where a fact or value is expected is refused (PNR-09).", ""]
    refused = [(one.name, _listed(one.words), one.why, one.article) for one in grounds.GROUNDS]
    lines += table_of(("Ground", "Words", "Why", "Article"), refused)
    lines += [f"So is a code of a meal or of assistance wherever it stands: `{grounds.SERVICE_CODES.pattern}`.", ""]
    lines += [
        "A fact with a second look never suffices and never stands under `not`. What every journey meets, and what",
        "no journey can meet, is no criterion.", "", "## Trials", "", after_first_line(trials.__doc__), "",
    ]  # fmt: skip
    warned = [(name, f"{getattr(trials, name):g}", text) for name, text in constants_of(trials) if name.isupper()]
    lines += table_of(("Bound", "Value", "Meaning"), [(f"`{name}`", value, text) for name, value, text in warned])
    lines += ["## States of a version", "", *table_of(("State", "Meaning"), _members(life.VersionState))]
    acts = [(act.value, ", ".join(state.value for state in states)) for act, states in life.ACTS.items()]
    lines += table_of(("Act", "From"), acts)
    return page_of("The language of criteria", lines)


# --- travel data ---


def minimisation() -> str:
    """Return the page of what is kept of a message, and what is dropped."""
    lines = [
        "What a record can hold is a whitelist: Annex I of Directive (EU) 2016/681 as C-817/19 reads it. What has no",
        "field below is dropped while the message is read and counted by code or kind, never by content; what the node",
        "stores of a push does not name the codes of meals and assistance.", "",
        "The fields themselves are in [the JSON page](json.md).", "",
        "## Special services (SSR) of which a structured part is kept", "",
    ]  # fmt: skip
    lines += table_of(("Annex I", "Codes"), _services(special_services._KEPT))
    lines += [
        "## Special services that are dropped whole",
        "",
        "A code that stands in neither table is dropped too.",
        "",
    ]
    lines += table_of(("Why", "Codes"), _services(special_services._DROPPED))
    lines += [
        "## Free text that is dropped",
        "",
        "A traveller's own contacts (`CTCE`, `CTCM`, `CTCP`, `CTCH`, `CTCB`) in `4:28` are kept.",
        "",
    ]
    lines += table_of(("IFT", "Counted as"), [(f"`{code}`", words) for code, words in minimise.FREE_TEXT_KINDS.items()])
    lines += ["## Segments that are dropped whole", ""]
    dropped = (("PNRGOV", grammar.DROPPED_TAGS), ("PAXLST", codes.DROPPED_TAGS))
    lines += table_of(("Message", "Tags"), [(name, _listed(sorted(tags))) for name, tags in dropped])
    lines += [
        "## What a kept value may look like", "",
        "A value of another shape is text, and is dropped. So is a value that is, or holds as a word, a code of a meal",
        "or of assistance above, whatever its field. A name ends where a slash, bracket or digit follows it, or such a",
        "code.",
        "",
    ]  # fmt: skip
    layouts = [(field, f"`{layout.replace('|', chr(92) + '|')}`") for field, layout in field_layouts.LAYOUTS.items()]
    lines += table_of(("Field", "Layout (regular expression)"), layouts)
    return page_of("What is kept of a message", lines)


def _services(groups: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(why, _listed(codes)) for why, codes in groups.items()]


def _listed(codes: Iterable[str]) -> str:
    return " ".join(f"`{code}`" for code in codes)


def defects() -> str:
    """Return the page of the defects that a reader reports."""
    found: dict[str, list[str]] = {}
    for tree in trees("travel"):
        for code, text in _defects(tree):
            found.setdefault(code, []).append(DEFECTS.get(code, text))
    rows = [(f"`{code}`", "; or: ".join(dict.fromkeys(filter(None, texts)))) for code, texts in sorted(found.items())]
    lines = [
        "A message that breaks its grammar is read all the same. Each fault is reported with its byte offset, one",
        "of these codes and a message that quotes nothing. A carrier can be sent the list as it is.", "",
    ]  # fmt: skip
    lines += table_of(("Code", "Message"), rows)
    return page_of("Defects", lines)


def _defects(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for call, known in calls_in(tree):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in REPORTS and len(call.args) > CODE and isinstance(call.args[CODE], ast.Constant):
            yield call.args[CODE].value, resolved(call.args[-1], known)


def json_contract() -> str:
    """Return the page of `travel parse --json`."""
    lines = [
        "`tournai travel parse --json FILE...` prints an array with one object a file, in the order of the files.",
        "These names are a fixed contract: none is renamed or removed, new ones may come. An instant is RFC 3339 in",
        "UTC; a local time has no offset; a day is `YYYY-MM-DD`; what is not known is `null`, an empty text or array.",
        "A file that cannot be read at all has `null` for its format, one defect, and makes the exit code 3.",
        "With `--summary` the field `records` is left out.", "",
    ]  # fmt: skip
    structs = [Parsed, *(one for one in vars(records).values() if _is_record(one))]
    for struct in structs:
        name = "A file" if struct is Parsed else struct.__name__
        lines += [f"## {name}", "", inspect.cleandoc(struct.__doc__ or ""), ""]
        documents = documents_of(struct)
        rows = [(f"`{field}`", shape, documents.get(field, "")) for field, shape in _shapes(struct)]
        lines += table_of(("Field", "Value", "Remark"), rows)
    lines += ["## PartialDate", "", "A day that is known in part: from `earliest` up to, not including, `before`.", ""]
    partial = [("`earliest`", "day"), ("`before`", "day"), ("`is_approximate`", "true or false")]
    lines += table_of(("Field", "Value"), partial)
    return page_of("JSON of travel data", lines)


def _is_record(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, msgspec.Struct) and value.__module__ == records.__name__


SHAPES = {
    "str": "text", "int": "number", "bool": "true or false", "date": "day", "datetime": "instant or local time",
    "StateCode": "three letters (ICAO Doc 9303-3)", "MessageFormat": "`PNRGOV` or `PAXLST`",
    "MessageFunction": "`full`, `update`, `cancel`, `close`, `crew` or `other`",
    "MessageSyntax": "`EDIFACT` or `XML`",
    "ListSubject": "`passengers`, `crew`, `master crew list`, `flight`, `gate passes` or `other`",
    "ListAction": "what the list says of those it names: `report`, `change`, `add`, `remove`, `close`, `aboard`, "
    "`not aboard`, `cancel flight`, `change flight` or `other`",
    "Sex": "`M`, `F`, `X` or `unknown`", "DocumentKind": "kind of document", "dict[str, int]": "object: kind -> number",
    "dict[str, int | str]": "object: name -> number or text",
}  # fmt: skip


def _shapes(struct: type) -> Iterator[tuple[str, str]]:
    for node in class_of(struct).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, _shape(ast.unparse(node.annotation))


def _shape(annotation: str) -> str:
    plain = annotation.removesuffix(" | None")
    suffix = " or null" if plain != annotation else ""
    if plain.startswith("tuple[") and plain.endswith(", ...]"):
        return f"array of {_shape(plain[6:-6])}{suffix}"
    if plain.startswith("tuple["):
        return f"array of {plain.count(',') + 1} texts{suffix}"
    return SHAPES.get(plain, plain) + suffix


def _members(members: type[Enum]) -> list[tuple[str, str]]:
    documents = documents_of(members)
    return [(f"`{one.value}`", documents.get(one.name) or "(as its name says)") for one in members]


def rules() -> str:
    """Return the page of the rules that refusals, tables and docstrings name."""
    rows = [(rule, words["article"], words["demand"]) for rule, words in RULES.items()]
    lines = [
        "A refusal names its rule. Articles are those of the act that the letters stand for: PNR is Directive (EU)",
        "2016/681, LED Directive (EU) 2016/680, EXC Directive (EU) 2023/977, PRV and EEV Regulation (EU) 2023/1543,",
        "DSA Regulation (EU) 2022/2065, TCO Regulation (EU) 2021/784; SYS follows from several of them.", "",
    ]  # fmt: skip
    lines += table_of(("Rule", "Article", "What it demands"), rows)
    return page_of("Rules", lines)


def document_steps() -> str:
    """Return the page of the steps of a document check."""
    documents = documents_of(Check)
    rows = [(f"`{check.value}`", SECTIONS.get(check, ""), documents.get(check.name, "")) for check in Check]
    lines = [
        "What `tournai document check` may list. A section is that of BSI TR-03135-1, version 2.5, on which the model",
        "is built; steps without one are Tournai's. No conformity is claimed: the schemas of the guideline are not",
        "public.", "",
    ]  # fmt: skip
    lines += table_of(("Step", "Section", "Passes when"), rows)
    lines += ["## Outcomes", ""]
    words = documents_of(Outcome)
    outcomes = [(f"`{each.value}`", RESULTS[each], words.get(each.name, "")) for each in Outcome]
    lines += table_of(("Outcome", "`result`", "Meaning"), outcomes)
    lines += ["## Defects", "", "What breaks a standard and was accepted; `code` of a defect.", ""]
    lines += table_of(
        ("Code", "Meaning"),
        [(f"`{code}`", words) for code, words in sorted({**list_signatures.DEFECTS, **DIFFERENCES}.items())],
    )
    return page_of("Steps of a document check", lines)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "criteria.md": criteria,
    "database.md": database,
    "defects.md": defects,
    "errors-and-exit-codes.md": errors,
    "events.md": events,
    "json.md": json_contract,
    "minimisation.md": minimisation,
    "permissions.md": permissions,
    "retention.md": retention,
    "review-grounds.md": review_grounds,
    "rules.md": rules,
    "screening-weights.md": screening_weights,
    "settings.md": settings,
    "document-steps.md": document_steps,
}
"""File of `docs/reference` -> what writes it."""


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
