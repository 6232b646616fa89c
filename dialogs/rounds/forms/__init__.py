"""What is filled in around a round: one definition for each form, all run by `dialogs.rounds.filling`."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.rounds.forms.agree import AGREE
from dialogs.rounds.forms.assign import ASSIGN
from dialogs.rounds.forms.fields import Field, Form, Read, Sought, Unread, Values, joined, parted, sought, value
from dialogs.rounds.forms.invite import INVITE
from dialogs.rounds.forms.join import JOIN
from dialogs.rounds.forms.list import LIST
from dialogs.rounds.forms.new import NEW
from dialogs.rounds.forms.notices import NOTICES
from dialogs.rounds.forms.plan import PLAN
from dialogs.rounds.forms.reminders import REMINDERS
from dialogs.rounds.forms.settings import SETTINGS
from dialogs.rounds.states import FormKind

__all__ = ["FORMS", "Field", "Form", "Read", "Sought", "Unread", "Values", "joined", "parted", "sought", "value"]

FORMS: Mapping[FormKind, Form] = {
    FormKind.NEW: NEW,
    FormKind.SETTINGS: SETTINGS,
    FormKind.INVITE: INVITE,
    FormKind.LIST: LIST,
    FormKind.JOIN: JOIN,
    FormKind.ASSIGN: ASSIGN,
    FormKind.NOTICES: NOTICES,
    FormKind.AGREE: AGREE,
    FormKind.PLAN: PLAN,
    FormKind.REMINDERS: REMINDERS,
}
