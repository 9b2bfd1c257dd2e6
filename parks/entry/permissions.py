"""Who may ask to move in, and who answers. Each answer carries its reason."""

from accounts.actor import Actor, Role
from core.values.verdict import YES, Verdict, no
from enterprises.models import Applicant
from parks.models import EntryRequest, EntryState


def can_ask(actor: Actor, applicant: Applicant) -> Verdict:
    """The applicant's own people, one request at a time."""
    if applicant.pk not in actor.applicant_ids:
        return no("只有申请人的经办人可以提交入驻申请。")
    if EntryRequest.objects.filter(applicant=applicant, state=EntryState.ASKED).exists():
        return no("上一份入驻申请还没有答复；要改内容的，请先撤回再提交。")
    return YES


def can_take_back(actor: Actor, request: EntryRequest) -> Verdict:
    """What nobody has answered yet."""
    if request.applicant_id not in actor.applicant_ids:
        return no("只有申请人的经办人可以撤回入驻申请。")
    return YES if request.is_open else no("这份申请已经办结，不能撤回。")


def can_answer(actor: Actor, request: EntryRequest) -> Verdict:
    """The operator of the park's city, for others than who it files for."""
    if not request.is_open:
        return no("这份申请已经办结。")
    if Role.OPERATOR not in actor.roles_in(request.applicant.city_id):
        return no("由本市的园区运营人员答复。")
    if request.applicant_id in actor.recused_from or request.asked_by_id == actor.user_id:
        return no("不能答复本人代办过的单位的申请。")
    return YES
