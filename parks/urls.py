"""Addresses of the valley's services, and of the way into it."""

from django.urls import path

from parks.entry import views
from parks.services.views import services

app_name = "parks"
urlpatterns = [
    path("services/", services, name="services"),
    path("enterprise/entry/", views.entry, name="entry"),
    path("enterprise/entry/<int:pk>/withdraw/", views.take_back, name="entry_withdraw"),
]
