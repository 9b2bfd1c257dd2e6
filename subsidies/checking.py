"""Checking what an enterprise can claim, and keeping the answer with its trace."""

import json
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actor import Actor
from accounts.models import City
from core.periods import business_today
from core.verdict import Refused
from enterprises.models import Enterprise
from subsidies.engine import ENGINE_VERSION
from subsidies.matching_policies import findings
from subsidies.models import EligibilityRun


@transaction.atomic
def check(*, enterprise: Enterprise, by: Actor) -> EligibilityRun:
    """Run an enterprise's records against every city's schemes, its own city first, and keep what was found.

    Runs are never deleted. Where the last one of the same day and engine found the same, it is returned and no other is
    kept.
    """
    if enterprise.pk not in by.enterprise_ids:
        raise Refused("只能核对本单位。")
    own = [enterprise.city, *City.objects.exclude(pk=enterprise.city_id)]
    result = [row.as_json() for city in own for row in findings(enterprise, city)]
    last = EligibilityRun.objects.filter(enterprise=enterprise).first()
    if last is not None and _still_holds(last, result):
        return last
    return EligibilityRun.objects.create(
        enterprise=enterprise, asked_by_id=by.user_id, engine_version=ENGINE_VERSION, result=result
    )


def _still_holds(run: EligibilityRun, result: list[dict[str, Any]]) -> bool:
    """Whether a run was made today by this engine and found the same, compared as both are stored."""
    made_today = localdate(run.at) == business_today()
    return made_today and run.engine_version == ENGINE_VERSION and run.result == json.loads(json.dumps(result))
