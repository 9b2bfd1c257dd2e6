"""Addresses of the targets."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("", views.targets, name="targets"),
    path("<slug:city_key>/", views.city_targets, name="city"),
    path("<slug:city_key>/<slug:target_key>/", views.records, name="records"),
]
