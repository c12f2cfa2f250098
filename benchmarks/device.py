"""Training steps and batches per second on the processor and on an accelerator. Run: python benchmarks/device.py

The paper's size is 64 x 64 in batches of 64; 960,000 steps are what its dSprites models were trained for. Steps are
timed with a batch that is there already; batches are triples of dSprites, gathered on the host and sent, and gathered
where the images live. Ratios are to the first row of each table.
"""
import time
from dataclasses import replace

import numpy as np
import torch
from common import kept, options_of

from lost_latent.data.batches import Batches, Composition
from lost_latent.data.conditions import make_split
from lost_latent.data.datasets import load_dataset
from lost_latent.data.resident import ResidentImages
from lost_latent.losses import LOSSES
from lost_latent.models.zoo import build_autoencoder

STEPS, CONDITIONS = 960_000, dict(dsprites="sqr2tx", circles="midpos")


def per_second(do, device, seconds):
    "How often `do` is done in a second, once it is warm"
    def done(n):
        for _ in range(n): do()
        if device != "cpu": torch.cuda.synchronize()

    done(3)
    start, n = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        done(10)
        n += 10
    return n / (time.perf_counter() - start)


def a_step(architecture, device, batch, size):
    "Forward, backward and update of a beta-VAE"
    model, loss = build_autoencoder(architecture, (1, size, size), 10).to(device), LOSSES["beta_vae"]()
    optimizer, x = torch.optim.Adam(model.parameters(), 1e-4), torch.rand(batch, 1, size, size, device=device)

    def step():
        optimizer.zero_grad()
        loss(model(x), x)["loss"].backward()
        optimizer.step()

    return step


def a_batch(task, device, batch):
    "Triples as floats on the device"
    batches = Batches(task, batch, seed=0, steps=2**30, device=device).epoch(1)
    return lambda: next(batches)


def print_batches(devices, data, seconds, batch):
    "How fast batches come, from either place"
    dataset = load_dataset(data)
    split = make_split(data, dataset.space, CONDITIONS[data], validation=0.05)
    print(f"\n{'triples of ' + data:28}{'device':>8}{'batches/s':>11}{'ratio':>8}")
    baseline = None
    for device in devices:
        tasks = {"gathered on the host": Composition(dataset, split.train)}
        there = ResidentImages(dataset.images, np.flatnonzero(~split.dropped), device)
        tasks["gathered on the device"] = Composition(dataset, split.train)
        tasks["gathered on the device"].dataset = replace(dataset, images=there)
        for where, task in tasks.items():
            rate = per_second(a_batch(task, device, batch), device, seconds)
            baseline = baseline or rate
            print(f"{where:28}{device:>8}{rate:11.1f}{rate / baseline:8.1f}", flush=True)


def main(architectures, data, seconds, batch, size):
    devices = ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]
    name = torch.cuda.get_device_name() if len(devices) > 1 else "no GPU here"
    print(f"{torch.get_num_threads()} threads; {name}; PyTorch {torch.__version__}\n"
          f"{'step':28}{'device':>8}{'steps/s':>11}{'ratio':>8}{'hours for 960,000 steps':>26}")
    for architecture in architectures:
        baseline = None
        for device in devices:
            rate = per_second(a_step(architecture, device, batch, size), device, seconds)
            baseline = baseline or rate
            hours = STEPS / rate / 3600
            print(f"{architecture:28}{device:>8}{rate:11.1f}{rate / baseline:8.1f}{hours:26.1f}", flush=True)
    print_batches(devices, data, seconds, batch)


if __name__ == "__main__":
    options = options_of(__doc__, data=("dsprites", "circles"), seconds=(5.0, 0.1), batch=(64, 4), size=(64, 32))
    architectures = ["kim", "abdi", "montero"][:1 if options.quick else None]
    with kept(options, __file__):
        main(architectures, options.data, options.seconds, options.batch, options.size)
