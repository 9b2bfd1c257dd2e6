"""The registers for other systems: what there is, the records that one may read, adding one as the pages do."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import Actor, actor_of
from accounts.requests.parsing import PlainFormParser, PlainJSONParser
from accounts.scope.permissions import AnyAccount
from core.values.text import is_storable
from core.values.verdict import Refused
from enterprises.api.describing import RecordSerializer, fields_by_key, serializer_of
from enterprises.forms.records import RecordForm, form_of, is_required
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.declaring import declare
from enterprises.registers.entering import can_enter, enter_new
from enterprises.registers.permissions import can_declare
from enterprises.registers.presenting import PAPER, label_of
from enterprises.registers.register import Register, registers
from enterprises.registers.selectors import readable

NO_APPLICANT = "没有这个申请人，或者不由您办理；请核对统一社会信用代码或门户编号。"
WHICH_APPLICANT = "您为多家单位办理，请写明申请人代码（统一社会信用代码或门户编号）。"


class Unfit(APIException):
    """What was sent cannot be recorded; sentences by field."""

    status_code = 400

    def __init__(self, told: dict[str, list[str]]) -> None:
        super().__init__()
        self.detail: Any = told


class FieldSerializer(serializers.Serializer[dict[str, Any]]):
    """One field of a register."""

    name = serializers.CharField()
    title = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # stands where DRF keeps a field's


class RegisterSerializer(serializers.Serializer[Register]):
    """A register in brief."""

    name = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField(source="heading")
    lead = serializers.CharField()
    declared = serializers.BooleanField()
    fields_asked = serializers.SerializerMethodField()

    @extend_schema(responses=FieldSerializer(many=True))
    def get_fields_asked(self, entry: Register) -> list[dict[str, Any]]:
        return [
            {
                "name": key,
                "title": label_of(entry.model, name),
                "required": is_required(entry.model._meta.get_field(name)),
            }
            for key, name in fields_by_key(entry).items()
        ]


class RegisterList(APIView):
    """All registers."""

    permission_classes = (AnyAccount,)

    @extend_schema(responses=RegisterSerializer(many=True), operation_id="registers_list")
    def get(self, request: Request) -> Response:
        entries: Any = list(registers().values())
        return Response(RegisterSerializer(entries, many=True).data)


class RegisterView(GenericAPIView[Any]):
    """What both views of a register share: the records that one may read."""

    permission_classes = (AnyAccount,)
    entry: Any = None

    def get_serializer_class(self) -> type[RecordSerializer]:
        return serializer_of(self.entry)

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return self.entry.model._default_manager.none()
        return readable(self.entry, actor_of(self.request.user)).order_by("-pk")


class RecordDetail(RegisterView, RetrieveAPIView[Any]):
    """One record."""


class RecordList(RegisterView, ListAPIView[Any]):
    """The records of a register, newest first; a record is added as declared, or as entered by an office."""

    parser_classes = (PlainJSONParser, PlainFormParser)

    def post(self, request: Request) -> Response:
        """Add a record for an applicant that one acts for, or as its city's office. It is to be certified."""
        actor, sent = actor_of(request.user), _sent(request)
        applicant = _applicant(self.entry, actor, sent.pop("applicant", None))
        form = form_of(self.entry, applicant, actor)(_typed(self.entry, sent), request.FILES)
        if not form.is_valid():
            raise Unfit(_told(form))
        record = _written(self.entry, form, actor)
        return Response(self.get_serializer(record).data, status=201)


def _sent(request: Request) -> dict[str, Any]:
    sent: Any = request.data
    return {name: value for name, value in sent.items() if name not in request.FILES}


def _applicant(entry: Register, actor: Actor, code: Any) -> Applicant:
    """Whose record it is to be. Raises Unfit alike for an applicant that is not there and one that is not theirs."""
    visible = Applicant.objects.visible_to(actor).select_related("city")
    if code is None:
        own = list(visible.filter(pk__in=actor.applicant_ids)[:2])
        if len(own) == 1:
            return own[0]
        raise Unfit({"applicant": [WHICH_APPLICANT if own else NO_APPLICANT]})
    found = visible.filter(unit_code=code).first() if isinstance(code, str) and is_storable(code) else None
    if found is None or not (found.pk in actor.applicant_ids or can_enter(actor, entry, found)):
        raise Unfit({"applicant": [NO_APPLICANT]})
    return found


def _typed(entry: Register, sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as the form wants it. Raises Unfit for names that the register has not, and for inexact money."""
    known = fields_by_key(entry)
    unknown = [name for name in sent if name not in known or known[name] == PAPER]
    if unknown:
        raise Unfit({name[:60] if is_storable(name) else "detail": ["没有这个字段。"] for name in unknown})
    wrong = [name for name, value in sent.items() if isinstance(value, float | dict)]
    if wrong:
        raise Unfit({name: ['请写成文本，例如 "300000.00"。'] for name in wrong})
    return {known[name]: _text(value) for name, value in sent.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else ""  # as a box that is ticked or not; for a day it is no answer
    if isinstance(value, list):
        return ",".join(str(part) for part in value)
    return "" if value is None else str(value)


def _told(form: RecordForm) -> dict[str, list[str]]:
    keys = {name: key for key, name in fields_by_key(form.entry).items()}
    return {keys.get(name, "detail"): [str(sentence) for sentence in found] for name, found in form.errors.items()}


def _written(entry: Register, form: RecordForm, actor: Actor) -> RegisterRecord:
    verb = declare if can_declare(actor, entry, form.applicant) else enter_new
    try:
        return verb(record=form.built(), upload=form.cleaned_data.get(PAPER), by=actor)
    except ValidationError as error:
        form.take(error)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    raise Unfit(_told(form))
