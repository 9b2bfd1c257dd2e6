"""What is kept of an applicant by asking what it can claim."""

from accounts.actor import Actor
from enterprises.models import Applicant
from enterprises.personal_data.keeping import Kept, Told, register_kept
from enterprises.personal_data.wording import Row, moment, plain
from subsidies.advice.models import EligibilityRun


def _runs(applicant: Applicant, by: Actor) -> Told:
    return [_run(row) for row in EligibilityRun.objects.visible_to(by).filter(applicant=applicant)]


def _run(run: EligibilityRun) -> Row:
    found = [(f"{row['title']}{row['article']}", plain(row["headline"])) for row in run.result]
    return [("核对时间", moment(run.at)), *found]


register_kept("eligibility", Kept("可申报事项核对", "核对过的结果不能改动，不删除。", _runs, models=(EligibilityRun,)))
