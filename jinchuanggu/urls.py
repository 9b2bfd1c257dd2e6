"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

import accounts.urls
import enterprises.urls
from jinchuanggu.home import views

# Sign-up lies with the accounts for people, and above them in code: it makes an applicant too.
account_urlpatterns = [*accounts.urls.urlpatterns, *enterprises.urls.account_urlpatterns]

urlpatterns = [
    path("", views.home, name="home"),
    path("about/site-map/", views.about, {"page": "site_map"}, name="site_map"),
    path("about/accessibility/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("about/data-use/", views.about, {"page": "data_use"}, name="data_use"),
    path("accounts/", include((account_urlpatterns, "accounts"))),
    path("enterprise/", include("enterprises.urls")),
    path("", include("subsidies.portal.urls")),
    path("targets/", include("indicators.urls")),
    path("api/", include("jinchuanggu.api")),
    path("admin/", admin.site.urls),
]
