"""PostgreSQL from the packaged binaries: initdb once, start, make our role and database, stop.

Two roles, neither a superuser. One owns the database, makes tables and may create the test database; the portal works
as the other, which reads and writes rows and can neither empty nor alter a table nor touch its triggers.
As root the server runs in a user namespace, or as `nobody` where that is forbidden: PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher import keys, paths, process
from launcher.say import Problem

NAME, WORKS = "jinchuanggu", "jinchuanggu_works"
AS_NOBODY = (process.become_nobody, process.become_nobody_who_reaches_everything)
# What people typed stays out of the log when a statement fails: neither the statement nor the values that it broke on.
NOTHING_TYPED = ("log_min_error_statement=panic", "log_error_verbosity=terse")
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB")
ROLES_AND_DATABASE = """\\set ON_ERROR_STOP on
SELECT 'CREATE ROLE {name} LOGIN CREATEDB'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') \\gexec
SELECT 'CREATE ROLE {works} LOGIN'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{works}') \\gexec
ALTER ROLE {name} PASSWORD '{password}';
ALTER ROLE {works} PASSWORD '{works_password}';
SELECT 'CREATE DATABASE {name} OWNER {name}'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec
"""


@dataclass
class PostgresServer:
    child: subprocess.Popen[bytes]
    url: str
    owner_url: str

    def stop(self) -> None:
        process.stop(self.child, signal.SIGINT)


def start(
    folder: Path, port: int, *, throw_away: bool = False, parent_death: int | None = signal.SIGINT
) -> PostgresServer:
    """Start the server on `folder`/pg; the folder is made or repaired first. One caller at a time per folder."""
    data, log = folder / "pg", folder / "log" / "postgres.log"
    prepare = how_not_root(folder)
    password = keys.kept(folder / "pg.password", 24)
    _forget_dead_server(data)
    if not (data / "PG_VERSION").exists():
        _initdb(folder, data, password, prepare)
    _check_version(data)
    _own(data, prepare)
    settings = ("listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", "max_connections=100")
    options = [
        part for setting in (*settings, *NOTHING_TYPED, *(THROW_AWAY if throw_away else ())) for part in ("-c", setting)
    ]
    child = process.start(
        [paths.postgres_bin() / "postgres", "-D", data, *options], log=log, env=_environment(), prepare=prepare,
        parent_death=parent_death, cwd="/",
    )  # fmt: skip
    try:
        process.wait_until(lambda: _is_ready(data, child.pid), child, what="PostgreSQL", log=log, seconds=60)
        urls = _make_roles_and_database(port, password, keys.kept(folder / "pg.works.password", 24))
    except BaseException:
        process.stop(child, signal.SIGINT)
        raise
    return PostgresServer(child, *urls)


def how_not_root(folder: Path) -> process.Prepare | None:
    """How a child of root becomes somebody PostgreSQL accepts, who reaches `folder`; None when we are not root."""
    if os.geteuid() != 0:
        return None
    for become in (process.enter_user_namespace, *AS_NOBODY):
        if _reaches(become, paths.postgres_bin() / "postgres", folder):
            return become
    raise Problem(
        "PostgreSQL 不能以 root 身份运行，而本机既不允许用户命名空间，用户 nobody 也进不了本目录。",
        f"用普通用户运行；或 chmod o+x {paths.ROOT} 及其上级目录；或设置 DATABASE_URL 指向已有的 PostgreSQL",
    )


def _reaches(become: process.Prepare, program: Path, folder: Path) -> bool:
    """Whether that user can run the program and enter the folder that holds the data."""
    try:
        for command in ([str(program), "--version"], ["test", "-x", str(folder)]):
            subprocess.run(command, preexec_fn=become, cwd="/", capture_output=True, check=True)
    except (OSError, KeyError, subprocess.SubprocessError):
        return False
    return True


def _own(folder: Path, prepare: process.Prepare | None) -> None:
    """As root give the data to whoever the server runs as: that may have changed since the last start."""
    if os.geteuid() != 0:
        return
    nobody = pwd.getpwnam("nobody")
    uid, gid = (nobody.pw_uid, nobody.pw_gid) if prepare in AS_NOBODY else (0, 0)
    if folder.stat().st_uid == uid:
        return
    os.chown(folder, uid, gid)
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(parent) / name, uid, gid, follow_symlinks=False)


def _initdb(folder: Path, data: Path, password: str, prepare: process.Prepare | None) -> None:
    """Make the cluster beside its final place and rename it, so that a killed initdb leaves nothing half-made."""
    fresh, secret, log = folder / "pg.new", folder / "pg.initial", folder / "log" / "initdb.log"
    shutil.rmtree(fresh, ignore_errors=True)
    if data.exists():
        shutil.rmtree(data)
    fresh.mkdir(mode=0o700, parents=True)
    secret.unlink(missing_ok=True)
    secret.touch(mode=0o600)
    secret.write_text(password)
    _own(fresh, prepare)
    if prepare in AS_NOBODY:
        os.chown(secret, fresh.stat().st_uid, fresh.stat().st_gid)
    command: paths.Command = [paths.postgres_bin() / "initdb", "-D", fresh, "-U", "postgres", "-A", "scram-sha-256"]
    command += [f"--pwfile={secret}", "-E", "UTF8", "--no-sync", "--no-instructions"]
    # a plain C locale makes trigram search blind to Chinese
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    child = process.start(command, log=log, env=_environment(), prepare=prepare, cwd="/")
    code = child.wait()
    secret.unlink()
    if code:
        raise Problem(f"建立数据库目录失败 (initdb)。\n{process.tail(log)}", "看上面的原因，再运行一次")
    os.replace(fresh, data)


def _check_version(data: Path) -> None:
    kept = (data / "PG_VERSION").read_text().strip()
    line = subprocess.run([paths.postgres_bin() / "postgres", "--version"], capture_output=True, text=True).stdout
    ours = line.split()[-1].split(".")[0]
    if kept != ours:
        raise Problem(
            f"{data} 里的数据属于 PostgreSQL {kept}，而安装的是 {ours}。",
            "不要旧数据：make reset；要旧数据：用旧版本 pg_dump 导出后再导入",
        )


def _forget_dead_server(data: Path) -> None:
    """A server left by a launcher that was killed is stopped; a pid file that names somebody else is removed."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    first = pid_file.read_text().split("\n", 1)[0].strip()
    pid = int(first) if first.isdecimal() else 0
    if pid and process.is_running(pid, "postgres"):
        os.kill(pid, signal.SIGINT)
        process.wait_gone(pid, 20)
    pid_file.unlink(missing_ok=True)


def _is_ready(data: Path, pid: int) -> bool:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def _make_roles_and_database(port: int, password: str, works_password: str) -> tuple[str, str]:
    """The addresses of the database: to work in it, and to own it."""
    command: paths.Command = [
        paths.postgres_bin() / "psql",
        "-XqU",
        "postgres",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        "postgres",
    ]
    sql = ROLES_AND_DATABASE.format(name=NAME, works=WORKS, password=password, works_password=works_password)
    env = _environment() | {"PGPASSWORD": password}
    done = subprocess.run(command, input=sql, capture_output=True, text=True, env=env)
    if done.returncode:
        raise Problem(f"建立数据库 {NAME} 失败。\n    {done.stderr.strip()}", "再运行一次；仍不行，就 make reset")
    place = f"127.0.0.1:{port}/{NAME}"
    return f"postgres://{WORKS}:{works_password}@{place}", f"postgres://{NAME}:{password}@{place}"


def _environment() -> dict[str, str]:
    """Ours, without PG* variables that would send psql or the server elsewhere."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C", "TZ": "UTC"}
