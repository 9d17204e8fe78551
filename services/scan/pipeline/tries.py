"""Read a page the way that gives most: as it likely stands, and another way where that went badly."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from PIL import Image, ImageFilter

from services.scan.pipeline.contrast import in_contrast
from services.scan.pipeline.engine import Engine, Word
from services.scan.pipeline.left_over import drawn, with_left_over, with_unread
from services.scan.pipeline.light import in_even_light
from services.scan.pipeline.raster import Inks, Raster
from services.scan.pipeline.rules import without_rules
from services.scan.pipeline.stopwatch import Stopwatch
from services.scan.pipeline.tones import tones_of
from services.scan.pipeline.upright import FEW, Stance, letter_boxes, stances, straightened
from services.scan.pipeline.whole_rows import with_whole_rows

# A page read upside down has 20 to 40, a bad copy read the right way up 60 and more, most scans 80 to 93.
BLOCK = 6
READABLE, GOOD = 60.0, 72.0
PREPARATIONS: Sequence[Callable[[Image.Image], Image.Image]] = (
    lambda image: image.filter(ImageFilter.MedianFilter(3)),
    lambda image: image.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(0.7)),
    lambda image: image.filter(ImageFilter.GaussianBlur(1)),
)
"""Against specks, against specks and grain, against grain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of the page in one stance; boxes are in pixels of the straightened picture."""

    stance: Stance
    image: Image.Image
    words: Sequence[Word]

    @property
    def confidence(self) -> float | None:
        """Mean over the words."""
        return round(fmean(word.confidence for word in self.words), 1) if self.words else None

    @property
    def worth(self) -> float:
        """Letters that were surely read."""
        return sum(len(word.text) * word.confidence for word in self.words if word.confidence >= READABLE)


class Reader:
    """Reads one page, which may be askew and lie on a side."""

    def __init__(self, engine: Engine, raster: Raster, segmentation: int, watch: Stopwatch) -> None:
        self.engine, self.raster, self.given, self.watch = engine, raster, segmentation, watch
        self.segmentation = segmentation

    def best(self, *, straighten: bool) -> Reading:
        """The best of the readings: in the stances that the page may have, then of other preparations."""
        with self.watch.time("cahaya"):
            lit = in_even_light(self.raster.image)
        with self.watch.time("kedudukan"):
            candidates = stances(lit, self.raster.dpi)
        found = self.standing(lit, candidates, straighten=straighten)
        if (found.confidence or 0) < GOOD and self.is_written(found):
            found = max([found, *self.prepared(found)], key=lambda reading: reading.worth)
        with self.watch.time("sisa"):
            words = with_left_over(self.engine, found.image, self.raster.dpi, drawn(found.image, found.words))
            if self.raster.inks:
                words = self.with_inks(self.raster.inks, words, found.stance)
            words = with_whole_rows(words)
        return Reading(found.stance, found.image, words)

    def with_inks(self, inks: Inks, words: Sequence[Word], stance: Stance) -> list[Word]:
        """The words, with lines that ink with colour crosses, and lines in such ink."""
        bare, whole = (self.clear(image, stance) for image in (inks.bare, inks.whole))
        words = with_left_over(self.engine, bare, self.raster.dpi, words)
        return with_unread(self.engine, whole, self.raster.dpi, words)

    def clear(self, image: Image.Image, stance: Stance) -> Image.Image:
        upright = straightened(in_even_light(image), stance)
        return in_contrast(upright, tones_of(upright))

    def is_written(self, reading: Reading) -> bool:
        """Whether anything is on the page that may be text."""
        image = reading.image
        return bool(reading.words) or len(letter_boxes(image, self.raster.dpi, tones_of(image).ink_below)) > FEW

    def standing(self, image: Image.Image, candidates: Sequence[Stance], *, straighten: bool) -> Reading:
        """As it stands; the first stance in which it is readable ends the search."""
        readings = []
        for stance in candidates if straighten else [Stance(stance.turn, 0.0) for stance in candidates]:
            with self.watch.time("tegak"):
                upright = straightened(image, stance)
            with self.watch.time("siap"):
                tones = tones_of(upright)
                table = without_rules(upright, self.raster.dpi, tones)
                clear = in_contrast(upright if table is None else table, tones)
            self.segmentation = self.given if table is None else BLOCK
            readings.append(self.read(stance, clear))
            if (readings[-1].confidence or 0) >= READABLE:
                break
        return max(readings, key=lambda reading: reading.worth)

    def prepared(self, before: Reading) -> Iterator[Reading]:
        """The same page cleaned, in one way after another until it is read well."""
        for prepare in PREPARATIONS:
            with self.watch.time("ulang"):
                reading = self.read(before.stance, prepare(before.image))
            yield reading
            if (reading.confidence or 0) >= GOOD:
                return

    def read(self, stance: Stance, image: Image.Image) -> Reading:
        with self.watch.time("baca"):
            return Reading(stance, image, self.engine.read(image, self.raster.dpi, self.segmentation))
