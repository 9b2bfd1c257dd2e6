"""Two roles: one owns the tables and changes them, the other works in them and can change rows alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def owning(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """The connection belongs to the owner of the tables (OWNER_DATABASE_URL) for the length of a block that no
    transaction surrounds. Where no owner is named the working role owns them, and nothing changes."""
    with belonging_to("owns", alias):
        yield


@contextmanager
def belonging_to(who: str, alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """The connection belongs to one of the two roles; it stays on the database where it is."""
    connection, wanted = connections[alias], settings.DATABASE_ROLES[who]
    before = {key: connection.settings_dict[key] for key in wanted}
    if wanted == before:
        yield
        return
    connection.close()
    connection.settings_dict.update(wanted)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def let_work(alias: str = DEFAULT_DB_ALIAS) -> None:
    """As the owner: the working role reads and writes the rows of every table, and may do nothing else to it."""
    if settings.DATABASE_ROLES["works"] == settings.DATABASE_ROLES["owns"]:
        return
    connection = connections[alias]
    role = connection.ops.quote_name(settings.DATABASE_ROLES["works"]["USER"])
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")
