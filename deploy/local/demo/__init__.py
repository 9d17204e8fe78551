"""The demo: documents carried through the SOPs over HTTP, as the people of the offices would."""

from deploy.local.demo.run import run

__all__ = ["run"]
