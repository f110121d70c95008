"""The table of roles in docs/roles.md, made from the code, so that the page cannot say anything else."""

from __future__ import annotations

from portal.accounts.access import of_role
from portal.accounts.roles import NEVER_BY_ROLE, ROLE_CAPABILITIES, AgencyKind, Capability, Role

START, END = "<!-- made by manage.py roles_table: start -->", "<!-- made by manage.py roles_table: end -->"


def as_markdown() -> str:
    """Which role gives what, and what people of some agencies never get by role alone; in Markdown, ending with a newline."""
    roles = list(Role)
    lines = [
        _row("", *(role.label for role in roles)),
        _row(*("---" for _ in range(len(roles) + 1))),
        *(
            _row(each.label, *("yes" if each in ROLE_CAPABILITIES[role] else "" for role in roles))
            for each in Capability
        ),
        "",
        "Whatever the role, people of these agencies never get by it:",
        "",
        *(_never(kind) for kind in NEVER_BY_ROLE),
    ]
    return "\n".join(lines) + "\n"


def _never(kind: AgencyKind) -> str:
    most = frozenset[Capability]().union(*ROLE_CAPABILITIES.values())
    kept = frozenset[Capability]().union(*(of_role(role, kind) for role in Role))
    return f"- **{kind.label}**: {'; '.join(each.label.lower() for each in Capability if each in most - kept)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
