import datetime

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        # Inline: models are loaded now, and not before.
        from portal.accounts import access, cms_groups, demo, receivers
        from portal.accounts.roles import Capability
        from portal.audit.access import register_reader_rule
        from portal.operations import registry

        receivers.connect()
        register_reader_rule(lambda user: access.may(user, Capability.AUDIT))
        registry.register_job("accounts.cms_groups", cms_groups.settle_everyone, every=datetime.timedelta(hours=1))
        registry.register_demo("accounts", demo.build)
