"""Addresses of the way into a valley."""

from django.urls import path

from parks.entry import views

app_name = "parks"
urlpatterns = [
    path("enterprise/entry/", views.entry, name="entry"),
    path("enterprise/entry/<int:pk>/withdraw/", views.take_back, name="entry_withdraw"),
]
