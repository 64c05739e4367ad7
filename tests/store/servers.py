"""A PostgreSQL server of the tests' own: made in a temporary folder, started for the run, removed after it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "tapal"


def programs() -> Path | None:
    """The folder of the newest server programs of this machine, None when there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return None if there is None else Path(there).parent


def unprivileged() -> pwd.struct_passwd | None:
    """The user to run the server as when the tests run as root (a server refuses to); None: as ourselves."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


@contextmanager
def server(folder_of_programs: Path) -> Iterator[str]:
    """The address of a server's own database, without a password, reached through a socket in its folder."""
    # Not below pytest's folder: the path of a socket may have only about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="tapal-pg-"))
    user = unprivileged()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *arguments: str) -> None:
        identity = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        command = [str(folder_of_programs / program), *arguments]
        subprocess.run(command, check=True, cwd=folder, capture_output=True, timeout=120, **identity)  # type: ignore[call-overload]

    cluster = folder / "cluster"
    try:
        run("initdb", "-D", str(cluster), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        run("pg_ctl", "-D", str(cluster), "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(cluster), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
