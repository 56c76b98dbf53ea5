"""How the cloud home is run: from the environment, with what the command line says on top. Secrets never show."""

import ipaddress
import os
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from desktop_app.core.errors import CloudSettingError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_PREFIX = "CLEANRACK_"


class CloudSettings(BaseModel):
    """Every setting, named as in the environment without its `CLEANRACK_`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database: SecretStr
    """`postgresql://user:password@host:port/name`."""
    storage: str
    """`s3://bucket?endpoint=https://…&region=…`; `public=https://…` where merchants reach it elsewhere."""
    storage_endpoint: str = ""
    """Instead of `endpoint` in the address."""
    storage_public_endpoint: str = ""
    storage_region: str = ""
    storage_key: SecretStr = SecretStr("")
    storage_secret: SecretStr = SecretStr("")
    secret: SecretStr | None = Field(default=None, min_length=32)
    """What the signing keys are sealed with; at least 32 characters nobody can guess."""
    sign_up: Literal["open", "closed"] = "open"
    proxies: tuple[Network, ...] = ()
    """Whose word about where a call comes from is believed: addresses and networks, separated by commas."""
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    """Opens /metrics from elsewhere than this machine."""
    calls_per_second: float = Field(default=50.0, gt=0)
    """Of one account, in the long run; four seconds' worth of them at once."""
    cache_megabytes: int = Field(default=2000, ge=100)
    """Pictures in work, on this machine's drive."""
    host: str = "127.0.0.1"
    port: int = Field(default=8300, ge=0, le=65535)

    @field_validator("database")
    @classmethod
    def _of_postgresql(cls, value: SecretStr) -> SecretStr:
        if urlsplit(value.get_secret_value()).scheme not in ("postgresql", "postgres"):
            raise ValueError("postgresql://…")
        return value

    @field_validator("storage")
    @classmethod
    def _of_s3(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "s3" or not parts.hostname or parts.username or parts.password:
            raise ValueError("s3://bucket?endpoint=…")
        return value

    @field_validator("proxies", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value

    @property
    def bucket(self) -> str:
        """Name of the bucket."""
        return urlsplit(self.storage).netloc

    @property
    def endpoint(self) -> str:
        """Where the bucket is reached from here."""
        return (self.storage_endpoint or self._told("endpoint")).rstrip("/")

    @property
    def public_endpoint(self) -> str:
        """Where merchants' computers reach it; empty for the same place."""
        return (self.storage_public_endpoint or self._told("public")).rstrip("/")

    @property
    def region(self) -> str:
        """Of the bucket."""
        return self.storage_region or self._told("region") or "us-east-1"

    def _told(self, name: str) -> str:
        return parse_qs(urlsplit(self.storage).query).get(name, [""])[0]


def load(told: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> CloudSettings:
    """The settings: what is `told`, else the environment's, else the default. Raises CloudSettingError."""
    environ = os.environ if environ is None else environ
    names = CloudSettings.model_fields
    found = {name: environ[_variable(name)] for name in names if environ.get(_variable(name))}
    found |= {name: value for name, value in (told or {}).items() if value is not None}
    try:
        settings = CloudSettings.model_validate(found)
    except ValidationError as exc:
        problem = exc.errors(include_input=False, include_url=False)[0]
        reason = "missing" if problem["type"] == "missing" else problem["msg"]
        raise CloudSettingError(name=_variable(str(problem["loc"][0])), reason=reason) from None
    if not settings.endpoint:
        raise CloudSettingError(name=_variable("storage_endpoint"), reason="missing")
    return settings


def _variable(name: str) -> str:
    return _PREFIX + name.upper()
