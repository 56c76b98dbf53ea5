"""The account and its sync in words, in the language of the moment."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject

from desktop_app.api.cloud_account import CloudAccountView, SyncState
from desktop_app.core.errors import NotFoundError
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.account_facts import WITHOUT_PROOF, Remark

LOOKS: dict[SyncState, tuple[str, str]] = {
    SyncState.TRIAL: ("hard-drive", "muted"),
    SyncState.SYNCED: ("cloud-check", "success"),
    SyncState.SYNCING: ("refresh-cw", "accent"),
    SyncState.PENDING: ("cloud-upload", "accent"),
    SyncState.OFFLINE: ("cloud-off", "muted"),
    SyncState.PAUSED: ("circle-pause", "warning"),
    SyncState.SIGNED_OUT: ("log-in", "warning"),
    SyncState.FROZEN: ("snowflake", "danger"),
    SyncState.FORGOTTEN: ("monitor-x", "danger"),
}
"""Icon and its colour."""

_OLD_DATA = frozenset({"anchor-ahead", "cloud-ahead", "history-gone"})
_TWO_OF_THEM = frozenset({"other-history", "quarantined", "other-device"})


class AccountWords(QObject):
    """What header, page and dialogs say of an account."""

    def __init__(self, *, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech

    # the state of sync

    def chip(self, view: CloudAccountView) -> str:
        """The state in a word or two."""
        waiting = view.pending_events + view.pending_blobs
        if view.state is SyncState.PENDING and waiting:
            return self.tr("%n waiting", "", waiting)
        return {
            SyncState.TRIAL: self.tr("This computer"),
            SyncState.SYNCED: self.tr("Synced"),
            SyncState.SYNCING: self.tr("Syncing …"),
            SyncState.PENDING: self.tr("Waiting"),
            SyncState.OFFLINE: self.tr("Offline"),
            SyncState.PAUSED: self.tr("Sync paused"),
            SyncState.SIGNED_OUT: self.tr("Sign in again"),
            SyncState.FROZEN: self.tr("Spending stopped"),
            SyncState.FORGOTTEN: self.tr("Computer removed"),
        }[view.state]

    def detail(self, view: CloudAccountView) -> str:
        """What the state means, in a sentence."""
        return {
            SyncState.TRIAL: self.tr("Tasks, pictures and quota are kept on this computer. Nothing is sent anywhere."),
            SyncState.SYNCED: self.tr("The cloud has everything of this computer, and this computer knows everything."),
            SyncState.SYNCING: self.tr("Changes are going back and forth. You can go on working."),
            SyncState.PENDING: self.tr("Some changes are not in the cloud yet. They go by themselves."),
            SyncState.OFFLINE: self.tr("The cloud is out of reach. Work goes on with the quota on this computer."),
            SyncState.PAUSED: self.tr("Nothing is sent or fetched until you resume."),
            SyncState.SIGNED_OUT: self.tr("The sign-in has ended. Work goes on here; sign in again to sync."),
            SyncState.FROZEN: self.tr("This computer may not use quota until it is recovered online."),
            SyncState.FORGOTTEN: self.tr("The account has removed this computer. Sign in again to go on with it."),
        }[view.state]

    def waiting(self, view: CloudAccountView) -> str:
        """What is not in the cloud yet: `3 changes, 2 pictures (4.1 MB)`; "" for nothing."""
        told = []
        if view.pending_events:
            told.append(self.tr("%n change(s)", "", view.pending_events))
        if view.pending_blobs:
            pictures = self.tr("%n picture(s)", "", view.pending_blobs)
            size = self.speech.size(view.pending_bytes)
            told.append(self.tr("{pictures} ({size})").format(pictures=pictures, size=size))
        return self.tr(", ").join(told)

    def last(self, view: CloudAccountView) -> str:
        """When cloud and computer were last of one mind."""
        if view.last_synced_at is None:
            return self.tr("Not synced yet")
        return self.tr("Last synced {time}").format(time=self.speech.moment(view.last_synced_at))

    def trouble(self, view: CloudAccountView) -> str:
        """What the last try met; "" where it met nothing."""
        if view.trouble is None or view.state in (SyncState.TRIAL, SyncState.SYNCED):
            return ""
        return self.speech.explain_slug(view.trouble, view.trouble_details)

    def lines(self, view: CloudAccountView) -> list[str]:
        """All that is to be said of sync, a line each."""
        waits = self.waiting(view)
        told = [self.tr("Waiting: {what}").format(what=waits) if waits else "", self.trouble(view)]
        if view.state is not SyncState.TRIAL:
            told.append(self.last(view))
        return [self.detail(view), *(line for line in told if line)]

    def joined(self, told: Iterable[str]) -> str:
        """Several things said in one go, for a screen reader."""
        return self.tr(", ").join(each.rstrip(".。") for each in told if each)

    # what there is to know beside it

    def remark(self, remark: Remark, view: CloudAccountView) -> str:
        """A sentence across the page."""
        sentences: Mapping[Remark, Callable[[CloudAccountView], str]] = {
            Remark.FROZEN: self._frozen,
            Remark.FORGOTTEN: self._forgotten,
            Remark.SIGNED_OUT: lambda _: self.tr(
                "The sign-in of this computer has ended. Work goes on with the quota on this computer; "
                "nothing reaches the cloud until you sign in again."
            ),
            Remark.REFUSED: lambda found: self.tr(
                "The cloud did not take %n change(s) of this computer. "
                "Pictures made here stay; other computers do not see them.",
                "",
                found.refused_events,
            ),
            Remark.CLOCK: self._clock,
            Remark.SESSION_ONLY: lambda _: self.tr(
                "This computer has no key store, so the sign-in is not kept: it ends with the program."
            ),
            Remark.TRIAL_HISTORY: lambda found: self.tr(
                "The trial account on this computer has %n finished task(s) that you can take into this account.",
                "",
                found.trial_tasks,
            ),
        }
        return sentences[remark](view)

    def verb(self, remark: Remark) -> str:
        """What its button does; "" for none."""
        return {
            Remark.FROZEN: self.tr("Recover now"),
            Remark.FORGOTTEN: self.tr("Sign in again"),
            Remark.SIGNED_OUT: self.tr("Sign in again"),
            Remark.TRIAL_HISTORY: self.tr("Take them in …"),
        }.get(remark, "")

    def refusal(self, error: Exception) -> str:
        """An error where it was caused, such as under the field of a code."""
        if isinstance(error, NotFoundError) and error.details.get("what") == "code":
            return self.tr("There is no such code. Check it for typing errors.")
        return self.speech.explain(error)

    def _frozen(self, view: CloudAccountView) -> str:
        return self._reason(view.frozen_reason or "") + "\n" + self._remedy(view.frozen_reason or "")

    def _reason(self, reason: str) -> str:
        if reason in _OLD_DATA:
            return self.tr(
                "The data on this computer is older than what it did before; it may have come from a backup. "
                "So that nothing is spent twice, it may not use quota now."
            )
        if reason in _TWO_OF_THEM:
            return self.tr(
                "A copy of this computer's data seems to be in use elsewhere. "
                "So that nothing is spent twice, it may not use quota now."
            )
        if reason == "no-anchor":
            return self.tr(
                "The record of what this computer has used is missing. This data may be a copy of another computer's."
            )
        return self.tr(
            "This computer and the cloud reckon differently. So that nothing is spent twice, it may not use quota now."
        )

    def _remedy(self, reason: str) -> str:
        if reason in WITHOUT_PROOF:
            return self.tr("Recovering goes on under a new name; quota that was on this computer is lost.")
        return self.tr(
            "Recovering settles with the cloud what was used here and gives the rest back. Pictures and tasks stay."
        )

    def _forgotten(self, view: CloudAccountView) -> str:
        told = self.tr("The account has removed this computer; quota that was on it is lost. Your pictures stay here.")
        if not view.refused_events:
            return told
        late = self.tr("%n change(s) came too late and were not taken.", "", view.refused_events)
        return f"{told}\n{late}"

    def _clock(self, view: CloudAccountView) -> str:
        minutes = max(1, round(abs(view.clock_off_seconds) / 60))
        return self.tr(
            "The clock of this computer is off by %n minute(s). Sync does not mind, but times in lists look wrong.",
            "",
            minutes,
        )
