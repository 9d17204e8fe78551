"""Long work of the scan service, by kind."""

from services.scan import penutupan
from services.scan.olah import pindai, rentang
from services.scan.pemisahan import kerja
from services.scan.pemisahan.terima import PISAH

JOBS = {**pindai.KIND, **rentang.KIND, PISAH: kerja.KIND, **penutupan.KIND}
