"""What it costs to keep 100,000 images of one's own: time and memory. Run: python benchmarks/own.py [--images N]

Bytes of 64 x 64 x 3 pixels in an .npz file are added to a data folder, in a process of its own. The baseline is numpy,
which reads the array and writes it: the fastest that reads and writes every byte, though it holds them all in memory.
"""
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from common import kept, options_of


def owned():
    "Megabytes that this process owns; pages of mapped files, which the system takes back when it needs them, are not"
    with open("/proc/self/status") as status: lines = dict(line.split(":", 1) for line in status)
    return int(lines["RssAnon"].split()[0]) / 1024


class Watched(threading.Thread):
    "Looks at what is owned every hundredth of a second"
    most = 0

    def run(self):
        while True:
            self.most = max(self.most, owned())
            time.sleep(0.01)


def made(path, n):
    "An archive of random images, with factors of 10 x 10 x 10 combinations, many images each"
    rng, codes = np.random.default_rng(0), np.arange(n)
    images = rng.integers(0, 256, (n, 64, 64, 3), np.uint8)
    np.savez(path, images=images, a=codes % 10, b=codes // 10 % 10, c=codes // 100 % 10)


def measure(what, folder):
    "Add the archive in one of two ways, and print what it took"
    from lost_latent.data.own import keep_dataset  # imported before anything is timed

    before, watched, start = owned(), Watched(daemon=True), time.perf_counter()
    watched.start()
    if what == "added": keep_dataset("images", folder / "images.npz", folder)
    else: np.save(folder / "again.npy", np.load(folder / "images.npz")["images"])
    print(f"{time.perf_counter() - start:.2f} {watched.most - before:.0f}")


def compare(n):
    "Both ways, each in a process of its own"
    with tempfile.TemporaryDirectory() as folder:
        made(f"{folder}/images.npz", n)
        for what in ("numpy", "added"):
            command = [sys.executable, __file__, "here", what, folder]
            seconds, megabytes = map(float, subprocess.run(
                command, check=True, capture_output=True, text=True).stdout.split())
            if what == "numpy": baseline = seconds
            print(f"{what:6} {n:,} images in {seconds:.1f} s ({seconds / baseline:.1f} times numpy), "
                  f"{megabytes:,.0f} MB of memory at most")


if __name__ == "__main__":
    if sys.argv[1:2] == ["here"]: measure(sys.argv[2], Path(sys.argv[3]))
    else:
        options = options_of(__doc__, images=(100_000, 2000))
        with kept(options, __file__): compare(options.images)
