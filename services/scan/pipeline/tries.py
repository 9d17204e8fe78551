"""Read a page the way that gives most: as it likely stands, and another way where that went badly."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from services.scan.pipeline.engine import Engine, Word
from services.scan.pipeline.left_over import with_left_over
from services.scan.pipeline.light import in_even_light
from services.scan.pipeline.raster import Raster
from services.scan.pipeline.stopwatch import Stopwatch
from services.scan.pipeline.upright import Stance, stances, straightened

# A page read upside down has 20 to 40, a bad copy read the right way up 60 and more.
READABLE = 60.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of the page in one stance; boxes are in pixels of the straightened picture."""

    stance: Stance
    words: Sequence[Word]

    @property
    def confidence(self) -> float | None:
        """Mean over the words."""
        return round(fmean(word.confidence for word in self.words), 1) if self.words else None

    @property
    def worth(self) -> float:
        """Letters that were surely read."""
        return sum(len(word.text) * word.confidence for word in self.words if word.confidence >= READABLE)


def best_reading(engine: Engine, raster: Raster, segmentation: int, *, straighten: bool, watch: Stopwatch) -> Reading:
    """The best of the readings in the stances that the page may have; the first that is readable ends it."""
    with watch.time("cahaya"):
        lit = in_even_light(raster.image)
    with watch.time("kedudukan"):
        candidates = stances(lit, raster.dpi)
    readings = []
    for found in candidates:
        stance = found if straighten else Stance(found.turn, 0.0)
        with watch.time("tegak"):
            image = straightened(lit, stance)
        with watch.time("baca"):
            readings.append(Reading(stance, engine.read(image, raster.dpi, segmentation)))
        if (readings[-1].confidence or 0) >= READABLE:
            break
    best = max(readings, key=lambda reading: reading.worth)
    with watch.time("sisa"):
        image = straightened(lit, best.stance)
        return Reading(best.stance, with_left_over(engine, image, raster.dpi, best.words))
