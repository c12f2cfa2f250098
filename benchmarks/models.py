"""Parameters and time per training step of every architecture and model at batch 64. Run: python benchmarks/models.py

Each time stands beside that of `kim` with the VAE loss on the same images, measured in the same process, as a ratio.
Weights lie channels last, as they are built; the last column says how much longer a step takes with PyTorch's default.
"""
import statistics
import time

import torch
from common import kept, options_of

from lost_latent.losses import LOSSES
from lost_latent.models.layers import n_parameters
from lost_latent.models.zoo import ARCHITECTURES, DECODERS, MODELS, build_autoencoder


def step_seconds(model, loss, x, repeats=5):
    "Median time of one step, forward, backward and update"
    optimizer, times = torch.optim.Adam(model.parameters(), 1e-4), []
    loss.prepare(model)
    for repeat in range(repeats + 1):
        start = time.perf_counter()
        loss.start(repeat + 1)
        optimizer.zero_grad()
        loss(model(x), x)["loss"].backward()
        optimizer.step()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])  # the first one warms up


def main(size, batch, most, repeats):
    torch.manual_seed(0)
    x = torch.rand(batch, 1, size, size)
    decoder = {"higgins": "higgins"}
    rows = [(name, name, decoder.get(name, "mirror"), "gaussian", {}, "beta_vae") for name in ARCHITECTURES]
    rows += [(f"kim, decoder {name}", "kim", name, "gaussian", {}, "beta_vae") for name in DECODERS if name != "mirror"]
    rows += [("kim, cascade", "kim", "mirror", "cascade", dict(discrete_from=0), "information_cascade"),
             ("kim, additive", "kim", "mirror", "additive", dict(blocks=5), "beta_vae"),
             ("kim, slots", "kim", "mirror", "slots", dict(slots=2), "beta_vae"),
             ("kim, lie_group", "kim", "mirror", "lie_group", dict(direct=0.0), "lie_group")]
    assert {row[3] for row in rows} == set(MODELS)
    baseline = None
    print(f"batch {batch}, {size} x {size}, {torch.get_num_threads()} threads\n"
          f"{'':24}{'parameters':>12}{'ms/step':>10}{'ratio to kim':>14}{'channels first':>16}")
    for title, architecture, decoder, model, params, loss in sorted(rows, key=lambda row: row[0] != "kim")[:most]:
        built = build_autoencoder(architecture, tuple(x.shape[1:]), 10, decoder, model, **params)
        first, seconds = (step_seconds(built.to(memory_format=layout), LOSSES[loss](), x, repeats)
                          for layout in (torch.contiguous_format, torch.channels_last))
        baseline = baseline or seconds
        print(f"{title:24}{n_parameters(built):12,}{1e3 * seconds:10.0f}{seconds / baseline:14.2f}"
              f"{first / seconds:16.2f}", flush=True)


if __name__ == "__main__":
    options = options_of(__doc__, size=(64, 32), batch=(64, 4), most=(100, 3), repeats=(5, 1))
    with kept(options, __file__): main(options.size, options.batch, options.most, options.repeats)
