"""A system check: no command of the portal goes on with a policy file that does not load."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from subsidies.policies import library
from subsidies.rules import PolicyError


@register
def policies_load(**kwargs: Any) -> list[CheckMessage]:
    """An error with the sentence that names file, line, scheme and what is wrong."""
    try:
        library()
    except PolicyError as error:
        return [Error(f"政策文件有误：{error}", hint="改正后再运行 lint_policies。", id="subsidies.E001")]
    return []
