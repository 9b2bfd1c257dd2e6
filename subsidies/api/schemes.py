"""What can be applied for, for other systems."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.scope.permissions import AnyAccount
from subsidies.policies import library
from subsidies.rules import Fact, Scheme


class FactSerializer(serializers.Serializer[Fact]):
    """One fact of a scheme."""

    name = serializers.CharField()
    type = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a fact's label stands where DRF keeps a field's
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
    article = serializers.CharField(source="article_number")
    kinds = serializers.ListField(child=serializers.CharField())
    units = serializers.ListField(child=serializers.CharField())


class SchemeDetailSerializer(SchemeSerializer):
    """A scheme with its facts and the sentences of its reasons."""

    facts = serializers.SerializerMethodField()
    reasons = serializers.DictField(child=serializers.CharField())

    @extend_schema(responses=FactSerializer(many=True))
    def get_facts(self, scheme: Scheme) -> list[dict[str, Any]]:
        facts: Any = list(scheme.facts.values())  # DRF's typing knows no many=True
        return list(FactSerializer(facts, many=True).data)


class SchemeList(APIView):
    """All schemes, in the order of their documents; `?city=` narrows to one city."""

    permission_classes = (AnyAccount,)

    @extend_schema(
        responses=SchemeSerializer(many=True), operation_id="schemes_list",
        parameters=[OpenApiParameter("city", str, description="只列这个市的事项，写法同各事项的 city。")],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        city = request.query_params.get("city")
        schemes: Any = [row for row in library().schemes.values() if city in (None, row.policy.city)]
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
