"""Addresses of the employer's roster."""

from django.urls import path

from talent.roster import views

app_name = "talent"
urlpatterns = [
    path("talent/roster/", views.roster, name="roster"),
    path("talent/roster/sheet/", views.roster_sheet, name="roster_sheet"),
]
