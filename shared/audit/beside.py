"""What happened to a case beside its acts: recorded by each service in rows of its own, outside the chain."""

from datetime import datetime

from pydantic import BaseModel


class Beside(BaseModel):
    """One such record: when, what, who (with role), why. `oleh` is empty when the machine did it."""

    pada: datetime
    apa: str
    oleh: str
    sebab: str
