"""What the pages of keeping send."""

from resources.keeping.forms.counting import CountForm, CountOf, confirmations_in, count_forms
from resources.keeping.forms.delegates import AskForLinkForm, DelegateForm
from resources.keeping.forms.editing import ListingForm
from resources.keeping.forms.proposals import DecisionForm, DelegateProposalForm, ProposalForm

__all__ = [
    "AskForLinkForm",
    "CountForm",
    "CountOf",
    "DecisionForm",
    "DelegateForm",
    "DelegateProposalForm",
    "ListingForm",
    "ProposalForm",
    "confirmations_in",
    "count_forms",
]
