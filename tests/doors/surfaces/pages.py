"""Forms as pages offer them and as nobody offers them, bodies of many parts, headers."""

from tests.doors.knocking import Knocks
from tests.doors.odd import NAMES, Odd
from tests.doors.opening import doors, page_at
from tests.doors.surfaces.encoding import (
    BOUNDARY,
    CHARSETS,
    FORM,
    MANY_PARTS,
    body_of,
    content,
    encoded,
    header,
    part,
    quoted,
)
from tests.doors.surfaces.reading import names_in_code, offered_at

FILES = ("file", "upload", "paper", "import_file", "evidence")
FILE_NAMES = ("a.pdf", "a.png", "表.xlsx", "a.docx", "a.csv")
BODIES = (b"a=1&b=%E4%BD%A0", b"{}", b"username=a&password=b", b"")
KINDS = (FORM, "application/json", MANY_PARTS, "text/plain")
HEADERS = (
    "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_AUTHORIZATION", "HTTP_X_FORWARDED_FOR",
    "HTTP_HOST", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_RANGE",
    "HTTP_X_REQUESTED_WITH", "HTTP_HX_REQUEST", "HTTP_HX_CURRENT_URL", "HTTP_HX_TARGET", "HTTP_HX_TRIGGER",
    "HTTP_HX_PROMPT", "HTTP_HX_TRIGGERING_EVENT", "HTTP_USER_AGENT", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_CSRFTOKEN",
    "HTTP_COOKIE", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED",
    "REMOTE_ADDR",
)  # fmt: skip
HEADER_VALUES = (
    "application/json", "text/html;q=0.9", "*/*", "application/json; indent=1000000", "application/json; indent=x",
    "zh-CN", "Token abc", "Token", "Token a b", "Token \xff", "Basic Og==", "Bearer x", "sessionid=abc; messages=[1]",
    "csrftoken=x", "Sun, 06 Nov 1994 08:49:37 GMT", "bytes=0-1", "bytes=9-1", "1.2.3.4", "::1", "127.0.0.1:99999", "[",
    "[::1", "true", "http://[", "testserver", '"etag"', "W/x", "XMLHttpRequest", "DELETE", '{"a": 1}', "a, b, c", "-1",
    "99999999999999999999",
)  # fmt: skip


def forms(knocks: Knocks, odd: Odd) -> None:
    """Forms as the page offers them, with odd values in some fields; forms that nobody offers, rows that are none, and
    now and then nothing at all."""
    if odd.often(0.1):
        ticked(knocks, odd)
        return
    role, address = odd.one_of([door for door in doors(knocks.world) if door[1].route.api_class is None])
    offered = offered_at(knocks, role, address.path)
    typed = {name: odd.one_of(values) for name, values in offered.items() if odd.often(0.9)}
    names = list(offered) or list(names_in_code())
    for _ in range(odd.one_of((1, 2, 3, 5, 20))):
        name = odd.one_of(names) if odd.often(0.9) else odd.one_of((*names_in_code(), *NAMES))
        typed[name] = _instead_of(typed.get(name, ""), odd)
    knocks.knock(role, "POST", address.path, data=encoded({} if odd.often(0.03) else typed), content_type=FORM)


def _instead_of(good: str, odd: Odd) -> str:
    """Something odd in the place of a good value; of what looks like a key or a figure, mostly what is none."""
    if good.replace(".", "").isdecimal() and odd.often(0.6):
        return odd.one_of((odd.key, odd.number))()
    return odd.damaged(good) if odd.often(0.3) else odd.key() if odd.often(0.1) else odd.text()


def ticked(knocks: Knocks, odd: Odd) -> None:
    """Rows that are ticked in a list of the admin for one of its actions, odd ones among them."""
    lists = [door for door in doors(knocks.world) if door[1].route.name.endswith("_changelist")]
    role, address = odd.one_of([door for door in lists if page_at(door[1]).actions])
    typed = {"action": odd.one_of(page_at(address).actions), "index": odd.key() if odd.often(0.2) else "0"}
    typed |= {"select_across": odd.one_of(("0", "0", "1", odd.text()))}
    rows = "".join(f"&_selected_action={quoted(odd.key())}" for _ in range(odd.one_of((1, 2, 5))))
    knocks.knock(role, "POST", address.path, data=encoded(typed) + rows.encode(), content_type=FORM)


def multipart(knocks: Knocks, odd: Odd) -> None:
    """Bodies of many parts whose heads, names and contents are odd."""
    role, address = odd.one_of(doors(knocks.world))
    offered = offered_at(knocks, role, address.path) if address.route.api_class is None else {}
    parts = [
        part(name, _typed(values, odd).encode("utf-8", "replace"), odd)
        for name, values in offered.items()
        if odd.often(0.9)
    ]
    files = [name for name in (*offered, *FILES) if any(word in name for word in FILES)]
    for _ in range(odd.dice.randint(1, 2)):
        parts.append(part(odd.one_of(files), content(odd), odd, filename=odd.one_of((*FILE_NAMES, odd.text()))))
    if odd.often(0.2):
        parts.append(part(odd.text(), odd.raw(), odd))
    body = body_of(parts)
    body = odd.flipped(body) if odd.often(0.15) else body
    kind = f"multipart/form-data; boundary={BOUNDARY if odd.often(0.95) else odd.text()}"
    kind += f"; charset={odd.one_of(CHARSETS)}" if odd.often(0.1) else ""
    knocks.knock(role, "POST", address.path, data=body, content_type=header(kind))


def _typed(values: list[str], odd: Odd) -> str:
    value: str = odd.one_of(values)
    return odd.damaged(value) if odd.often(0.3) else value


def headers(knocks: Knocks, odd: Odd) -> None:
    """Requests whose headers are odd, first of all the kind and charset of what is sent."""
    role, address = odd.one_of(doors(knocks.world))
    told: dict[str, str] = {}
    for name in odd.dice.sample(HEADERS, odd.one_of((1, 2, 5))):
        good = odd.one_of(HEADER_VALUES)
        told[name] = header(odd.one_of((odd.text(), good, odd.damaged(good))))
    kind = odd.one_of((*KINDS, odd.text()))
    if odd.often(0.7):
        kind += f"; charset={odd.one_of(CHARSETS)}"
    told |= {"QUERY_STRING": "q=1"} if odd.often(0.3) else {}
    body, method = odd.one_of((*BODIES, odd.raw())), odd.one_of(("GET", "POST"))
    knocks.knock(role, method, address.path, data=body, content_type=header(kind), **told)
