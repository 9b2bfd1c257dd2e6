"""The admin's navigation, grouped by work: each person sees what their roles let them open."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from accounts.actor.roles import ROLE_NAMES
from accounts.adminkit.base import ScopedModelAdmin
from jinchuanggu.workbench.duties import duties


@dataclass(frozen=True)
class Item:
    """One entry: a record's list (`app.model`) or another address of that record's page, its words and its sign."""

    model: str
    title: str
    icon: str
    address: str = ""
    needs: str = "view"


GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("申报与审核", (
        Item("claims.claim", "申报", "description"),
        Item("claims.claim", "等待标准", "hourglass_top", "admin:claims_claim_waiting"),
        Item("awards.award", "核定结果", "fact_check"),
        Item("awards.notice", "核定通知书", "approval"),
        Item("grants.grant", "已核定事项", "rule"),
        Item("advice.eligibilityrun", "可申报事项核对", "checklist"),
    )),
    ("资金", (
        Item("grants.capgrant", "限额占用", "savings"),
        Item("funds.fund", "基金", "account_balance"),
    )),
    ("园区与服务", (
        Item("parks.valley", "晋创谷", "terrain"),
        Item("parks.zone", "功能区", "map"),
        Item("parks.park", "产业园", "location_city"),
        Item("parks.building", "楼栋", "apartment"),
        Item("parks.space", "房源", "meeting_room"),
        Item("parks.tenancy", "入驻（租约）", "contract"),
        Item("parks.event", "科创活动", "event"),
        Item("parks.cooperationentity", "市校合作主体", "handshake"),
        Item("parks.researchbranch", "科研院所分支机构", "science"),
    )),
    ("企业与人才", (
        Item("enterprises.applicant", "企业", "domain"),
        Item("enterprises.recognition", "资质认定", "workspace_premium"),
        Item("enterprises.platform", "创新平台", "biotech"),
        Item("enterprises.yearlyfacts", "年度数据", "calendar_month"),
        Item("enterprises.intellectualproperty", "知识产权", "copyright"),
        Item("enterprises.applicantmembership", "企业经办人", "badge"),
        Item("talent.doctoralstudio", "博士创新工作室", "school"),
        Item("matching.achievement", "科技成果", "lightbulb"),
        Item("matching.need", "技术需求", "campaign"),
        Item("matching.jointproject", "攻关与校地合作项目", "group_work"),
        Item("matching.scenariomatch", "场景供需对接", "hub"),
    )),
    ("目标与报告", (
        Item("indicators.target", "目标", "flag"),
    )),
    ("政策与参数", (
        Item("catalogue.policydocument", "政策文件", "gavel"),
        Item("catalogue.edition", "版次与参数", "edit_document"),
        Item("whatif.preview", "调整试算", "query_stats"),
        Item("catalogue.policydocument", "条文检查", "rule_settings", "admin:catalogue_policydocument_lint", "lint"),
        Item("catalogue.rulestext", "规则文本", "code"),
    )),
    ("系统", (
        Item("accounts.user", "账号", "person"),
        Item("accounts.departmentmembership", "部门任职", "assignment_ind"),
        Item("accounts.department", "部门", "corporate_fare"),
        Item("accounts.city", "市", "location_on"),
        Item("accounts.district", "县（市、区）", "pin_drop"),
        Item("core.auditentry", "操作留痕", "history"),
        Item("core.outboxmessage", "后台任务", "sync"),
    )),
)  # fmt: skip


def navigation(request: Any) -> list[dict[str, Any]]:
    """Groups with the entries that this person may open; what waits for them comes first."""
    groups = [{"title": "待办", "items": [_home(), *(_duty(row) for row in duties(request))]}]
    for title, items in GROUPS:
        shown = [entry for item in items if (entry := _entry(request, item))]
        if shown:
            groups.append({"title": title, "items": shown, "separator": True, "collapsible": len(shown) > 6})
    return groups


def _home() -> dict[str, Any]:
    return {"title": "工作台", "icon": "dashboard", "link": reverse("admin:index")}


def _duty(row: Any) -> dict[str, Any]:
    badge = {"badge": str(row.count), "badge_variant": "warning"} if row.count else {}
    return {"title": row.title, "icon": row.icon, "link": row.url, "active": lambda _: False, **badge}


def _entry(request: Any, item: Item) -> dict[str, Any] | None:
    page = page_of(item.model)
    if page is None or not page.holds(request, item.needs):
        return None
    app, model = item.model.split(".")
    try:
        link = reverse(item.address or f"admin:{app}_{model}_changelist")
    except NoReverseMatch:
        return None
    return {"title": item.title, "icon": item.icon, "link": link, "active": lambda asked: _is_active(asked, link)}


def _is_active(request: Any, link: str) -> bool:
    """The entry whose address is the longest that the page's begins with."""
    if not request.path.startswith(link):
        return False
    others = (reverse("admin:claims_claim_waiting"), reverse("admin:catalogue_policydocument_lint"))
    return not any(request.path.startswith(other) and len(other) > len(link) for other in others)


def page_of(label: str) -> ScopedModelAdmin | None:
    """The admin page of a model, if it is registered."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return None
    return admin.site._registry.get(model)  # type: ignore[return-value]


def offices_of(request: Any) -> str:
    """For whom the person acts, under the name of the site."""
    actor = request.actor
    rows = [row for row in actor.standings if row.kind == "department"]
    return "、".join(dict.fromkeys(f"{row.organisation} {ROLE_NAMES[row.role]}" for row in rows))


def account_links(request: Any) -> list[dict[str, Any]]:
    """The person's own menu."""
    return [{"title": "修改密码", "link": reverse("accounts:password_change")}]
