"""What opening each full dataset costs in memory, and how long its first batch takes.

Run: python benchmarks/memory.py [--only NAME]

Each dataset is opened in a process of its own. What is drawn on demand is measured as it is; what was written
to a file by `lost-latent data convert NAME` is read from there. Then follows a shuffled pass of 200 batches
of 64. Resident memory is split into what the process owns (anonymous) and pages of mapped files, which the
system takes back when it needs them.
"""
import subprocess
import sys
import time

from common import kept, options_of

EVERY = "dsprites shapes3d mpi3d_toy circles simple twoshapes"


def resident():
    "Megabytes owned, and of mapped files"
    with open("/proc/self/status") as status: lines = dict(line.split(":", 1) for line in status)
    return [int(lines[key].split()[0]) / 1024 for key in ("RssAnon", "RssFile")]


def measure(name, steps):
    "Open one dataset, draw a batch, then a shuffled pass; print what each cost"
    import numpy as np

    from lost_latent.core import stream
    from lost_latent.data.datasets import load_dataset

    before = resident()
    start = time.perf_counter()
    dataset = load_dataset(name)
    opened, after = time.perf_counter() - start, resident()
    order = stream(0, "benchmark").integers(len(dataset), size=(steps, 64))
    start = time.perf_counter()
    dataset.images[order[0]]
    first = time.perf_counter() - start
    start = time.perf_counter()
    for index in order[1:]: dataset.images[index]
    rate = (steps - 1) / (time.perf_counter() - start)
    grown = np.subtract(resident(), before)
    kind = "mapped" if "memmap" in type(dataset.images).__name__ or hasattr(dataset.images, "packed") else "drawn"
    print(f"{name:16} {kind:7} opened in {opened:5.2f} s, +{sum(np.subtract(after, before)):4.0f} MB; "
          f"first batch {1000 * first:6.1f} ms; then {rate:5.0f} batches/s, "
          f"+{grown[0]:4.0f} MB owned, +{grown[1]:4.0f} MB of mapped file")


if __name__ == "__main__":
    if sys.argv[1:2] == ["here"]: measure(sys.argv[2], int(sys.argv[3]))
    else:
        options = options_of(__doc__, only=(EVERY, "circles"), steps=(200, 5))
        with kept(options, __file__):
            for name in options.only.split():
                command = [sys.executable, __file__, "here", name, str(options.steps)]
                print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)
