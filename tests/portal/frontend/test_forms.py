"""How any form is rendered, by the templates under django/forms."""

import re

from django import forms
from django.template.loader import render_to_string


class Everything(forms.Form):
    name = forms.CharField(label="Name", help_text="As on your badge.", max_length=5)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"class": "tall", "rows": 3}))
    county = forms.ChoiceField(label="County", choices=[("kern", "Kern")])
    urgency = forms.ChoiceField(label="Urgency", choices=[("1", "Today"), ("2", "Soon")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("a", "Alone"), ("b", "Pets")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="I agree")
    file = forms.FileField(label="File", required=False)
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("These two don't fit together.")


class Filters(forms.Form):
    use_required_attribute = False
    text = forms.CharField(label="Words", required=False)


def rendered(form):
    """As a browser reads it: white space between and inside tags means nothing here."""
    return re.sub(r" (?=>|</)", "", re.sub(r"\s+", " ", str(form)))


def test_a_field_has_its_label_its_help_and_the_design_systems_class():
    html = rendered(Everything())
    assert '<label class="usa-label" for="id_name">Name</label>' in html
    assert '<div class="usa-hint" id="id_name_helptext">As on your badge.</div>' in html
    assert re.search(
        r'<input type="text" name="name" class="usa-input" maxlength="5" required aria-describedby="id_name_helptext"',
        html,
    )


def test_a_class_of_the_form_stands_beside_the_design_systems():
    assert 'class="usa-textarea tall"' in rendered(Everything())


def test_what_may_be_left_out_says_so_but_not_in_a_form_of_filters():
    assert 'Note <span class="usa-hint">(optional)</span></label>' in rendered(Everything())
    assert "(optional)" not in rendered(Filters())


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = rendered(Everything())
    assert '<fieldset class="usa-fieldset"> <legend class="usa-legend">Urgency</legend>' in html
    assert html.count('class="usa-radio__input"') == 2
    assert '<label class="usa-radio__label" for="id_urgency_1">Soon</label>' in html
    assert html.count('class="usa-checkbox__input"') == 3


def test_a_checkbox_stands_before_its_label():
    html = rendered(Everything())
    assert re.search(
        r'<input type="checkbox" name="agree" class="usa-checkbox__input"[^>]*> <label class="usa-checkbox__label"',
        html,
    )


def test_a_hidden_field_is_only_an_input():
    html = rendered(Everything())
    assert '<input type="hidden" name="key" id="id_key">' in html


def test_an_error_is_linked_to_its_field():
    form = Everything({"name": "Far too long", "key": "k"})
    html = rendered(form)
    assert 'class="usa-form-group usa-form-group--error"' in html
    assert '<ul class="usa-error-message errorlist" id="id_name_error">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_an_error_of_the_whole_form_is_an_alert():
    html = rendered(Everything({"name": "Ana", "key": "k"}))
    assert '<p class="usa-alert__text">These two don&#x27;t fit together.</p>' in html
    assert 'role="alert"' in html


def test_what_was_typed_comes_back_as_text():
    html = rendered(Everything({"name": "<b>", "note": "</textarea><script>", "key": "k"}))
    assert 'value="&lt;b&gt;"' in html
    assert "&lt;/textarea&gt;&lt;script&gt;</textarea>" in html


def test_the_summary_links_each_refused_field_and_takes_the_focus():
    form = Everything({"name": "Far too long", "note": "", "key": "k"})
    html = re.sub(r"\s+", " ", render_to_string("components/_form_errors.html", {"form": form}))
    assert re.findall(r'href="(#[^"]*)"', html) == ["#id_name", "#id_county", "#id_urgency", "#id_agree"]
    assert "<li>These two don&#x27;t fit together.</li>" in html
    assert "autofocus" in html
    targets = rendered(form)
    assert all(f'id="id_{name}"' in targets for name in ("name", "county", "urgency", "agree"))


def test_a_form_without_errors_has_no_summary():
    assert render_to_string("components/_form_errors.html", {"form": Everything()}).strip() == ""
