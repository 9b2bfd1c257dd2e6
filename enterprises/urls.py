"""Addresses of applicants, below /enterprise/, and sign-up, which lies with the accounts for people."""

from django.urls import path

from enterprises.views import correcting, declaring, payee_number, personal_data, profile, records, signing_up, teams

RECORDS = "enterprise/records/"

app_name = "enterprises"
urlpatterns = [
    path("enterprise/", profile.profile, name="profile"),
    path("enterprise/edit/", profile.edit, name="edit"),
    path("enterprise/switch/", profile.switch, name="switch"),
    path("enterprise/team/", teams.team, name="team"),
    path("enterprise/team/edit/", teams.team_edit, name="team_edit"),
    path("enterprise/team/withdraw/", teams.team_withdraw, name="team_withdraw"),
    path("enterprise/my-data/", personal_data.my_data, name="my_data"),
    path("enterprise/my-data/copy/", personal_data.my_data_copy, name="my_data_copy"),
    path("enterprise/my-data/erase/", personal_data.my_data_erase, name="my_data_erase"),
    path("enterprise/payee-number/", payee_number.payee_number, name="payee_number"),
    path("enterprise/payee-number/delete/", payee_number.payee_number_delete, name="payee_number_delete"),
    path("enterprise/my-data/request/", personal_data.erasure_ask, name="erasure_ask"),
    path("enterprise/my-data/request/withdraw/", personal_data.erasure_take_back, name="erasure_take_back"),
    path(RECORDS, records.register_list, name="records"),
    path(f"{RECORDS}<slug:register>/", records.register_page, name="register"),
    path(f"{RECORDS}<slug:register>/add/", declaring.record_add, name="record_add"),
    path(f"{RECORDS}<slug:register>/<int:pk>/", records.record_page, name="record"),
    path(f"{RECORDS}<slug:register>/<int:pk>/edit/", declaring.record_edit, name="record_edit"),
    path(f"{RECORDS}<slug:register>/<int:pk>/correct/", correcting.record_correct, name="record_correct"),
    path(
        f"{RECORDS}<slug:register>/<int:pk>/correct/withdraw/", correcting.correction_take_back,
        name="correction_take_back",
    ),
    path(f"{RECORDS}<slug:register>/<int:pk>/paper/", records.record_paper, name="record_paper"),
    path(f"{RECORDS}<slug:register>/<int:pk>/withdraw/", declaring.record_withdraw, name="record_withdraw"),
    path("accounts/sign-up/", signing_up.sign_up, name="sign_up"),
    path("accounts/sign-up/team/", signing_up.sign_up, {"way": "team"}, name="sign_up_team"),
    path("accounts/sign-up/person/", signing_up.sign_up, {"way": "person"}, name="sign_up_person"),
]  # fmt: skip
