"""Checking what an applicant can claim, and keeping the answer with its trace."""

import json
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actor import Actor
from accounts.models import City
from core.values.periods import business_today
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.advice.matching import findings
from subsidies.advice.models import EligibilityRun
from subsidies.rules import ENGINE_VERSION


@transaction.atomic
def check(*, applicant: Applicant, by: Actor, anew: bool = False) -> EligibilityRun:
    """Run an applicant's records against every city's schemes, its own city first, and keep what was found.

    Runs are never deleted. Where the last one of the same day and engine found the same, it is returned and no other is
    kept; but where something was changed since (`anew`), so that the page says no longer that it should be checked.
    """
    if applicant.pk not in by.applicant_ids:
        raise Refused("只能核对自己的情况。")
    own = [applicant.city, *City.objects.exclude(pk=applicant.city_id)]
    result = [row.as_json() for city in own for row in findings(applicant, city)]
    last = EligibilityRun.objects.filter(applicant=applicant).first()
    if last is not None and not anew and _still_holds(last, result):
        return last
    return EligibilityRun.objects.create(
        applicant=applicant, asked_by_id=by.user_id, engine_version=ENGINE_VERSION, result=result
    )


def _still_holds(run: EligibilityRun, result: list[dict[str, Any]]) -> bool:
    """Whether a run was made today by this engine and found the same, compared as both are stored."""
    made_today = localdate(run.at) == business_today()
    return made_today and run.engine_version == ENGINE_VERSION and run.result == json.loads(json.dumps(result))
