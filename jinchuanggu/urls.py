"""Every address of the portal: its own, and those that the rooms register."""

from django.contrib import admin
from django.urls import include, path

from accounts.requests.routes import page_routes
from jinchuanggu.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/site-map/", views.about, {"page": "site_map"}, name="site_map"),
    path("about/accessibility/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("about/data-use/", views.about, {"page": "data_use"}, name="data_use"),
    *page_routes(),
    path("api/", include("jinchuanggu.api")),
    path("admin/", admin.site.urls),
]

handler400 = "jinchuanggu.frame.failing.bad_request"
handler403 = "jinchuanggu.frame.failing.permission_denied"
handler404 = "jinchuanggu.frame.failing.page_not_found"
handler500 = "jinchuanggu.frame.failing.answer_to_trouble"
