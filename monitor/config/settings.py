"""What may be set, with its defaults. `config.example.toml` shows each with a comment."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from monitor.config.durations import Days, Duration
from monitor.events.values import ClaimType, Level

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"{name!r} is not a time zone: write one as in Asia/Dushanbe") from None
    return name


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError(f"{text!r} is not a name: use letters, digits, dots and dashes")
    return text


def _time_of_day(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise ValueError(f"{text!r} is not a time of day: write it as in 22:00")
    return text


def _web_address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError(f"{text!r} is not a web address: it begins with https:// or http://")
    return text


Zone = Annotated[str, AfterValidator(_zone)]
Name = Annotated[str, AfterValidator(_name)]
TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class _Part(BaseModel):
    """A part of the configuration: an unknown key is a fault, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DirectorySource(_Part):
    """A folder into which articles are put: text, Markdown or HTML, one file an article."""

    kind: Literal["directory"]
    name: Name
    path: Path
    patterns: tuple[str, ...] = ("*",)
    recursive: bool = False
    outlet: str | None = None
    language: str | None = None
    max_bytes: int = Field(default=5_242_880, gt=0)
    interval: Duration = timedelta(seconds=1)
    expect_every: Duration | None = None


class FeedSource(_Part):
    """An RSS or Atom feed."""

    kind: Literal["feed"]
    name: Name
    url: WebAddress
    interval: Duration = timedelta(minutes=10)
    outlet: str | None = None
    language: str | None = None
    pages: Literal["when-summary", "always", "never"] = "when-summary"
    alert_on_first_poll: bool = False
    deadline: Duration = timedelta(seconds=30)
    max_bytes: int = Field(default=10_485_760, gt=0)
    expect_every: Duration | None = None
    allow_addresses: tuple[str, ...] = ()
    headers: dict[str, str] = Field(default_factory=dict)
    secret_headers: dict[str, Name] = Field(default_factory=dict)


Source = Annotated[DirectorySource | FeedSource, Field(discriminator="kind")]


class AtMost(_Part):
    """How many single messages a destination gets within a time; the rest comes as one message."""

    messages: int = Field(default=20, ge=0, le=500)
    within: Duration = timedelta(minutes=10)


class Destination(_Part):
    """One address of the outside world, as an Apprise URL.

    With none of the three it is the secret of the destination's own name.
    """

    url: SecretStr | None = None
    url_file: Path | None = None
    url_env: str | None = None
    timeout: Duration = timedelta(seconds=20)
    at_most: AtMost | None = None

    @model_validator(mode="after")
    def _one(self) -> "Destination":
        given = [self.url, self.url_file, self.url_env]
        if sum(value is not None for value in given) > 1:
            raise ValueError("give only one of url, url_file and url_env")
        return self


class QuietHours(_Part):
    """Local times between which messages wait for the end, unless they reach ``floor``."""

    start: TimeOfDay
    end: TimeOfDay
    timezone: Zone | None = None
    floor: Level = Level.CRITICAL

    @model_validator(mode="after")
    def _some(self) -> "QuietHours":
        if self.start == self.end:
            raise ValueError("start and end are equal: that could mean always or never")
        return self


class Group(_Part):
    """Alerts alike in ``by`` become one message: after ``wait``, then at most each ``interval``."""

    by: tuple[str, ...] = ("rule",)
    wait: Duration = timedelta(seconds=30)
    interval: Duration = timedelta(minutes=5)


class Digest(_Part):
    """One message a day at a local time; alerts at ``floor`` or above do not wait for it."""

    at: TimeOfDay
    timezone: Zone | None = None
    floor: Level = Level.CRITICAL


class Escalation(_Part):
    """If nobody acknowledges in time, the route ``to`` is told as well."""

    after: Duration
    to: Name
    floor: Level = Level.HIGH


class Branch(_Part):
    """A branch of a route: what it leaves out it takes from the branch above."""

    to: tuple[Name, ...] = ()
    match: dict[str, str] = Field(default_factory=dict)
    routes: dict[str, "Branch"] = Field(default_factory=dict)
    carry_on: bool = False
    quiet_hours: QuietHours | None = None
    group: Group | None = None
    digest: Digest | None = None
    escalate: tuple[Escalation, ...] = ()
    tell_resolved: bool | None = None

    @model_validator(mode="after")
    def _gathered_once(self) -> "Branch":
        if self.group and self.digest:
            raise ValueError("a route has either a group or a digest, not both")
        return self


class Web(_Part):
    """The page. ``names`` are the host names that people type; see docs/web.md for the rest.

    ``address`` is where people reach it ("https://monitor.example"): messages then link to it.
    ``borders`` are those that the map offers, the first one first; else those of the rules.
    """

    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = Field(default=8080, gt=0, lt=65536)
    token_file: Path | None = None
    address: WebAddress | None = None
    borders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    user_header: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    https: bool = False


class Window(_Part):
    """How far apart two claims of a type may lie and still be one happening: whole days.

    What is left out keeps the type's default; docs/incidents.md says what each means.
    """

    lookback: Days | None = None
    tolerance: Days | None = None
    denial: Days | None = None


class Incidents(_Part):
    """How claims become incidents, and how long and how many are remembered."""

    remember: Days = timedelta(days=30)
    supersede: Days = timedelta(days=365)
    most_open: int = Field(default=20_000, gt=0)
    most_claims: int = Field(default=200, gt=0)
    most_denials: int = Field(default=2_000, gt=0)
    windows: dict[ClaimType, Window] = Field(default_factory=dict)


class Alerts(_Part):
    """The life of alerts: ``resolve_after`` holds for rules that give none."""

    resolve_after: Duration = timedelta(days=7)
    remember_resolved: Duration = timedelta(days=30)
    source_attempts: int = Field(default=5, gt=0)


class Settings(BaseSettings):
    """Everything that may be set. Relative paths count from the configuration file's folder."""

    model_config = SettingsConfigDict(
        env_prefix="MONITOR_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    state: Path = Path("var")
    rules: Path = Path("rules")
    places: Path | None = None
    timezone: Zone = "UTC"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    default_route: Name | None = None
    fallback_route: Name | None = None
    templates: Path | None = None
    anchors: Path | None = None
    secrets: Path | None = None
    heartbeat_url: WebAddress | None = None
    all_silent_after: Duration = timedelta(days=1)
    heartbeat_every: Duration = timedelta(minutes=1)
    sources: tuple[Source, ...] = ()
    destinations: dict[str, Destination] = Field(default_factory=dict)
    routes: dict[str, Branch] = Field(default_factory=dict)
    incidents: Incidents = Incidents()
    alerts: Alerts = Alerts()
    web: Web = Web()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override the file, whose values come as arguments."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings
