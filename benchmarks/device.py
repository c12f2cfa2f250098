"""Training steps per second on the processor and on an accelerator. Run: python benchmarks/device.py

The paper's size is 64 x 64 in batches of 64; 960,000 steps are what its dSprites models were trained for. Images are
already where they are needed, so that what is timed is the model. Ratios are to the processor with all its threads.
"""
import time

import torch
from common import kept, options_of

from lost_latent.losses import LOSSES
from lost_latent.models.zoo import build_autoencoder

STEPS = 960_000


def steps_per_second(architecture, device, seconds=5.0, batch=64, size=64):
    "Forward, backward and update of a beta-VAE"
    model, loss = build_autoencoder(architecture, (1, size, size), 10).to(device), LOSSES["beta_vae"]()
    optimizer, x = torch.optim.Adam(model.parameters(), 1e-4), torch.rand(batch, 1, size, size, device=device)

    def run(n):
        for _ in range(n):
            optimizer.zero_grad()
            loss(model(x), x)["loss"].backward()
            optimizer.step()
        if device != "cpu": torch.cuda.synchronize()

    run(3)  # warms up
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        run(10)
        done += 10
    return done / (time.perf_counter() - start)


def main(architectures, **how):
    devices = ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]
    name = torch.cuda.get_device_name() if len(devices) > 1 else "no GPU here"
    print(f"{torch.get_num_threads()} threads; {name}; PyTorch {torch.__version__}\n"
          f"{'':16}{'device':>8}{'steps/s':>10}{'ratio':>8}{'hours for 960,000 steps':>26}")
    for architecture in architectures:
        baseline = None
        for device in devices:
            rate = steps_per_second(architecture, device, **how)
            baseline = baseline or rate
            hours = STEPS / rate / 3600
            print(f"{architecture:16}{device:>8}{rate:10.1f}{rate / baseline:8.1f}{hours:26.1f}", flush=True)


if __name__ == "__main__":
    options = options_of(__doc__, seconds=(5.0, 0.1), batch=(64, 4), size=(64, 32))
    with kept(options, __file__):
        main(["kim", "abdi", "montero"][:1 if options.quick else None], seconds=options.seconds, batch=options.batch,
             size=options.size)
