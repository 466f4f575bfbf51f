"""Migrating an empty database in a fraction of the time.

Django builds a model and all that are related to it anew at each step of a migration: forty models for
every constraint, field and new table. None of them changes what SQL needs to know of the related models
(their table and the type of their key), so here only the model itself is touched.
This is for demo, tests and benches, which make whole databases often; an installation is migrated by
`./wacat manage migrate`, by Django alone.
"""

from typing import Any

from django.db.migrations.state import ModelState, ProjectState


def keep_related_models() -> None:
    """Let this process build no related models for a constraint, an index, a field or a new table."""
    ProjectState._append_option = _append_option  # type: ignore[attr-defined]
    ProjectState._remove_option = _remove_option  # type: ignore[attr-defined]
    ProjectState.reload_model = _reload_model  # type: ignore[assignment, method-assign]
    ProjectState.add_model = _add_model  # type: ignore[assignment, method-assign]


def _append_option(
    state: ProjectState, app_label: str, model_name: str, option: str, added: Any
) -> None:
    had = state.models[app_label, model_name].options[option]
    _put(state, app_label, model_name, option, [*had, added])


def _remove_option(
    state: ProjectState, app_label: str, model_name: str, option: str, name: str
) -> None:
    had = state.models[app_label, model_name].options[option]
    _put(state, app_label, model_name, option, [each for each in had if each.name != name])


def _put(state: ProjectState, app_label: str, model_name: str, option: str, value: Any) -> None:
    state.models[app_label, model_name].options[option] = value
    if "apps" in vars(state):  # asking for it would build every model
        setattr(state.apps.get_model(app_label, model_name)._meta, option, value)


def _add_model(state: ProjectState, made: ModelState) -> None:
    key = made.app_label, made.name_lower
    state.models[key] = made
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in vars(state):
        state.apps.render_multiple([made])


def _reload_model(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> None:
    if "apps" in vars(state):
        state.apps.unregister_model(app_label, model_name)
        state.apps.render_multiple([state.models[app_label, model_name]])
