"What benchmarks share: `--quick` runs one in seconds, to see that it works; `--write` keeps what it prints, and where."
import argparse
import os
import platform
import sys
import time
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

MEASURED = Path(__file__).resolve().parent / "measured"


def options_of(about, **more):
    "Options of a benchmark, from its docstring and its own defaults: (in full, quick) each"
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small size, in seconds; its numbers mean nothing")
    parser.add_argument("--write", action="store_true", help=f"keep the table in {MEASURED.name}/")
    for name, (full, _) in more.items(): parser.add_argument(f"--{name}", type=type(full))
    options = parser.parse_args()
    if options.quick and options.write: parser.error("numbers of --quick mean nothing, so they are not kept")
    for name, values in more.items():
        if getattr(options, name) is None: setattr(options, name, values[options.quick])
    return options


def processor():
    "What the processor calls itself, where Linux tells"
    try: lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError: return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def where():
    "The day, the machine, and how busy it was: times of a busy machine are long"
    from importlib.metadata import version
    return (f"{time.strftime('%Y-%m-%d')}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at "
            f"the beginning, Python {platform.python_version()}, PyTorch {version('torch')}")


class Both:
    "A stream that is shown and kept"
    def __init__(self): self.text, self.shown = "", sys.stdout

    def write(self, text):
        self.text += text
        return self.shown.write(text)

    def flush(self): self.shown.flush()


@contextmanager
def kept(options, file):
    "What is printed meanwhile, kept under the name of the benchmark if that was asked for"
    heading, both = where(), Both()
    with redirect_stdout(both): yield
    if not options.write: return
    MEASURED.mkdir(exist_ok=True)
    command = " ".join(["python", f"benchmarks/{Path(file).name}", *(a for a in sys.argv[1:] if a != "--write")])
    (MEASURED / f"{Path(file).stem}.txt").write_text(f"{command}\n{heading}\n\n{both.text}", encoding="utf-8")
