"""Asks every service how it is, side by side; one that does not answer holds up nobody."""

import logging
from concurrent.futures import ThreadPoolExecutor

import httpx
from pydantic import ValidationError

from services.console.domain.papan import Reports
from shared.events.operations import Report
from shared.sop import SERVICES

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 2.0


def ask_all(base_url: str, token: str) -> Reports:
    """Each service's report through the gateway, with the operator's own token; None where none came."""
    headers = {"authorization": f"Bearer {token}"}
    with (
        httpx.Client(base_url=base_url, headers=headers, timeout=PATIENCE_SECONDS, trust_env=False) as client,
        ThreadPoolExecutor(len(SERVICES)) as pool,
    ):
        return dict(zip(SERVICES, pool.map(lambda name: _ask(client, name), SERVICES), strict=True))


def _ask(client: httpx.Client, name: str) -> Report | None:
    try:
        answer = client.get(f"/api/{name}/operations").raise_for_status()
        return Report.model_validate_json(answer.content)
    except (httpx.HTTPError, ValidationError) as error:
        log.warning("no report from %s: %s", name, type(error).__name__)
        return None
