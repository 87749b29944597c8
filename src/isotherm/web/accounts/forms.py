"""What members fill in about themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services.profile import (
    BODY,
    CONSENTS,
    LONGEST_ABOUT,
    LONGEST_CITY,
    LONGEST_NAME,
)

__all__ = ["ProfileForm", "profile_form"]


class ProfileForm(forms.Form):
    """Name, a line about oneself, body and consents."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, required=False)
    about = forms.CharField(
        label=_("About me"),
        max_length=LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    height_cm = forms.IntegerField(
        label=_("Height in cm"), min_value=100, max_value=230, required=False
    )
    weight_kg = forms.IntegerField(
        label=_("Weight in kg"), min_value=25, max_value=250, required=False
    )
    city = forms.CharField(label=_("City"), max_length=LONGEST_CITY, required=False)
    shares_body = forms.BooleanField(
        label=_("Let my fit help others"),
        help_text=_("Counts in “people of a build like yours”, never with my name."),
        required=False,
    )
    seed_user = forms.BooleanField(
        label=_("Ask me before things are made"),
        help_text=_("Authors and shops may invite me to try samples."),
        required=False,
    )
    personalised = forms.BooleanField(
        label=_("Choose notes and answers for me"),
        help_text=_("Off: my feed and search are those of someone nobody knows."),
        required=False,
    )


def profile_form(member: Member) -> ProfileForm:
    """The form as it stands."""
    told = {key: member.profile.get(key) for key in BODY}
    consents = {name: getattr(member, name) for name in CONSENTS}
    return ProfileForm(initial={"name": member.name, "about": member.about, **told, **consents})
