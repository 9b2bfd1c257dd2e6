"""Names of one house: a company and its branch, with and without its legal form."""

import re

from core.likeness.comparing import SHORTEST_NAME, placeless
from core.values.keys import key_of

# What stands behind the first of these is a branch of the same company.
LEGAL_FORM = re.compile("(?:有限责任公司|股份有限公司|有限公司|股份公司|总公司|分公司|公司|合伙企业|办事处)")
GROUP = re.compile("(?:控股|集团|股份|实业|投资|发展)+$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_HAN, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]{3}")


def of_one_house(one: str, other: str, city: str) -> bool:
    """Whether two names are one but for place and form, or one is that of a branch or a unit of the other: …集团,
    …集团物资采购中心."""
    short, long = sorted((_core(one, city), _core(other, city)), key=len)
    return short == long != "" or (len(short) >= SHORTEST_NAME and long.startswith(short))


def in_two_scripts(one: str, other: str) -> bool:
    """Whether one of two names is written in Latin letters and the other in Chinese characters: nothing of them can be
    compared."""
    if _HAN.search(one):
        one, other = other, one
    return bool(_HAN.search(other) and _LATIN.search(one) and not _HAN.search(one))


def _core(name: str, city: str) -> str:
    """A name without its place, its legal form and what stands behind that."""
    key = placeless(key_of(BRACKETED.sub("", name)), city)
    whole = LEGAL_FORM.split(key)[0] or key
    short = GROUP.sub("", whole)
    return short if len(short) >= SHORTEST_NAME else whole
