"""A sheet is handed in: its bytes are kept, and a worker looks through it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.adminkit.importing.running import CHECK, IMPORT
from core import jobs
from core.jobs import KeptPart
from core.models import Job
from core.values.identity_numbers import holds_identity
from core.values.text import clean_prose

_NAME = 80


@transaction.atomic
def start_import(*, page: Any, upload: Any, choice: dict[str, str], by: Actor) -> Job:
    """Keep the sheet and begin the job. `choice` holds format and resource as the page numbers them.

    Raises Refused where the person has enough jobs open, ValidationError for a name that may not be kept.
    """
    name = clean_prose(str(upload.name)).replace("\\", "/").rsplit("/", 1)[-1][-_NAME:]
    if holds_identity(name):
        raise ValidationError("文件名里请不要写身份证号码，请重命名后上传。")
    meta = page.model._meta
    job = jobs.begin(
        owner_id=by.user_id or 0, kind=IMPORT, title=f"导入{meta.verbose_name}：{name}", step=CHECK,
        arguments={"model": meta.label_lower, "name": name} | choice,
    )  # fmt: skip
    jobs.keep(job, KeptPart.SHEET, b"".join(upload.chunks()))
    return job
