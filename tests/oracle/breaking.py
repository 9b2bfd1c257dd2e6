"""Break a claim in one place: a fact, the header, or the whole line."""

from datetime import timedelta
from random import Random
from typing import Any

from tests.oracle import spelling
from tests.oracle.run import APPLICANT_KINDS, HEADER_FIELDS
from tests.oracle.scheme import BOOL, DECIMAL, INT, MONEY, MONTH, RATE, SCHEMES
from tests.oracle.spelling import OTHER_TYPES, Raw

Claim = dict[str, Any]


# ------------------------------------------------------------------ facts


def flip_truth(claim: Claim, rng: Random) -> None:
    """A condition that fails."""
    names = [n for n, fact in SCHEMES[claim["scheme"]].facts.items() if fact.read is BOOL.read]
    if names:
        claim["facts"][rng.choice(names)] = rng.choice((False, False, True))


def odd_fact(claim: Claim, rng: Random) -> None:
    """A fact that is spelt at the edge of its type, or beyond."""
    facts = SCHEMES[claim["scheme"]].facts
    if not facts:
        return
    name = rng.choice(list(facts))
    fact = facts[name]
    if fact.read in (MONEY.read, DECIMAL.read, RATE.read, INT.read):
        claim["facts"][name] = spelling.odd_number(rng)
    elif fact.read is MONTH.read:
        claim["facts"][name] = spelling.odd_month(rng)
    elif fact.values and rng.random() < 0.5:
        value = rng.choice(fact.values)
        claim["facts"][name] = rng.choice((value.upper(), value + " ", value[:-1], "", "other", [value]))
    else:
        claim["facts"][name] = rng.choice((*OTHER_TYPES, "true", "false", Raw("1"), Raw("0")))


def leave_out_fact(claim: Claim, rng: Random) -> None:
    """A fact that is not there."""
    if claim["facts"]:
        del claim["facts"][rng.choice(list(claim["facts"]))]


def null_fact(claim: Claim, rng: Random) -> None:
    """A fact that is null, needed or not."""
    names = list(SCHEMES[claim["scheme"]].facts)
    if names:
        claim["facts"][rng.choice(names)] = None


def unknown_fact(claim: Claim, rng: Random) -> None:
    """A fact that nobody asks, mostly one of another scheme."""
    names = ("colour", "", "Rate", "rate", "prior_awarded", "decided_amount", "id", "first_month", "level", "\ud800")
    claim["facts"][rng.choice(names)] = rng.choice((*OTHER_TYPES, "1", Raw("1")))


def other_scheme(claim: Claim, rng: Random) -> None:
    """The facts of one scheme under the code of another."""
    claim["scheme"] = rng.choice(list(SCHEMES))


# ------------------------------------------------------------------ header


def other_kind(claim: Claim, rng: Random) -> None:
    """Somebody else applies."""
    claim["applicant_kind"] = rng.choice(APPLICANT_KINDS)


def not_resident(claim: Claim, rng: Random) -> None:
    """Elsewhere, let in or not."""
    claim["resident"] = False
    if rng.random() < 0.6:
        claim["approved_outside"] = rng.random() < 0.8
    if rng.random() < 0.2:
        claim["applicant_kind"] = rng.choice(APPLICANT_KINDS)


def edge_of_window(claim: Claim, rng: Random) -> None:
    """A day before, on or after the ends of any policy's window."""
    policy = SCHEMES[claim["scheme"]].policy
    end = rng.choice((policy.first, policy.last))
    claim["on"] = (end + timedelta(days=rng.choice((-400, -1, 0, 1, 400)))).isoformat()


def odd_date(claim: Claim, rng: Random) -> None:
    """`on` is no day."""
    claim["on"] = spelling.odd_date(rng)


def odd_header(claim: Claim, rng: Random) -> None:
    """A header field of another type or spelling."""
    name = rng.choice(HEADER_FIELDS[1:])
    values: tuple[Any, ...] = (
        *OTHER_TYPES,
        "",
        "true",
        Raw("0"),
        Raw("1.0"),
        Raw("-1"),
        "JC-99",
        "cz-04a",
        "Enterprise",
    )
    claim[name] = rng.choice(values)


def odd_id(claim: Claim, rng: Random) -> None:
    """All that an id may be, and may not."""
    whole = (
        "0",
        "7",
        "-1",
        "-0",
        "1.0",
        "1e0",
        "1e5",
        "123456789012345678901234567890",
        "9" * 31,
        "18446744073709551616",
    )
    strings = ("", " ", "晋创谷", "\U0001f600", "a\u2028b", "\ud83d", "\udc00x", '"\\/\b\f\n\r\t', "\u0000", "0" * 300)
    claim["id"] = rng.choice((*(Raw(number) for number in whole), *strings, *OTHER_TYPES))


def odd_other_amount(claim: Claim, rng: Random) -> None:
    """What another policy gave, at the edge of the type."""
    claim["other_policy_amount"] = spelling.odd_number(rng)


def odd_pair(claim: Claim, rng: Random) -> None:
    """A unit or matter that is not given, or no string."""
    claim[rng.choice(("unit", "matter"))] = rng.choice((None, "", " ", "\ud800", Raw("5"), True, [], {}, "x" * 200))


def leave_out_header(claim: Claim, rng: Random) -> None:
    """A header field that is not there."""
    del claim[rng.choice(list(claim))]


