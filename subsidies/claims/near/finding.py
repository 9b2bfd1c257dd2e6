"""All that is near to a claim, found once for its page and for its approval."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from core.walls.acting import beyond_walls
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.certificates import NearCertificate, near_certificates
from subsidies.claims.near.claims import NearClaim, NearFold, folded, near_claims
from subsidies.claims.near.companies import NearCompany, near_companies, own_matters_of
from subsidies.claims.near.elsewhere import NearElsewhere, near_elsewhere
from subsidies.claims.near.kinds import MOST_SHOWN
from subsidies.claims.near.receipts import NearReceipts, near_receipts
from subsidies.claims.near.teams import NearTeam, near_teams
from subsidies.claims.states import AGREED_STATES


@dataclass(frozen=True)
class Near:
    """What is alike. Companies and teams that have claimed nothing are shown and ask for nothing.

    `agreed`: the keys of the claims that are near, about a certificate that is, of such a team, or of such a company
    for what is its own, and that were paid or will be. `folds`: those of which many are near for one reason. `more`:
    how many claims are near beside those that are shown, `more_elsewhere`: of other cities.
    """

    claims: list[NearClaim]
    elsewhere: list[NearElsewhere]
    certificates: list[NearCertificate]
    companies: list[NearCompany]
    teams: list[NearTeam]
    agreed: frozenset[int]
    more: int
    more_elsewhere: int
    folds: list[NearFold] = field(default_factory=list)
    receipts: list[NearReceipts] = field(default_factory=list)

    @property
    def paid(self) -> bool:
        """Whether something near was paid, or will be."""
        return bool(self.agreed)

    @property
    def claiming(self) -> list[NearCompany | NearTeam]:
        """Companies, teams and persons that have claimed something."""
        rows: list[NearCompany | NearTeam] = [*self.companies, *self.teams]
        return [row for row in rows if row.claims]

    @property
    def shown(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.wants_reason or self.companies or self.teams)

    @property
    def wants_reason(self) -> bool:
        """Whether an approval has to say why this is another matter all the same."""
        claims = self.claims or self.folds or self.elsewhere
        return bool(claims or self.certificates or self.receipts or self.claiming)

    @property
    def named(self) -> list[str]:
        """What it is, for the trail."""
        numbers = [str(row.claim.number) for row in self.claims] + [row.number for row in self.elsewhere]
        numbers += [fold.named for fold in self.folds]
        certificates = [row.record.certificate_no for row in self.certificates]
        receipts = [f"{row.one.voucher_no}、{row.other.voucher_no}" for row in self.receipts]
        return numbers + certificates + receipts + [row.applicant.name for row in self.claiming]


def near_in_turn(claim: Claim) -> Near:
    """The same for whoever lets the claim pass, once every other that is let pass for its register has been: of two
    that are near and approved in one moment the second sees the first. In the caller's transaction."""
    rule = claim.scheme.matter
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"near:{rule.record or rule.kind}"])
    return near_to(claim)


@beyond_walls("what is near to a claim")
def near_to(claim: Claim) -> Near:
    """Everything that is near to the claim as it was handed in."""
    teams = near_teams(claim)
    told = {row.applicant.pk for row in teams}
    companies = [row for row in near_companies(claim) if row.applicant.pk not in told]
    claims, elsewhere, certificates = near_claims(claim), near_elsewhere(claim), near_certificates(claim)
    numbers = [str(row.claim.number) for row in claims] + [row.number for row in elsewhere]
    numbers += [number for row in teams for number in row.numbers]
    numbers += [str(row.number) for row in own_matters_of(claim, companies)]
    alike = Q(number__in=numbers) | Q(record__in=[name_for(row.record) for row in certificates])
    agreed = frozenset(Claim.objects.filter(alike, state__in=AGREED_STATES).values_list("pk", flat=True))
    single, folds = folded(claims)
    more, more_elsewhere = (max(0, len(rows) - MOST_SHOWN) for rows in (single, elsewhere))
    shown = single[:MOST_SHOWN], elsewhere[:MOST_SHOWN]
    return Near(*shown, certificates, companies, teams, agreed, more, more_elsewhere, folds, near_receipts(claim))
