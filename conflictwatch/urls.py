"""The top of the URL tree: the desk's pages, its admin, and whether it is alive."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView


class FaviconView(RedirectView):
    """Browsers ask for this one address on pages, such as the admin's, that name no icon."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("frame/favicon.svg")


urlpatterns = [
    path("admin/", admin.site.urls),
    path("favicon.ico", login_not_required(FaviconView.as_view())),
    path("", include("incidents.urls")),
]
