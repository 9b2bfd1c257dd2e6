"""The queue of claims. What is done with a claim is done on its own page, by the verbs."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html, format_html_join

from accounts.actor import Actor, roles
from accounts.adminkit.base import ReadOnlyAdmin, is_list
from accounts.adminkit.display import day
from accounts.adminkit.exchange import ExportingAdmin
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from core.values.periods import business_date
from subsidies.awards.record import period_of
from subsidies.awards.selectors import with_award
from subsidies.claims.clocks.clocks import timing_for, told
from subsidies.claims.clocks.visits import moves_of
from subsidies.claims.clocks.waiting import waited
from subsidies.claims.messaging import with_unread
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM, OPEN_STATES, PRIVATE_STATES
from subsidies.office.claims import case_pages, message_pages, paper_pages, times_pages, waiting_pages
from subsidies.office.claims.filters import CityFilter, ClaimSchemeFilter, ClaimStateFilter, ClockFilter, UnreadFilter
from subsidies.office.claims.sheets import ClaimResource
from subsidies.policies import library
from subsidies.whatif.estimates import estimates

READERS = roles.CLAIM_READERS


@admin.register(Claim)
class ClaimAdmin(ExportingAdmin, ReadOnlyAdmin):
    """Claims that were handed in, by state; drafts are the applicant's alone."""

    menu = (
        MenuEntry("claims", 10, "申报", "description"),
        MenuEntry("claims", 20, "待公布标准", "hourglass_top", "admin:claims_claim_waiting"),
        MenuEntry("claims", 70, "办理用时", "schedule", "admin:claims_claim_times"),
    )
    role_permissions = {"view": READERS, "export": READERS}
    resource_classes = (ClaimResource,)
    list_display = ("claim_number", "company", "scheme", "badge", "handed_in", "money")
    list_filter = (ClaimStateFilter, ClockFilter, CityFilter, ClaimSchemeFilter, UnreadFilter)
    list_select_related = ("applicant", "city")
    list_before_template = "admin/subsidies/claim/queue.html"
    search_fields = ("number", "applicant__name", "applicant__unit_code", "scheme_code", "reference")
    search_help_text = "编号、申请人、信用代码或事项代码"
    ordering = ("submitted_at", "pk")
    list_per_page = 30

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return super().scoped(rows, actor).exclude(state__in=PRIVATE_STATES).exclude(number=None)

    def get_queryset(self, request: PortalRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return with_award(rows.defer("receipt")) if is_list(request) else rows

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        pages = [
            path("times/", wrap(times_pages.times), {"page": self}, name="claims_claim_times"),
            path("waiting/", wrap(waiting_pages.waiting), {"page": self}, name="claims_claim_waiting"),
            path("<int:pk>/take/<slug:step>/", wrap(case_pages.take), {"page": self}, name="claims_claim_take"),
            path("<int:pk>/look/", wrap(paper_pages.look), {"page": self}, name="claims_claim_look"),
            path("<int:pk>/write/<slug:step>/", wrap(message_pages.write), {"page": self}, name="claims_claim_write"),
            path("<int:pk>/certify/", wrap(case_pages.certify), {"page": self}, name="claims_claim_certify"),
            path("<int:pk>/state/", wrap(case_pages.state), {"page": self}, name="claims_claim_state"),
        ]
        return [*pages, *super().get_urls()]

    def change_view(self, request: PortalRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        return case_pages.case(request, object_id, page=self)

    def changelist_view(self, request: PortalRequest, extra_context: Any = None) -> Any:
        """The queue with its counts; the rows' amounts are reckoned for the page in one go."""
        response = super().changelist_view(request, {**(extra_context or {}), "queue": self.queue(request)})
        cl = getattr(response, "context_data", {}).get("cl")
        if cl is not None:
            rows = list(cl.result_list)
            known = estimates(rows)
            unread = with_unread([row.pk for row in rows], of_office=True)
            _timed(rows)
            for row in rows:
                row.estimate, row.unread = known[row.pk], row.pk in unread
            cl.result_list = rows
        return response

    def queue(self, request: PortalRequest) -> list[dict[str, Any]]:
        """A tab for each state with its count, within the city that is chosen."""
        rows = self.scoped(Claim.objects.all(), request.actor)
        city = request.GET.get("city", "")
        rows = rows.filter(city__key=city) if city else rows
        counts = dict(rows.values_list("state").annotate(Count("pk")).order_by())
        chosen = request.GET.get("state", "")
        shown = {"": ("全部", sum(counts.values()))} | {
            name: (row.label_office, counts.get(name, 0))
            for name, row in CLAIM.states.items()
            if not row.private and (counts.get(name) or row.waits_for_office)
        }
        return [
            {"url": _narrowed(request, state), "label": label, "count": count, "chosen": chosen == state}
            for state, (label, count) in shown.items()
        ]

    @admin.display(description="编号", ordering="number")
    def claim_number(self, claim: Claim) -> str:
        return claim.number or ""

    @admin.display(description="申请人", ordering="applicant__name")
    def company(self, claim: Claim) -> str:
        return claim.applicant.name

    @admin.display(description="事项", ordering="scheme_code")
    def scheme(self, claim: Claim) -> str:
        """With what tells it from the applicant's next claim for the same: the matter, and for which months."""
        title = f"{claim.scheme_code} {library().schemes[claim.scheme_code].title}"
        about = "　".join(part for part in (claim.about, period_of(claim)) if part)
        return format_html('{}<br><span class="jcg-none">{}</span>', title, about) if about else title

    @admin.display(description="状态", ordering="state")
    def badge(self, claim: Any) -> str:
        """With the clock of its office beneath: a column more would push the amount off an ordinary screen."""
        state = CLAIM.state(claim)
        shown = [(state.shape, state.label_office)]
        shown += [("attention", "有新消息")] if getattr(claim, "unread", False) else []
        badges = (render_to_string("components/badge.html", {"state": shape, "label": label}) for shape, label in shown)
        told = {"clock": claim.clock, "waited": claim.waited}
        clock = render_to_string("admin/subsidies/claim/clock.html", told) if claim.clock or claim.waited else ""
        return format_html("{}{}", format_html_join(" ", "{}", ((badge,) for badge in badges)), clock)

    @admin.display(description="提交时间", ordering="submitted_at")
    def handed_in(self, claim: Claim) -> Any:
        return day(business_date(claim.submitted_at)) if claim.submitted_at else "—"

    @admin.display(description="金额")
    def money(self, claim: Any) -> Any:
        return render_to_string("admin/subsidies/claim/money.html", {"words": claim.estimate})


def _timed(claims: list[Any]) -> None:
    """With how long each waits where it is, and the clock of its office."""
    moves, timing = moves_of([row.pk for row in claims]), timing_for({row.city_id for row in claims})
    for row in claims:
        own = moves.get(row.pk, [])
        since = own[-1][1] if own else row.submitted_at
        is_open = since is not None and row.state in OPEN_STATES
        row.waited, row.clock = waited(since, timing.calendar) if is_open else "", told(row, own, timing)


def _narrowed(request: PortalRequest, state: str) -> str:
    """The address of the first page of the queue in a state, with the other filters as they are."""
    query = request.GET.copy()
    for name in ("state", "p"):
        query.pop(name, None)
    if state:
        query["state"] = state
    return f"?{query.urlencode()}"
