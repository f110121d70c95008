from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from portal.accounts.gates import register_public  # inline: models are loaded by now, not before

        register_public("wagtail_serve")  # each page asks `portal.pages.gate` itself