def null_header(claim: Claim, rng: Random) -> None:
    """A header field that is null, allowed or not."""
    claim[rng.choice(HEADER_FIELDS)] = None


def unknown_header(claim: Claim, rng: Random) -> None:
    """A field that nobody asks."""
    claim[rng.choice(("note", "Id", "ID", "", "amount", "on ", "steps", "\ufeffid"))] = rng.choice(OTHER_TYPES)


def nested(claim: Claim, rng: Random) -> None:
    """A value as deep as a well."""
    depth = rng.choice((3, 50, 200))
    deep = Raw(rng.choice(("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth)))
    target = rng.choice((claim, claim["facts"]))
    target[rng.choice(list(target) or ["id"])] = deep


# ------------------------------------------------------------------ line


def no_json(line: bytes, rng: Random) -> bytes:
    """Something else than an object."""
    others = (b"", b" ", b"\t", b"\r", b"[]", b"null", b"1", b'"x"', b"true", b"NaN", b"{", b"}", b"not json", b"\x00")
    return rng.choice(
        (*others, b"[" + line + b"]", b"# " + line, b'{"id":"x",}', b"{'id': 'x'}", b'{"id" "x"}', b"\xff")
    )


def cut(line: bytes, rng: Random) -> bytes:
    """The line breaks off, or goes on."""
    if rng.random() < 0.5:
        return line[: rng.randrange(len(line))]
    return line + rng.choice(
        (b"}", b" x", b"," + line, line, b" " + line, b"\x00", b"\xe3\x80\x80", b"\xc2\xa0", b"\x0b")
    )


def byte_order_mark(line: bytes, rng: Random) -> bytes:
    """A mark, in UTF-8 or as if it were UTF-16."""
    return rng.choice((b"\xef\xbb\xbf" + line, b"\xff\xfe" + line, b"\xef\xbb\xbf", line + b"\xef\xbb\xbf"))


def bad_utf8(line: bytes, rng: Random) -> bytes:
    """A byte that UTF-8 does not know, in the middle of a string."""
    bad = rng.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe6\x99", b"\x80", b"\xd5\xfd"))
    at = in_a_string(line, rng)
    return line[:at] + bad + line[at:]


def in_a_string(line: bytes, rng: Random) -> int:
    """Behind a quotation mark, wherever it stands."""
    marks = [at for at, byte in enumerate(line) if byte == ord('"')]
    return rng.choice(marks) + 1 if marks else 0


def noise(line: bytes, rng: Random) -> bytes:
    """One byte is lost, doubled, changed or put in."""
    at = rng.randrange(len(line))
    strange = rng.choice(b'"\\{}[],: \t\r0123456789-+.eEnulltrfas\x00\x1f\x7f\x80\xbf\xc3\xe2\xed\xf0\xff')
    new = rng.choice((b"", line[at : at + 1] * 2, bytes([strange]), bytes([strange]) + line[at : at + 1]))
    return line[:at] + new + line[at + 1 :]


def control_character(line: bytes, rng: Random) -> bytes:
    """Raw control characters in a string are no JSON; DEL and the separators of Unicode are."""
    bad = rng.choice((b"\x00", b"\x01", b"\t", b"\r", b"\x1f", b"\x7f", b"\xe2\x80\xa8", b"\xc2\x85"))
    at = in_a_string(line, rng)
    return line[:at] + bad + line[at:]


def white_space(line: bytes, rng: Random) -> bytes:
    """Blanks that JSON allows around an object, and some that it does not."""
    blanks = (b" ", b"\t", b"  \t ", b"\r", b"\r\r", b"\xc2\xa0", b"\x0c", b"\xe3\x80\x80")
    return rng.choice((b"", *blanks)) + line + rng.choice((b"", *blanks))


def bad_token(line: bytes, rng: Random) -> bytes:
    """A value that is no JSON in the place of a truth."""
    token = rng.choice(spelling.NOT_EVEN_JSON).encode()
    return line.replace(b"true", token, 1)


def repeated_key(line: bytes, rng: Random) -> bytes:
    """A field twice: the last counts, here mostly the right one."""
    extra = rng.choice(
        (
            b'"scheme":"JC-99",',
            b'"id":[],',
            b'"facts":null,',
            b'"on":5,',
            b'"resident":"x",',
            b'"facts":{"colour":1},',
            b'"\\u006fn":"x",',
            b'"id":"first",',
        )
    )
    ends = (b',"resident":true}', b',"id":"last"}', b',"id":null}', b',"approved_outside":true}', b',"id":1.5}')
    if rng.random() < 0.6:
        return line.replace(b"{", b"{" + extra, 1)
    return line.rstrip()[:-1] + rng.choice(ends)


FACT_BREAKS = (
    *(flip_truth,) * 5,
    *(odd_fact,) * 7,
    *(leave_out_fact,) * 3,
    *(null_fact,) * 3,
    unknown_fact,
    other_scheme,
)
HEADER_BREAKS = (
    *(other_kind,) * 3,
    *(not_resident,) * 5,
    *(edge_of_window,) * 6,
    *(odd_pair,) * 2,
    *(odd_id,) * 2,
    odd_date,
    odd_header,
    odd_other_amount,
    odd_other_amount,
    leave_out_header,
    null_header,
    unknown_header,
    nested,
)
LINE_BREAKS = (
    no_json,
    cut,
    byte_order_mark,
    bad_utf8,
    control_character,
    white_space,
    bad_token,
    repeated_key,
    repeated_key,
)
