"""The addresses that this wing serves below /api/."""

from django.urls import path

from accounts.requests.routes import register_routes
from subsidies.api import claims
from subsidies.api.evaluating import Evaluate
from subsidies.api.schemes import SchemeDetail, SchemeList

register_routes(
    "subsidies",
    [
        path("schemes/", SchemeList.as_view(), name="schemes"),
        path("schemes/<str:code>/", SchemeDetail.as_view(), name="scheme"),
        path("evaluate/", Evaluate.as_view(), name="evaluate"),
        path("claims/", claims.ClaimList.as_view(), name="claims"),
        path("claims/<uuid:public_id>/", claims.ClaimDetail.as_view(), name="claim"),
    ],
)
