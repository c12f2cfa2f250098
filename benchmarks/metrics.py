"""How long all metrics take, with chance level and interval. Run: python benchmarks/metrics.py

The images are drawn from the grid of dSprites (3 x 6 x 40 x 32 x 32). There are latents that hold each factor, a little
mixed, and others that hold none. Where other programs compete for the cores, seconds on the processor tell more.
"""
import time

import numpy as np
import pandas as pd
from common import kept, options_of

from lost_latent.analysis.metrics import EFFORT, METRICS, Effort, score
from lost_latent.core import stream
from lost_latent.data.dsprites import DSPRITES


def representation(n, n_latents):
    "Codes of `n` images and latents that know their factors"
    rng = stream(0, "benchmark")
    codes = DSPRITES.sample(n, rng)
    values = DSPRITES.values(codes)
    known = (values - values.mean(axis=0)) / values.std(axis=0)
    latents = np.hstack([known, np.zeros((n, n_latents))])[:, :n_latents] + 0.1 * rng.normal(size=(n, n_latents))
    return latents + 0.1 * latents[:, rng.permutation(n_latents)], codes, DSPRITES


def main(n, n_latents, names):
    case, rows = representation(n, n_latents), {}
    for name in names:
        start, start_cpu = time.perf_counter(), time.process_time()
        value = score(name, *case)["value"].iloc[0]
        seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        rows[name] = dict(seconds=seconds, cpu=cpu, value=value) | vars(EFFORT.get(name, Effort()))
    table = pd.DataFrame(rows).T
    print(table.round(3).to_string())
    print(f"{len(table)} metrics on {n:,} images and {n_latents} latents: {table['seconds'].sum():.1f} s, "
          f"{table['cpu'].sum():.1f} s of processor time over all cores")


if __name__ == "__main__":
    options = options_of(__doc__, images=(10_000, 200), latents=(10, 6))
    with kept(options, __file__):
        main(options.images, options.latents, list(METRICS)[:3 if options.quick else None])
