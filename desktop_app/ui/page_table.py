"""Which page stands at which place, and what it works with."""

from collections.abc import Callable, Mapping

from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.page import Page
from desktop_app.ui.workbench import Workbench

# Each imports its page when it is first shown: the window is on the screen before that.


def _workspace(bench: Workbench) -> Page:
    from desktop_app.ui.pages.workspace_page import WorkspacePage

    return WorkspacePage(
        account=bench.account,
        features=bench.features,
        tasks=bench.tasks,
        wallet=bench.wallet,
        thumbnails=bench.thumbnails,
        preferences=bench.preferences,
        navigator=bench.navigator,
        speech=bench.speech,
        theme=bench.theme,
    )


def _feature(bench: Workbench) -> Page:
    from desktop_app.ui.pages.feature_page import FeaturePage

    return FeaturePage(
        account=bench.account,
        drafts=bench.drafts,
        features=bench.features,
        wallet=bench.wallet,
        connection=bench.connection,
        models=bench.models,
        thumbnails=bench.thumbnails,
        preferences=bench.preferences,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )


def _tasks(bench: Workbench) -> Page:
    from desktop_app.ui.pages.tasks_page import TasksPage

    return TasksPage(
        account=bench.account,
        tasks=bench.tasks,
        features=bench.features,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        preferences=bench.preferences,
        navigator=bench.navigator,
        speech=bench.speech,
        theme=bench.theme,
    )


def _task(bench: Workbench) -> Page:
    from desktop_app.ui.pages.task_page import TaskPage

    return TaskPage(
        account=bench.account,
        tasks=bench.tasks,
        features=bench.features,
        connection=bench.connection,
        bridge=bench.bridge,
        redo=bench.redo,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        preferences=bench.preferences,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )


def _library(bench: Workbench) -> Page:
    from desktop_app.ui.pages.library_page import LibraryPage

    return LibraryPage(
        connection=bench.connection,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )


def _account(bench: Workbench) -> Page:
    from desktop_app.ui.pages.account_page import AccountPage

    return AccountPage(
        connection=bench.connection,
        account=bench.account,
        wallet=bench.wallet,
        preferences=bench.preferences,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )


def _settings(bench: Workbench) -> Page:
    from desktop_app.ui.pages.settings_page import SettingsPage

    return SettingsPage(
        preferences=bench.preferences,
        connection=bench.connection,
        models=bench.models,
        mover=bench.mover,
        news=bench.news,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )


PAGES: Mapping[Place, Callable[[Workbench], Page]] = {
    Place.WORKSPACE: _workspace,
    Place.FEATURE: _feature,
    Place.TASKS: _tasks,
    Place.TASK: _task,
    Place.LIBRARY: _library,
    Place.ACCOUNT: _account,
    Place.SETTINGS: _settings,
}
"""One row each, in the order of the navigation; a page is built when it is first shown."""
