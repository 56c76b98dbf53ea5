"""Parameters of a feature as a caller sent them, made whole or refused with the field's name."""

from typing import Any

from pydantic import ValidationError

from desktop_app.core.errors import InvalidRequestError
from desktop_app.imaging.features import Feature


def parameters_of(feature: Feature, given: dict[str, Any]) -> dict[str, Any]:
    """All parameters of the feature as JSON values, defaults filled in. Raises InvalidRequestError."""
    try:
        return feature.parameters.model_validate(given).model_dump(mode="json")
    except ValidationError as exc:
        raise invalid(exc.errors(include_url=False, include_context=False, include_input=False)) from exc


def invalid(problems: Any) -> InvalidRequestError:
    """The first of pydantic's problems as our error."""
    first = next(iter(problems))
    field = ".".join(str(part) for part in first["loc"])
    return InvalidRequestError(reason=f"{field}: {first['msg']}", field=field)
