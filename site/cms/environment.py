"""The typed environment: every variable the product reads, in one place.

Nothing set means the embedded product: SQLite in WAL mode, local files, jobs in the database. A variable with a value
that cannot work stops the process at start with a sentence that says what to do (`EnvironmentRefused`).
"""

import re
import secrets
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from hub.outbound.networks import read_network
from locales.languages import language

ROOT = Path(__file__).resolve().parents[2]

DEFAULT_LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")

# how soon a PostgreSQL that gives no connection, or a network that is dead, is noticed; each may be said in DATABASE_URL
ON_THE_WAY = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}

NODE = re.compile(r"https?://(?:[^\s/:@?#\[\]]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5}(?:/[^\s?#]*)?")


class EnvironmentRefused(ImproperlyConfigured):
    """The environment cannot work; the message names the variable and the remedy."""


@dataclass(frozen=True, slots=True)
class Mail:
    """How letters leave. `backend`: the module of Django's; `tls`: `at once`, `starttls`, or empty."""

    backend: str
    sender: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = ""
    folder: Path | None = None


class Environment(BaseSettings):
    """What the machine tells us. Field names are the variables' names in lower case."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False, env_ignore_empty=True)

    hub_mode: Literal["demo", "development", "production"] = "development"
    hub_var: Path = Field(default=ROOT / "var", description="where the embedded product keeps its files")
    hub_languages: Annotated[tuple[str, ...], NoDecode] = DEFAULT_LANGUAGES
    secret_key: str = ""
    base_url: str = ""
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    port: int = Field(default=8000, ge=1, le=65535)

    database_url: str = ""
    redis_url: str = ""
    s3_bucket: str = ""
    s3_endpoint_url: str = ""
    s3_region: str = ""
    s3_access_key_id: str = ""
    s3_secret_access_key: str = ""
    s3_ca_file: Path | None = None

    hub_clamd_url: str = ""

    elasticsearch_url: Annotated[tuple[str, ...], NoDecode] = ()
    elasticsearch_api_key: str = ""
    elasticsearch_username: str = ""
    elasticsearch_password: str = ""
    elasticsearch_ca_file: Path | None = None
    elasticsearch_index: str = "hub-search"
    elasticsearch_replicas: int = Field(default=1, ge=0, le=10)

    hub_email_url: str = ""
    hub_email_from: str = ""
    hub_outbound_allow: Annotated[tuple[str, ...], NoDecode] = ()

    partner_api_anonymous_rate: int = Field(default=600, ge=1, le=100_000, description="requests a minute and address")
    partner_api_waiters: int = Field(default=12, ge=0, le=1000, description="long polls at once in one web process")
    partner_api_proxies: int = Field(
        default=0, ge=0, le=5, description="our reverse proxies in front of the web process"
    )

    @field_validator("hub_languages", "allowed_hosts", "elasticsearch_url", "hub_outbound_allow", mode="before")
    @classmethod
    def split_commas(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("hub_languages")
    @classmethod
    def source_language_first(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value or value[0] != "vi":
            raise ValueError("the first language is the source language, 'vi': write HUB_LANGUAGES=vi,en,lo,…")
        for tag in value:
            language(tag)  # raises UnknownLanguage, a ValueError that says what would be one
        if len({tag.lower() for tag in value}) != len(value):
            raise ValueError("a language is named twice: name each once")
        return value

    @field_validator("database_url")
    @classmethod
    def known_database(cls, value: str) -> str:
        if value and not value.startswith(("postgres://", "postgresql://", "sqlite://")):
            raise ValueError("use postgresql://USER:PASSWORD@HOST:PORT/NAME, or leave it unset for SQLite")
        return value

    @field_validator("redis_url")
    @classmethod
    def known_redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("use redis://HOST:PORT/NUMBER, or leave it unset for the embedded cache")
        return value

    @field_validator("hub_clamd_url")
    @classmethod
    def known_scanner(cls, value: str) -> str:
        if value and not re.fullmatch(r"tcp://[^\s/:]+(?::\d{1,5})?|unix:///\S+", value):
            raise ValueError(
                "use tcp://HOST:3310 or unix:///run/clamav/clamd.ctl, or leave it unset: nothing is scanned"
            )
        return value

    @field_validator("elasticsearch_url")
    @classmethod
    def whole_node_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for node in value:
            if not NODE.fullmatch(node):
                raise ValueError(
                    "write each node as https://HOST:PORT, by commas; name and password belong in "
                    "ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or set ELASTICSEARCH_API_KEY"
                )
        return tuple(node.rstrip("/") for node in value)

    @field_validator("elasticsearch_index")
    @classmethod
    def index_name(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", value):
            raise ValueError("small letters, digits, - and _, beginning with a letter or digit, at most 100")
        return value

    @field_validator("elasticsearch_ca_file", "s3_ca_file")
    @classmethod
    def readable_file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(
                f"there is no file {value}: name the PEM file of the authority that signed the server's certificate"
            )
        return value

    @field_validator("hub_email_url")
    @classmethod
    def mail_server(cls, value: str) -> str:
        if value and not _is_mail_server(value):
            raise ValueError(
                "write smtp://USER:PASSWORD@HOST:587 (encrypted by STARTTLS; add ?tls=no for a server of your own that "
                "has none), or smtps://USER:PASSWORD@HOST:465; signs such as @ and / in a password as %40 and %2F"
            )
        return value

    @field_validator("hub_email_from")
    @classmethod
    def sender(cls, value: str) -> str:
        if value:
            name, address = parseaddr(value)
            try:
                Address(name, addr_spec=address)
            except (ValueError, IndexError):
                address = ""
            if "@" not in address:
                raise ValueError("write an address, hub@nghean.vn, or with a name: Nghệ An <hub@nghean.vn>")
        return value

    @field_validator("hub_outbound_allow")
    @classmethod
    def networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            try:
                read_network(text)
            except ValueError:
                raise ValueError(
                    f"'{text}' is no network: write addresses or networks by commas, such as 10.20.0.0/16,192.168.1.5"
                ) from None
        return value

    @field_validator("base_url", "s3_endpoint_url")
    @classmethod
    def absolute_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("write the whole address, with http:// or https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def s3_is_whole(self) -> "Environment":
        parts = {"S3_ACCESS_KEY_ID": self.s3_access_key_id, "S3_SECRET_ACCESS_KEY": self.s3_secret_access_key}
        missing = [name for name, value in parts.items() if not value]
        if self.s3_bucket and missing:
            raise ValueError(f"S3_BUCKET is set, so {' and '.join(missing)} must be set too")
        if not self.s3_bucket and (self.s3_endpoint_url or any(parts.values())):
            raise ValueError("S3_BUCKET is missing: name the bucket, or unset the other S3_ variables for local files")
        return self

    @model_validator(mode="after")
    def elasticsearch_is_whole(self) -> "Environment":
        if bool(self.elasticsearch_username) != bool(self.elasticsearch_password):
            raise ValueError("set ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD both, or neither")
        if self.elasticsearch_api_key and self.elasticsearch_username:
            raise ValueError("ELASTICSEARCH_API_KEY and ELASTICSEARCH_USERNAME are both set: choose one")
        secured = self.elasticsearch_api_key or self.elasticsearch_username or self.elasticsearch_ca_file
        if secured and not self.elasticsearch_url:
            raise ValueError(
                "ELASTICSEARCH_URL is missing: name the nodes, or unset the other ELASTICSEARCH_ variables"
            )
        return self

    @model_validator(mode="after")
    def mail_is_whole(self) -> "Environment":
        if bool(self.hub_email_url) != bool(self.hub_email_from):
            raise ValueError(
                "set HUB_EMAIL_URL and HUB_EMAIL_FROM both, or neither: then no e-mail is sent, and none offered"
            )
        return self

    @model_validator(mode="after")
    def production_is_explicit(self) -> "Environment":
        if self.hub_mode == "production":
            wanted = {"SECRET_KEY": self.secret_key, "BASE_URL": self.base_url, "DATABASE_URL": self.database_url}
            missing = [name for name, value in wanted.items() if not value]
            if missing:
                raise ValueError(f"HUB_MODE=production needs {', '.join(missing)}: set each in the environment")
        return self

    @cached_property
    def var(self) -> Path:
        self.hub_var.mkdir(parents=True, exist_ok=True)
        return self.hub_var.resolve()

    @property
    def public_base_url(self) -> str:
        return self.base_url or f"http://127.0.0.1:{self.port}"

    @cached_property
    def django_secret_key(self) -> str:
        """SECRET_KEY, or for the embedded product one made once and kept in var/ with mode 600."""
        if self.secret_key:
            return self.secret_key
        kept = self.var / "secret-key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(50))
        return kept.read_text().strip()

    @property
    def elasticsearch(self) -> dict[str, Any] | None:
        """What `search` needs to know of the cluster; None: the embedded engine alone."""
        if not self.elasticsearch_url:
            return None
        return {
            "nodes": self.elasticsearch_url,
            "index": self.elasticsearch_index,
            "replicas": self.elasticsearch_replicas,
            "api_key": self.elasticsearch_api_key,
            "username": self.elasticsearch_username,
            "password": self.elasticsearch_password,
            "ca_file": str(self.elasticsearch_ca_file or ""),
        }

    @property
    def mail(self) -> Mail | None:
        """The demo writes letters into files; elsewhere, without a server there are none."""
        if not self.hub_email_url:
            return (
                Mail("filebased", "hub@nghean.example", folder=self.var / "mail") if self.hub_mode == "demo" else None
            )
        server = urlsplit(self.hub_email_url)
        at_once = server.scheme == "smtps"
        return Mail(
            "smtp",
            self.hub_email_from,
            host=server.hostname or "",
            port=server.port or (465 if at_once else 587),
            user=unquote(server.username or ""),
            password=unquote(server.password or ""),
            tls="at once" if at_once else "" if server.query == "tls=no" else "starttls",
        )

    @property
    def database(self) -> dict[str, object]:
        """Django's DATABASES entry. SQLite: WAL, so readers never wait for the writer; a write takes its lock at BEGIN,
        so two writers queue instead of failing half-way."""
        url = self.database_url or f"sqlite:///{self.var / 'hub.sqlite3'}"
        parsed = dj_database_url.parse(url)
        config: dict[str, object] = dict(parsed)
        if url.startswith("sqlite"):
            config["OPTIONS"] = {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            }
        else:
            # one connection a thread, kept for a minute, checked before use
            config |= {"ENGINE": "cms.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
            config["OPTIONS"] = ON_THE_WAY | dict(parsed.get("OPTIONS", {}))
        return config


def _is_mail_server(url: str) -> bool:
    try:
        server = urlsplit(url)
        usable = bool(server.hostname) and server.port != 0
    except ValueError:
        return False
    known = server.scheme in ("smtp", "smtps") and server.path in ("", "/") and not server.fragment
    signed_in = bool(server.username) == bool(server.password)
    query = {"smtp": ("", "tls=no"), "smtps": ("",)}.get(server.scheme, ())
    return usable and known and signed_in and server.query in query


def read_environment() -> Environment:
    """Read and check the process's environment.

    Raises:
        EnvironmentRefused: with one line per wrong variable.
    """
    try:
        return Environment()
    except ValidationError as error:
        lines = []
        for fault in error.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            reason = fault["msg"].removeprefix("Value error, ")
            lines.append(f"{name}: {reason}" if name else reason)
        raise EnvironmentRefused("The environment cannot work:\n  " + "\n  ".join(lines)) from None
