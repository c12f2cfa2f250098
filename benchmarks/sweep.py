"""What Ray costs and brings: tiny runs as a sweep, against one by one. Run: python benchmarks/sweep.py [--runs N]

Each run is 50 steps on 16 x 16 images, and then measured as every run is. The baseline is one process with one thread
that makes all of them; the sweep has one worker with one thread per core. What a run costs more in a sweep, Ray's start
included, is workers x seconds of the sweep, less the seconds of the baseline, by the number of runs.
"""
import os
import tempfile
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy reads it

from common import kept, options_of

from lost_latent.core import SILENT
from lost_latent.experiments.sweep import grid_jobs, run_jobs

WORDS = ("dataset.circles dataset.variant=midpos dataset.image_size=16 model.kim training.mini "
         "training.{epochs=1,steps=50}")


def timed(function):
    "Seconds"
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def main(n, workers):
    os.environ[SILENT] = "1"
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        words = [*WORDS.split(), f"seed=0..{n - 1}"]
        jobs, alone = (grid_jobs("unsupervised", words, Path(folder)) for folder in (one, other))
        sweep = timed(lambda: run_jobs(jobs, Path(one), workers=workers))
        serial = timed(lambda: [job.make(root=Path(other), begun=lambda run: None) for job in alone.values()])
    extra = (workers * sweep - serial) / n
    print(f"{n} runs: {serial:.0f} s one by one, {sweep:.0f} s as a sweep on {workers} workers "
          f"({sweep / serial:.2f}); {extra:.1f} s more work per run")


if __name__ == "__main__":
    options = options_of(__doc__, runs=(24, 1), workers=(os.cpu_count(), 1))
    with kept(options, __file__): main(options.runs, options.workers)
