"""Fetching addresses that people configured (webhooks, sign-in, sites): never into the network that we stand in.

A name is resolved here, each of its addresses is judged, and the connection goes to an address that was judged, so that
a name that answers differently a second time gains nothing; TLS still holds the server to its name. Plain http, and
networks that are not open to the world, only where `TERBIT_OUTBOUND_ALLOW` names the network.
"""

from shared.outbound.addresses import UnsafeAddress
from shared.outbound.client import check_url, guarded_mounts, outbound_client

__all__ = ["UnsafeAddress", "check_url", "guarded_mounts", "outbound_client"]
