"""What the search box sends."""

from __future__ import annotations

from django import forms


class SearchForm(forms.Form):
    """One text box. It refuses nothing: what is too long is cut by the search itself, which says so."""

    q = forms.CharField(
        label="Search the portal",
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "usa-input", "autocomplete": "off"}),
    )


def page_number(raw: str | None) -> int:
    """The page that an address names; anything else than a small positive number is the first."""
    return int(raw) if raw and raw.isascii() and raw.isdigit() and 0 < len(raw) < 5 and int(raw) else 1
