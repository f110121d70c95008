from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        import search  # inline, and so below: models are loaded by now, not before
        from portal.accounts.gates import register_public
        from portal.operations.registry import register_demo
        from portal.pages import demo, receivers, search_library, search_people
        from portal.pages.search_documents import KIND, PageSource

        register_public("wagtail_serve")  # each page asks `portal.pages.gate` itself
        search.register(KIND, PageSource(), "Pages")
        search.register(search_library.KIND, search_library.LibrarySource(), search_library.LABEL)
        search.register(search_people.KIND, search_people.PersonSource(), search_people.LABEL)
        receivers.connect()
        register_demo("pages", demo.build)
