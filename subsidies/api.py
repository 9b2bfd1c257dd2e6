"""The REST interface: schemes, a reckoning without storage, one's own claims. Each view calls what the pages call."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import APIException, ParseError
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import actor_of
from accounts.permissions import AnyAccount, Applicants
from core.money import to_yuan
from subsidies.engine import Decision, Fact, Scheme, evaluate
from subsidies.engine.jsontext import NotJson, read_json
from subsidies.engine.lines import write_decision
from subsidies.models import Claim
from subsidies.parameters import with_released_figures
from subsidies.policies import library
from subsidies.workflow import CLAIM


class TooMuch(APIException):
    """The body is longer than DATA_UPLOAD_MAX_MEMORY_SIZE; it is not read."""

    status_code = 413
    default_code = "too_large"

    def __init__(self) -> None:
        super().__init__(f"请求内容超过{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2}MB，没有收下。")


class AsWrittenParser(BaseParser):
    """JSON whose numbers are kept as they are written: money never passes through binary floating point."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            value = read_json((parser_context or {})["request"].body)  # bounded by Django, which `stream` is not
        except RequestDataTooBig as error:
            raise TooMuch from error
        except NotJson as error:
            raise ParseError("请求内容不是 JSON。") from error
        if not isinstance(value, dict):
            raise ParseError("请求内容应是一个 JSON 对象。")
        return value


class DecisionRenderer(JSONRenderer):
    """A decision as the batch writes it: numbers of the id as they were written, a lone surrogate as its escape."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if isinstance(data, Decision):
            return write_decision(data, data.id)
        return bytes(super().render(data, accepted_media_type, renderer_context))


class FactSerializer(serializers.Serializer[Fact]):
    """One fact of a scheme."""

    name = serializers.CharField()
    type = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.CharField()
    help = serializers.CharField()
    evidence = serializers.CharField()
    given_by = serializers.CharField()
    optional = serializers.BooleanField()
    default = serializers.CharField(allow_null=True)
    values = serializers.DictField(child=serializers.CharField())


class SchemeSerializer(serializers.Serializer[Scheme]):
    """A scheme in brief."""

    code = serializers.CharField()
    title = serializers.CharField()
    city = serializers.CharField(source="policy.city")
    policy = serializers.CharField(source="policy.number")
    article = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    units = serializers.ListField(child=serializers.CharField())


class SchemeDetailSerializer(SchemeSerializer):
    """A scheme with its facts and the sentences of its reasons."""

    facts = serializers.SerializerMethodField()
    reasons = serializers.DictField(child=serializers.CharField())

    @extend_schema(responses=FactSerializer(many=True))
    def get_facts(self, scheme: Scheme) -> list[dict[str, Any]]:
        return list(FactSerializer(list(scheme.facts.values()), many=True).data)


class SchemeList(APIView):
    """All schemes, in the order of their documents; `?city=` narrows to one city."""

    permission_classes = (AnyAccount,)

    @extend_schema(responses=SchemeSerializer(many=True), operation_id="schemes_list")
    def get(self, request: Request) -> Response:
        city = request.query_params.get("city")
        schemes = [row for row in library().schemes.values() if city in (None, row.policy.city)]
        return Response(SchemeSerializer(schemes, many=True).data)


class SchemeDetail(APIView):
    """One scheme."""

    permission_classes = (AnyAccount,)

    @extend_schema(responses=SchemeDetailSerializer, operation_id="schemes_retrieve")
    def get(self, request: Request, code: str) -> Response:
        scheme = library().schemes.get(code)
        if scheme is None:
            return Response({"detail": "没有这个事项。"}, status=404)
        return Response(SchemeDetailSerializer(scheme).data)


DECISION = inline_serializer(
    "Decision",
    {
        "id": serializers.JSONField(),
        "scheme": serializers.CharField(allow_null=True),
        "outcome": serializers.CharField(),
        "amount": serializers.CharField(allow_null=True),
        "floor": serializers.CharField(allow_null=True),
        "ceiling": serializers.CharField(allow_null=True),
        "shares": serializers.DictField(child=serializers.CharField()),
        "entitlements": serializers.DictField(child=serializers.CharField()),
        "reasons": serializers.ListField(child=serializers.CharField()),
        "basis": serializers.CharField(allow_null=True),
        "steps": serializers.ListField(child=serializers.DictField()),
    },
)
CLAIM_BODY = inline_serializer(
    "EvaluateRequest",
    {
        "scheme": serializers.CharField(),
        "on": serializers.DateField(),
        "applicant_kind": serializers.CharField(),
        "resident": serializers.BooleanField(),
        "facts": serializers.DictField(),
    },
)


class Evaluate(APIView):
    """Reckon one claim, in the form of a batch line. Nothing is stored."""

    permission_classes = (AnyAccount,)
    parser_classes = (AsWrittenParser,)
    renderer_classes = (DecisionRenderer,)
    throttle_scope = "evaluate"

    @extend_schema(request=CLAIM_BODY, responses={200: OpenApiResponse(DECISION)})
    def post(self, request: Request) -> Response:
        return Response(evaluate(with_released_figures(), request.data))


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """One's own claim."""

    id = serializers.UUIDField(source="public_id")
    scheme = serializers.CharField(source="scheme_code")
    enterprise = serializers.CharField(source="enterprise.name")
    state_label = serializers.SerializerMethodField()
    amount = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = (
            "id", "number", "scheme", "enterprise", "state", "state_label", "on", "reference", "amount", "submitted_at",
        )  # fmt: skip

    def get_state_label(self, claim: Claim) -> str:
        return CLAIM.state(claim).label_applicant

    def get_amount(self, claim: Claim) -> str | None:
        """Yuan with two decimals once awarded, else null."""
        award = getattr(claim, "award", None)
        return f"{to_yuan(award.amount_fen):.2f}" if award else None


class OwnClaims:
    """What both claim views share: the caller's own enterprises' claims and nothing else."""

    permission_classes = (Applicants,)
    serializer_class = ClaimSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Claim.objects.none()
        actor = actor_of(self.request.user)  # type: ignore[attr-defined]
        own = Claim.objects.visible_to(actor).filter(enterprise_id__in=actor.enterprise_ids)
        return own.select_related("enterprise", "award")


class ClaimList(OwnClaims, ListAPIView[Claim]):
    """The caller's claims, newest first."""


class ClaimDetail(OwnClaims, RetrieveAPIView[Claim]):
    """One of the caller's claims."""

    lookup_field = "public_id"
