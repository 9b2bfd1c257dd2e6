"""Addresses of the applicant's side and of the public pages."""

from django.urls import path

from accounts.scope.permissions import any_account, permitted_to
from core.files.views import download
from core.looking.views import look, page_picture
from subsidies.portal.views import claim_form, claim_pages, eligibility, evidence, filing, messages, schemes, verify

app_name = "subsidies"
urlpatterns = [
    path("schemes/", schemes.scheme_list, name="scheme_list"),
    path("schemes/<str:code>/", schemes.scheme_page, name="scheme"),
    path("schemes/<str:code>/standards/<str:name>/", schemes.standard_page, name="standard"),
    path("schemes/<str:code>/start/", schemes.start_claim, name="start"),
    path("claims/", claim_pages.claim_list, name="claim_list"),
    path("claims/<uuid:public_id>/", claim_pages.claim_page, name="claim"),
    path("claims/<uuid:public_id>/edit/", claim_form.claim_edit, name="claim_edit"),
    path("claims/<uuid:public_id>/autosave/", claim_form.claim_autosave, name="claim_autosave"),
    path("claims/<uuid:public_id>/reckon/", claim_form.claim_reckon, name="claim_reckon"),
    path("claims/<uuid:public_id>/evidence/", evidence.evidence_add, name="evidence_add"),
    path(
        "claims/<uuid:public_id>/evidence/<int:evidence_id>/remove/", evidence.evidence_remove, name="evidence_remove"
    ),
    path("claims/<uuid:public_id>/preview/", claim_pages.claim_preview, name="claim_preview"),
    path("claims/<uuid:public_id>/submit/", claim_pages.claim_submit, name="claim_submit"),
    path("claims/<uuid:public_id>/withdraw/", claim_pages.claim_withdraw, name="claim_withdraw"),
    path("claims/<uuid:public_id>/copy/", claim_pages.claim_copy, name="claim_copy"),
    path("claims/<uuid:public_id>/next/", claim_pages.claim_next, name="claim_next"),
    path("claims/<uuid:public_id>/message/", messages.claim_message, name="claim_message"),
    path("claims/<uuid:public_id>/receipt/", claim_pages.claim_receipt, name="claim_receipt"),
    path("claims/for-many/", filing.for_many, name="for_many"),
    path("claims/for-many/<str:code>/", filing.for_many_scheme, name="for_many_scheme"),
    path("eligibility/", eligibility.eligibility, name="eligibility"),
    path("eligibility/check/", eligibility.eligibility_check, name="eligibility_check"),
    path("eligibility/three-cities/", eligibility.three_cities, name="three_cities"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>/", verify.verify, name="verify"),
    path("files/<uuid:file_id>/", permitted_to(any_account)(download), name="file"),
    path("files/<uuid:file_id>/look/", permitted_to(any_account)(look), name="file_look"),
    path("files/<uuid:file_id>/pages/<int:number>/", permitted_to(any_account)(page_picture), name="file_page"),
]
