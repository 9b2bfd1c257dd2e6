"""The packaged PostgreSQL and Valkey, started for real in a folder of their own."""

import os
import shutil
import subprocess

import psycopg2
import pytest
import redis

from launcher import ports, postgres, services, supervising, valkey
from launcher.say import Problem


@pytest.fixture
def nothing_given(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)


def query(url, sql):
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def test_both_servers_start_keep_their_data_and_stop(tmp_path, nothing_given):
    with services.running(tmp_path, throw_away=True) as urls:
        sql = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert query(urls["DATABASE_URL"], sql) is query(urls["OWNER_DATABASE_URL"], sql) is False
        made = "CREATE TABLE kept AS SELECT 1 AS one; GRANT SELECT ON kept TO public; COMMIT; SELECT 1"
        assert query(urls["OWNER_DATABASE_URL"], made) == 1
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            query(urls["DATABASE_URL"], made.replace("kept", "more"))
        client = redis.from_url(urls["REDIS_URL"])
        assert client.ping()
        client.close()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(urls["DATABASE_URL"])
    with services.running(tmp_path, throw_away=True) as urls:
        assert query(urls["DATABASE_URL"], "SELECT one FROM kept") == 1
        # what was typed stays out of the log where a statement breaks on it
        once = "CREATE TABLE told (name text PRIMARY KEY); INSERT INTO told VALUES ('somebody'), ('somebody'); SELECT 1"
        with pytest.raises(psycopg2.errors.UniqueViolation):
            query(urls["OWNER_DATABASE_URL"], once)
    log = (tmp_path / "log" / "postgres.log").read_text()
    assert "duplicate key" in log and "somebody" not in log


def test_a_server_that_fell_is_started_again_at_its_address(tmp_path, nothing_given):
    started: list[services.Service] = []
    with services.running(tmp_path, throw_away=True, started_here=started) as urls:
        for service in started:
            service.server.child.kill()
            service.server.child.wait(10)
        supervising.look([], {}, started, {})
        client = redis.from_url(urls["REDIS_URL"])
        assert client.ping()
        client.close()
        assert query(urls["DATABASE_URL"], "SELECT 1") == 1


def test_a_server_that_keeps_falling_ends_the_portal_with_a_sentence(tmp_path, nothing_given, monkeypatch):
    monkeypatch.setattr(supervising, "MOST_FALLS", 1)
    started: list[services.Service] = []
    with services.running(tmp_path, throw_away=True, started_here=started):
        started[0].server.child.kill()
        started[0].server.child.wait(10)
        with pytest.raises(Problem, match="valkey 反复退出"):
            supervising.look([], {}, started, {})


def test_trigrams_see_chinese(tmp_path, nothing_given):
    with services.running(tmp_path, throw_away=True) as urls:
        sql = "CREATE EXTENSION pg_trgm; SELECT similarity('长治市科技局', '长治科技')"
        assert query(urls["OWNER_DATABASE_URL"], sql) > 0


def test_a_half_made_cluster_is_made_again(tmp_path):
    (tmp_path / "pg.new" / "base").mkdir(parents=True)
    (tmp_path / "pg" / "base").mkdir(parents=True)  # no PG_VERSION: initdb never finished
    server = postgres.start(tmp_path, ports.free_port(), throw_away=True)
    try:
        assert query(server.url, "SELECT 1") == 1
    finally:
        server.stop()


def test_a_server_left_running_by_a_killed_launcher_is_replaced(tmp_path):
    first = postgres.start(tmp_path, ports.free_port(), throw_away=True)
    second = postgres.start(tmp_path, ports.free_port(), throw_away=True)
    try:
        assert first.child.poll() is not None
        assert query(second.url, "SELECT 1") == 1
    finally:
        second.stop()


def test_nobody_enters_without_the_password(tmp_path):
    database = postgres.start(tmp_path, ports.free_port(), throw_away=True)
    cache = valkey.start(tmp_path, ports.free_port())
    try:
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(database.url.replace(":" + database.url.split(":")[2].split("@")[0], ":wrong"))
        stranger = redis.Redis(port=int(cache.url.rsplit(":", 1)[1].split("/")[0]))
        with pytest.raises(redis.exceptions.AuthenticationError):
            stranger.ping()
        stranger.close()
    finally:
        cache.stop()
        database.stop()


def test_servers_that_are_named_are_used_and_nothing_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:pw@127.0.0.1:1/x")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:2/0")
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)
    with services.running(tmp_path) as urls:
        assert urls == {key: os.environ[key] for key in ("DATABASE_URL", "REDIS_URL")}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fc-match is not installed")
def test_chinese_is_shown_with_the_packaged_font():
    from launcher import fonts

    env = os.environ | {"FONTCONFIG_FILE": str(fonts.config())}
    for family, font in (("serif", "NotoSerifSC"), ("sans-serif", "NotoSansSC")):
        done = subprocess.run(["fc-match", f"{family}:lang=zh-cn"], env=env, capture_output=True, text=True)
        assert done.stdout.startswith(font)
