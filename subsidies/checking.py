"""Checking what an enterprise can claim, and keeping the answer with its trace."""

from django.db import transaction

from accounts.actor import Actor
from accounts.models import City
from core.verdict import Refused
from enterprises.models import Enterprise
from subsidies.engine import ENGINE_VERSION
from subsidies.matching_policies import findings
from subsidies.models import EligibilityRun


@transaction.atomic
def check(*, enterprise: Enterprise, by: Actor) -> EligibilityRun:
    """Run an enterprise's records against every city's schemes, its own city first, and keep what was found."""
    if enterprise.pk not in by.enterprise_ids:
        raise Refused("只能核对本单位。")
    own = [enterprise.city, *City.objects.exclude(pk=enterprise.city_id)]
    result = [row.as_json() for city in own for row in findings(enterprise, city)]
    return EligibilityRun.objects.create(
        enterprise=enterprise, asked_by_id=by.user_id, engine_version=ENGINE_VERSION, result=result
    )
