#!/usr/bin/python3
"""The jobs of bench-core, done with PyTorch: same commands, same JSON.

THREADS in the environment sets the number of threads (1).
"""
import json
import os
import sys
import time

import torch

torch.set_num_threads(int(os.environ.get("THREADS", "1")))
torch.manual_seed(123)


class CharRNN(torch.nn.Module):
    """SimpleRNN → Dense, every step's logits."""

    def __init__(self, letters, units):
        super().__init__()
        self.rnn = torch.nn.RNN(letters, units, batch_first=True)
        self.dense = torch.nn.Linear(units, letters)

    def forward(self, x):
        h, _ = self.rnn(x)
        return self.dense(h)


def update(model, optimizer, x, y):
    optimizer.zero_grad()
    logits = model(x)
    loss = torch.nn.functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), y.reshape(-1))
    loss.backward()
    optimizer.step()
    return loss


def tutorial(repeats):
    x = torch.eye(5)[torch.tensor([1, 3, 4, 0, 2])].reshape(5, 1, 5)
    y = torch.tensor([[2], [4], [0], [1], [3]])
    times = []
    for _ in range(repeats):
        model = CharRNN(5, 3)
        optimizer = torch.optim.Adam(model.parameters(), lr=0.01, eps=1e-7)
        start = time.perf_counter()
        for _ in range(100):
            loss = update(model, optimizer, x, y)
        times.append((time.perf_counter() - start) * 1e6 / 100)
    return {"us_per_epoch": sorted(times)[repeats // 2],
            "first_run_us_per_epoch": times[0], "final_loss": loss.item()}


def chars(units, steps, batch, seconds, path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    letters = sorted(set(text))
    number = {letter: i for i, letter in enumerate(letters)}
    codes = torch.tensor([number[letter] for letter in text])
    n = (len(codes) - 1) // steps
    x = codes[:n * steps].reshape(n, steps)
    y = codes[1:n * steps + 1].reshape(n, steps)
    eye = torch.eye(len(letters))
    model = CharRNN(len(letters), units)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002, eps=1e-7)
    losses, done, start = [], 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        rows = torch.randint(n, (batch,))
        losses.append(update(model, optimizer, eye[x[rows]], y[rows]).item())
        done += batch * steps
    return {"chars_per_s": done / (time.perf_counter() - start),
            "loss_first": losses[0], "loss_last": losses[-1]}


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "tutorial":
        result = tutorial(int(arguments[1]))
    elif len(arguments) == 6 and arguments[0] == "chars":
        units, steps, batch = map(int, arguments[1:4])
        result = chars(units, steps, batch, float(arguments[4]),
                       arguments[5])
    else:
        sys.exit("usage: peer-torch.py tutorial REPEATS | "
                 "chars UNITS T B SECONDS TEXTFILE")
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
