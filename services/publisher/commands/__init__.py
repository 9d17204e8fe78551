"""What a person does at the publisher's desks."""

from services.publisher.commands.arsip import Penyimpanan, arsipkan
from services.publisher.commands.kembali import kembalikan, kembalikan_dari_formulir
from services.publisher.commands.terbit import terbitkan

__all__ = ["Penyimpanan", "arsipkan", "kembalikan", "kembalikan_dari_formulir", "terbitkan"]
