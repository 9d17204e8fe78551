"""What acts in a PDF beyond showing pages: named, and taken out. Ordinary links (web address, page) are none of it.

Runs where strangers' files are opened: in a bounded child.
"""

from shared.documents.active.kinds import Aktif
from shared.documents.active.sweep import active_content, strip

__all__ = ["Aktif", "active_content", "strip"]
