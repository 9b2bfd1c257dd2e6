"""One claim put before the rules by another system."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests.parsing import NO_JSON, NO_OBJECT
from accounts.scope.permissions import AnyAccount
from subsidies.api.describing import CLAIM_BODY, DECISION
from subsidies.catalogue.in_force import with_released_figures
from subsidies.rules import Decision, evaluate
from subsidies.rules.batch.answering import write_decision
from subsidies.rules.model.jsontext import NotJson, read_json


class AsWrittenParser(BaseParser):
    """JSON whose numbers are kept as they are written: money never passes through binary floating point."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            value = read_json(parser_context["request"].body)  # bounded by Django, which `stream` is not
        except NotJson as error:
            raise ParseError(NO_JSON) from error
        if not isinstance(value, dict):
            raise ParseError(NO_OBJECT)
        return value


class DecisionRenderer(JSONRenderer):
    """A decision as the batch writes it: numbers of the id as they were written, a lone surrogate as its escape."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if isinstance(data, Decision):
            return write_decision(data, data.id)
        return bytes(super().render(data, accepted_media_type, renderer_context))


class Evaluate(APIView):
    """Reckon one claim, in the form of a batch line. Nothing is stored."""

    permission_classes = (AnyAccount,)
    parser_classes = (AsWrittenParser,)
    renderer_classes = (DecisionRenderer,)
    throttle_scope = "evaluate"

    @extend_schema(request=CLAIM_BODY, responses={200: OpenApiResponse(DECISION)})
    def post(self, request: Request) -> Response:
        line: Any = request.data  # judged there, whatever its shape
        return Response(evaluate(with_released_figures(), line))
