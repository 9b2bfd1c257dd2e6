"""The company's own page, its particulars, and which company one acts for."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import applicants, permitted_to
from enterprises import selectors
from enterprises.current import acting_enterprise, choose
from enterprises.forms.profile import ProfileForm
from enterprises.keeping import update_profile
from enterprises.models import Enterprise


@permitted_to(applicants)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """All that is recorded of the enterprise, each with its source."""
    enterprise = acting_enterprise(request)
    context = {
        "enterprise": enterprise,
        "identity": selectors.identity_facts(enterprise),
        "particulars": selectors.particulars(enterprise),
        "office_facts": selectors.office_facts(enterprise),
        "records": selectors.records_of(enterprise, request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "enterprises/profile.html", context)


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change the particulars."""
    enterprise, actor = acting_enterprise(request), request.actor  # type: ignore[attr-defined]
    form = ProfileForm(request.POST or None, enterprise=enterprise, actor=actor)
    if request.method == "POST" and form.is_valid():
        changed = update_profile(enterprise=enterprise, changes=form.changes(), by=actor)
        messages.success(request, f"已保存，修改了{len(changed)}项。" if changed else "内容没有变化。")
        return redirect("enterprises:profile")
    identity = selectors.identity_facts(enterprise)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "enterprise": enterprise, "identity": identity}
    return render(request, "enterprises/profile_edit.html", context, status=status)


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Choose the enterprise that one acts for."""
    actor = request.actor  # type: ignore[attr-defined]
    own = Enterprise.objects.visible_to(actor).filter(pk__in=actor.enterprise_ids).select_related("city")
    if request.method == "POST":
        enterprise = next((row for row in own if str(row.pk) == request.POST.get("enterprise")), None)
        if enterprise is None:
            raise Http404
        choose(request, enterprise)
        messages.success(request, f"现在以{enterprise.name}的身份办理。")
        return redirect("enterprises:profile")
    return render(request, "enterprises/switch.html", {"enterprises": own, "current": acting_enterprise(request)})
