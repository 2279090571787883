"""`tournai log verify` and `tournai log export`."""

from pathlib import Path

from tournai.cli.node import opened, operator
from tournai.cli.speech import tell
from tournai.errors import Malformed, Unavailable
from tournai.node.duties.log import export_lines_of, verify_own_log
from tournai.oversight.export import verify_export
from tournai.oversight.verify import LogVerdict
from tournai.values.wordings import say

KEY_HEX = 64


def verify(file: Path | None, key: str | None, data: Path | None, database: str | None) -> None:
    """Verify a node's own log, or an exported one."""
    public_key = _read_key(key)
    if file is None:
        with opened(data, database) as node:
            verdicts = verify_own_log(node.ports, node.checkpoints.read(), public_key)
            shown_key = (public_key or node.ports.keys.signing_key().public_key()).hex()
        if not verdicts:
            tell("the log is empty")
        for verdict in verdicts.values():
            _print(verdict)
        tell(say("public key {key}", key=shown_key))
        return
    try:
        with file.open("rb") as lines:
            _print(verify_export(lines, public_key))
    except OSError as error:
        raise Unavailable(say("{file}: {strerror}", file=file, strerror=error.strerror)) from error
    if public_key is None:
        tell("the file's own key was used: it proves that the file is whole, not whose it is; give --key")


def export(file: Path, stream: str, data: Path | None, database: str | None) -> None:
    """Export a stream of the log."""
    with opened(data, database) as node:
        lines = export_lines_of(node.ports, operator(), stream)
        try:
            with file.open("xb") as out:
                out.writelines(lines)
        except FileExistsError as error:
            raise Malformed(say("{file} is there already: name another", file=file), code="file-exists") from error
        except OSError as error:
            raise Unavailable(say("{file}: {strerror}", file=file, strerror=error.strerror)) from error
    tell(say("{file} written", file=file))


def _print(verdict: LogVerdict) -> None:
    tell(
        say(
            "{log}: {entries} events hold, {erased} erased on their date, {checkpoints} checkpoints, root {root}, {at}",
            log=verdict.origin,
            entries=verdict.entries,
            erased=verdict.erased,
            checkpoints=verdict.checkpoints,
            root=verdict.root.hex(),
            at=verdict.at.isoformat(timespec="seconds"),
        )
    )


def _read_key(key: str | None) -> bytes | None:
    if key is None:
        return None
    try:
        found = bytes.fromhex(key)
    except ValueError as error:
        raise Malformed("a public key is 64 hexadecimal digits", code="public-key") from error
    if len(key.strip()) != KEY_HEX:
        raise Malformed("a public key is 64 hexadecimal digits", code="public-key")
    return found
