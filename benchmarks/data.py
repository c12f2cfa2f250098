"""How fast dSprites is drawn and composition batches are made, and in how much memory. Run: python benchmarks/data.py

Each rate stands beside a stated baseline, measured in the same process, and their ratio: absolute times depend on the
machine.
"""
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
from common import kept, options_of

from lost_latent.core import stream
from lost_latent.data.batches import Batches, Composition
from lost_latent.data.conditions import make_split
from lost_latent.data.datasets import convert_dataset, load_dataset
from lost_latent.data.dsprites import DSPRITES, render_dsprites


def per_second(function, n, repeats=5):
    "The median rate at which `function` makes `n` things"
    rates = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        rates.append(n / (time.perf_counter() - start))
    return float(np.median(rates))


def peak_megabytes(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(what, rate, baseline_name, baseline):
    print(f"{what}: {rate:,.0f}/s; {baseline_name}: {baseline:,.0f}/s; ratio {rate / baseline:.1f}")


def rendering(n):
    "Drawing a batch at once, against drawing the same images one by one"
    codes = DSPRITES.sample(n, stream(0, "benchmark"))
    few = codes[:128]
    report(f"images drawn in batches of {n:,}", per_second(lambda: render_dsprites(codes), len(codes)),
           "one at a time", per_second(lambda: [render_dsprites(code[None]) for code in few], len(few)))


class OneByOne(Composition):
    "The same task, gathered item by item and collated, as a map-style dataset would"

    def __call__(self, index, rng, device="cpu"):
        items = [super(OneByOne, self).__call__(index[i:i + 1], rng, device) for i in range(len(index))]
        return [np.concatenate([item.target.numpy() for item in items])]


def composition_batches(name, condition, steps):
    "Whole-batch sampling, against the same sampler called once per item"
    before = peak_megabytes()
    dataset = load_dataset(name)
    split = make_split(name, dataset.space, condition, validation=0.05)
    print(f"opening all of {name} and splitting it: +{peak_megabytes() - before:.0f} MB resident")

    def drain(task, n):
        for _ in Batches(task, 64, seed=0, steps=n).epoch(0): pass

    whole, single = (cls(dataset, split.train) for cls in (Composition, OneByOne))
    report("batches of 64 triples, drawn whole", per_second(lambda: drain(whole, steps), steps),
           "item by item", per_second(lambda: drain(single, 5), 5, repeats=3))


def full_set(name):
    "Rendering all images to a file, as the first use of dSprites does"
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        dataset = load_dataset(name, "procedural", folder)
        if name != "dsprites": convert_dataset(name, "procedural", folder)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.npy"))
        seconds = time.perf_counter() - start
        print(f"all {len(dataset):,} images, rendered and written: {seconds:.1f} s, {size / 1e6:.0f} MB")


if __name__ == "__main__":
    options = options_of(__doc__, dataset=("dsprites", "circles"), images=(2048, 64), steps=(100, 5))
    with kept(options, __file__):
        condition = dict(dsprites="sqr2tx", circles="midpos")[options.dataset]
        composition_batches(options.dataset, condition, options.steps)  # first: its memory is the process's peak
        rendering(options.images)
        full_set(options.dataset)
