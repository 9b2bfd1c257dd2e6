"""How much one applicant may keep here: files and bytes, counted over all its people, so that none fills the disk."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum

from core.files.quotas import GIGABYTE, bounds_uploads
from core.models import StoredFile
from enterprises.models import ApplicantMembership


@bounds_uploads
def check_applicant_quota(user_id: int | None, size: int) -> None:
    """Raises ValidationError (Chinese) when those who act for the same applicants as this person keep enough already.

    Whoever acts for no applicant (an office) is not bounded.
    """
    if user_id is None:
        return
    own = ApplicantMembership.objects.filter(user_id=user_id).values("applicant_id")
    people = list(ApplicantMembership.objects.filter(applicant_id__in=own).values_list("user_id", flat=True))
    if not people:
        return
    kept = StoredFile.objects.filter(uploaded_by_id__in=people).aggregate(files=Count("pk"), size=Sum("size"))
    if kept["files"] >= settings.QUOTA_FILES:
        raise ValidationError(f"本单位上传的文件已达{settings.QUOTA_FILES}份，不能再传；{_WAY_OUT}", code="quota")
    if (kept["size"] or 0) + size > settings.QUOTA_BYTES:
        most = settings.QUOTA_BYTES / GIGABYTE
        raise ValidationError(f"本单位上传的文件合计已近{most:g}GB，放不下这一份；{_WAY_OUT}", code="quota")


_WAY_OUT = "请删去草稿中不用的材料，或联系园区服务窗口。"
