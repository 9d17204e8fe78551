"""The port over which messages travel, and the one we ship: Celery over Redis (or RabbitMQ, by URL)."""

from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from celery import Celery
from kombu.exceptions import OperationalError

from shared.errors import Transient
from shared.settings import Settings

SERVICES_WITH_JOBS, SERVICES_WITH_PARTS = frozenset({"intake", "scan", "publisher"}), frozenset({"scan"})
EVENTS, ACKNOWLEDGE, CANARY, JOB = "terbit.events", "terbit.acknowledge", "terbit.canary", "terbit.job"


def events_queue(service: str) -> str:
    """Queue of the events that a service hears."""
    return f"{service}.events"


def answers_queue(service: str) -> str:
    """Queue of the acknowledgements of what a service sent."""
    return f"{service}.answers"


def jobs_queue(service: str) -> str:
    """Queue that wakes the workers for a service's long work."""
    return f"{service}.jobs"


def parts_queue(service: str) -> str:
    """Queue of the parts of long work. Its workers take from both in turn, so that short work is not held up."""
    return f"{service}.parts"


def work_queues(service: str) -> list[str]:
    """The queues that the workers for long work of a service consume."""
    jobs = [jobs_queue(service)] if service in SERVICES_WITH_JOBS else []
    return [*jobs, parts_queue(service)] if service in SERVICES_WITH_PARTS else jobs


class Transport(Protocol):
    """What delivery needs of a broker. It may lose anything at any time."""

    def send(self, queue: str, task: str, args: Sequence[Any], *, expires: float | None = None) -> None:
        """Hand over one message. Raises Transient when the broker does not take it."""

    def depth(self, queue: str) -> int:
        """How many messages wait in a queue. Raises Transient."""


class CeleryTransport:
    """Messages as Celery tasks."""

    def __init__(self, app: Celery) -> None:
        self.app = app
        connection = app.connection_for_write()
        errors = (*connection.connection_errors, *connection.channel_errors)
        # What the broker's own library raises passes through Celery as it is.
        self.faults: tuple[type[Exception], ...] = (*errors, OperationalError, OSError)

    def send(self, queue: str, task: str, args: Sequence[Any], *, expires: float | None = None) -> None:
        """See Transport."""
        try:
            self.app.send_task(task, args=list(args), queue=queue, expires=expires, retry=False)
        except self.faults as error:
            raise Transient(f"broker: {error}") from error

    def depth(self, queue: str) -> int:
        """See Transport."""
        try:
            with self.app.connection_for_read() as connection, connection.channel() as channel:
                # Not passive: kombu looks for a queue's key without our prefix, and would never find one.
                return int(channel.queue_declare(queue=queue, durable=True, auto_delete=False).message_count)
        except self.faults as error:
            raise Transient(f"broker: {error}") from error


def celery_app(service: str, settings: Settings) -> Celery:
    """The Celery application of one service, with the settings that docs/events.md explains."""
    broker = broker_url(settings)
    app = Celery(service, broker=broker, set_as_current=False)
    app.conf.update(CONFIGURATION, broker_transport_options=OPTIONS[urlsplit(broker).scheme])
    return app


def broker_url(settings: Settings) -> str:
    """The URL, with the password that is kept apart from it if it names none itself."""
    parts, password = urlsplit(settings.broker_url), settings.broker_password.get_secret_value()
    if not password or parts.password is not None:
        return settings.broker_url
    user, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}:{quote(password, safe='')}@{place}").geturl()


HARD_LIMIT = 3600
CONFIGURATION: dict[str, Any] = {
    "task_acks_late": True,
    "task_retry_on_worker_lost": True,
    "task_annotations": {"*": {"max_retries": 2, "default_retry_delay": 1}},
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_time_limit": HARD_LIMIT,
    "task_soft_time_limit": HARD_LIMIT - 60,
    "task_create_missing_queues": True,
    "worker_prefetch_multiplier": 1,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "worker_soft_shutdown_timeout": 5,
    "worker_hijack_root_logger": False,
    "worker_enable_remote_control": False,
    "worker_send_task_events": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
}
REDIS: dict[str, Any] = {
    "visibility_timeout": HARD_LIMIT + 600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "global_keyprefix": "terbit:",
}
# It says what it took; what it did not take is a passing fault.
RABBITMQ: dict[str, Any] = {"confirm_publish": True}
OPTIONS = {"redis": REDIS, "rediss": REDIS, "amqp": RABBITMQ, "amqps": RABBITMQ}
"""By the scheme of the broker's URL; these four are all that the settings let in."""
