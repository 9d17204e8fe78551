"""Durable events and jobs: outbox, relay, inbox, acknowledgement, leases. See docs/events.md."""
