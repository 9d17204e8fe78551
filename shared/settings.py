"""All settings of a Terbit process, from environment variables (`TERBIT_…`) or secret files."""

import os
from functools import cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, DirectoryPath, Field, FilePath, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared.sidik import FIRST, Algoritma


def _listed(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], NoDecode, BeforeValidator(_listed)]


def _given(value: object) -> object:
    return value or None


Existing = Annotated[FilePath | DirectoryPath | None, BeforeValidator(_given)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """One typed class for every process; what a process does not use may stay at its default."""

    model_config = SettingsConfigDict(env_prefix="TERBIT_", extra="ignore")

    database_url: str = "postgresql+psycopg://terbit@127.0.0.1:5432/terbit"
    database_password: SecretStr = SecretStr("")
    broker_url: str = Field(default="redis://127.0.0.1:6379/0", pattern="^(redis|amqp)s?://")
    broker_password: SecretStr = SecretStr("")

    s3_endpoint: str = "127.0.0.1:8333"
    s3_secure: bool = False
    s3_access_key: str = ""
    s3_secret_key: SecretStr = SecretStr("")
    s3_private_bucket: str = "terbit-private"
    s3_public_bucket: str = "terbit-public"
    s3_uploads_bucket: str = Field(default="terbit-uploads", description="pieces of files that are still coming")

    public_url: str = "http://127.0.0.1:8061"
    jdih_url: str = Field(default="", description="address of the public JDIH site; empty: the public URL")
    site_url: str = ""
    hsts: str = Field(
        default="max-age=31536000; includeSubDomains",
        pattern="^max-age=[0-9]+(; includeSubDomains)?(; preload)?$",
        description="Strict-Transport-Security of answers by https",
    )
    host: str = "127.0.0.1"
    port: int = 8000

    identity_private_key: SecretStr = SecretStr("")
    identity_public_key: str = ""
    form_secret: SecretStr = SecretStr("")
    keys_secret: SecretStr = Field(
        default=SecretStr(""), description="encrypts secrets that are read again; several, newest first, by commas"
    )
    codes_required: Words = Field(default=frozenset(), description="roles at any office that need codes of an app")
    breached_passwords: Annotated[Path | None, BeforeValidator(lambda given: given or None)] = Field(
        default=None,
        description="a list of hashes, as Have I Been Pwned has it",
    )
    session_hours: int = Field(default=12, description="after so long everybody signs in again")
    session_idle_minutes: int = Field(default=60, description="after so long without a page one signs in again")
    keep_sign_ins_days: int = Field(default=365, ge=1, description="sign-in tries and old sessions are forgotten then")
    session_renew_minutes: float = Field(default=5, description="an older token is renewed at the next page")

    audit_digest: Algoritma = Field(default=FIRST, description="makes the hashes of new links of the audit chain")

    outbound_allow: Networks = Field(default=(), description="networks that configured addresses may lie in")

    rate_key: str = Field(default="600/minute", description="requests with one key of an office's system")
    rate_person: str = "12000/minute"
    rate_address: str = "60000/minute"
    rate_person_writes: str = "6000/minute"
    rate_address_writes: str = "30000/minute"
    rate_person_uploads: str = "3000/minute"
    rate_address_uploads: str = "15000/minute"

    work_dir: Path | None = None
    sop_dir: Path | None = None
    clamd_url: str = Field(default="", pattern=r"^(unix:///.+|tcp://[^/:]+:[0-9]+)?$")
    clamd_seconds: float = 30
    trust_roots: Existing = Field(
        default=None, description="PEM certificates, a file or a folder, that signers lead to"
    )
    max_upload_mb: int = 200
    max_open_uploads: int = Field(default=100, ge=1, description="files of a person that came up and are not used yet")
    max_open_uploads_mb: int = Field(default=1000, ge=1, description="the same, in all")
    keep_uploads_hours: float = Field(default=48, gt=0, description="so long after its last byte an upload is kept")
    max_event_mb: int = Field(default=10, description="a message of an office system, its documents included")
    max_pages: int = 2000
    max_page_cm: int = 120

    folders: Annotated[Path | None, BeforeValidator(_given)] = Field(
        default=None, description="holds a folder of each office, by its code, that its scanner writes to"
    )
    folders_poll_seconds: float = Field(default=5, gt=0)
    folders_settled_seconds: float = Field(default=15, ge=0, description="a file that did not change so long is taken")

    ocr_languages: str = "eng"
    ocr_memory_mb: int = 2048
    ocr_seconds: int = 120
    ocr_page_seconds: int = 30
    ocr_jobs: int = 1
    ocr_range_pages: int = Field(default=12, ge=1, description="a scan with more pages to read is read by all workers")
    ocr_ranges_at_once: int = Field(default=8, ge=1, description="ranges of one scan that wait or are read at a time")

    worker_processes: int = 1
    webhook_seconds: float = Field(default=10, description="one try to tell an office's system something")

    event_batch: int = Field(default=64, description="outbox rows a relay claims at once")
    event_lease_seconds: float = Field(
        default=5, description="a relay that claimed and did not send in this time is dead"
    )
    event_parcel: int = Field(default=16, description="events for one hearer in one message")
    event_answer_seconds: float = Field(default=5, description="first wait for an acknowledgement; doubles each time")
    event_answer_cap_seconds: float = 300
    event_attempts: int = Field(default=20, description="after so many sends without success an event is dead")
    relay_poll_seconds: float = Field(default=2, description="safety net under LISTEN/NOTIFY")
    canary_seconds: float = 10
    job_lease_seconds: float = 20
    job_attempts: int = 6
    job_retry_seconds: float = 2
    job_retry_cap_seconds: float = 600

    without: frozenset[str] = Field(default=frozenset(), description="guards switched off, to prove that they matter")
    crash_dir: Path | None = Field(default=None, description="where tests arm crash points")

    @property
    def https(self) -> bool:
        """Whether browsers reach Terbit by https."""
        return self.public_url.startswith("https:")

    @property
    def jdih_address(self) -> str:
        """The public site as citizens reach it."""
        return (self.jdih_url or self.public_url).rstrip("/")

    @property
    def verification_url(self) -> str:
        """The gateway as the services themselves reach it (the publisher verifies there)."""
        return (self.site_url or self.public_url).rstrip("/")


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    secrets = os.environ.get("TERBIT_SECRETS_DIR")
    return Settings(_secrets_dir=secrets) if secrets else Settings()
