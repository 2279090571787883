"""Write the public messages that messages.toml names into a folder, from clones of their repositories.

    python collect_messages.py CLONES FOLDER

CLONES holds one clone a repository, as ``owner+name`` (SOURCES.md has the commands). A message is a file of the
repository, or (``cuts``) text within a source file: from after one phrase to before another, either every quoted string
there, joined, or the text itself. Nothing is fetched here; a message whose bytes are not the named ones is refused.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
VALUE = re.compile(r'value:\s*"((?:[^"\\]|\\.)*)"')
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def main() -> None:
    clones, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for message in tomllib.loads((HERE / "messages.toml").read_text(encoding="utf-8"))["message"]:
        clone = clones / message["repository"].replace("/", "+")
        shown = f"{message['commit']}:{message['path']}"
        data = subprocess.run(["git", "-C", clone, "show", shown], check=True, capture_output=True).stdout
        if "cuts" in message:
            text = data.decode("utf-8")
            data = "".join(cut(text, **one) for one in message["cuts"]).encode("utf-8")
        if hashlib.sha256(data).hexdigest() != message["sha256"]:
            sys.exit(f"{message['name']}: not the bytes that messages.toml names")
        (folder / message["name"]).write_bytes(data)
        sys.stdout.write(f"{message['name']}\n")


def cut(text: str, after: str, before: str, take: str = "strings") -> str:
    """Return what a source file says between two phrases: its strings, the strings of its values, or the text."""
    start = text.index(after) + len(after)
    part = text[start : text.index(before, start)]
    if take == "text":
        return part
    found = (STRING if take == "strings" else VALUE).findall(part)
    return re.sub(r"\\(.)", lambda match: ESCAPES.get(match[1], match[1]), "".join(found))


if __name__ == "__main__":
    main()
