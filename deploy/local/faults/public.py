"""What the public must see after everything: each published case once, as it was approved, and nothing else."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

import httpx

from deploy.local.faults.databases import Row, rows
from deploy.local.ready import s3_client
from deploy.local.stack import Stack
from deploy.prepare.buckets import PUBLIC

PUBLISHED = """
SELECT b.id, b.kantor, p.slug, p.nama_berkas, (SELECT d->>'sha256' FROM jsonb_array_elements(b.isi->'dokumen')
    WITH ORDINALITY AS list(d, place) WHERE d->>'jenis' = 'hasil_scan' AND (d->>'berlaku')::bool
    ORDER BY place DESC LIMIT 1) AS sha256
FROM berkas b JOIN publikasi p ON p.berkas_id = b.id AND p.keadaan = 'terverifikasi'
WHERE b.keadaan = 'selesai' ORDER BY p.nomor
"""


def wrong_in_public(stack: Stack) -> list[str]:
    """A sentence for each page, file, feed entry or public object that is not as it must be."""
    published = rows(stack, "publisher", PUBLISHED)
    with httpx.Client(base_url=stack.address, timeout=60) as client:
        pages = [sentence for row in published for sentence in _page(client, row)]
        feeds = [sentence for kantor in ("61", "6202") for sentence in _feed(client, kantor, published, stack.address)]
    return [*pages, *feeds, *_objects(stack, published)]


def _page(client: httpx.Client, row: Row) -> Iterator[str]:
    page = client.get(f"/jdih/{row['kantor']}/{row['slug']}")
    file = client.get(f"/jdih/{row['kantor']}/berkas/{row['nama_berkas']}")
    if not (page.is_success and row["sha256"] in page.text):
        yield f"the page of berkas {row['id']} answers {page.status_code} or does not show the approved hash"
    if not (file.is_success and hashlib.sha256(file.content).hexdigest() == row["sha256"]):
        yield f"the file of berkas {row['id']} answers {file.status_code} or is not what was approved"


def _feed(client: httpx.Client, kantor: str, published: Iterable[Row], address: str) -> Iterator[str]:
    wanted = Counter(f"{address}/jdih/{kantor}/{row['slug']}" for row in published if row["kantor"] == kantor)
    answer = client.get(f"/jdih/{kantor}/feed/document.json")
    listed = Counter(str(entry["urlDetailPeraturan"]) for entry in answer.json()) if answer.is_success else Counter()
    for page in sorted({*wanted, *listed}):
        if wanted[page] != listed[page]:
            yield f"{page} stands {listed[page]} times in the feed of office {kantor}, not {wanted[page]} times"


def _objects(stack: Stack, published: Iterable[Row]) -> Iterator[str]:
    """One public object for one edition on one site."""
    wanted = {f"{row['kantor']}/{row['nama_berkas']}" for row in published}
    keys = stack.s3
    client = s3_client(keys.endpoint, keys.access_key, keys.secret_key)
    names = {str(item.object_name) for item in client.list_objects(PUBLIC, recursive=True)}
    there = {name for name in names if not name.startswith("feed/")}
    yield from (f"public object {name} belongs to no published edition" for name in sorted(there - wanted))
    yield from (f"public object {name} is missing" for name in sorted(wanted - there))
