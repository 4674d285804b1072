#!/usr/bin/python3
"""The jobs of bench-core as a plain numpy program: same commands, same JSON.

What a student writes by hand: one product a time step, BPTT, Adam; single
precision.  The number of threads is BLAS' own business (OPENBLAS_NUM_THREADS).
"""
import json
import sys
import time

import numpy as np

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7


class CharRNN:
    """SimpleRNN(tanh) → Dense(softmax), loss at every step, with Adam."""

    def __init__(self, letters, units, rate, rng):
        def glorot(rows, columns):
            limit = np.sqrt(6 / (rows + columns))
            return rng.uniform(-limit, limit, (rows, columns))

        q, _ = np.linalg.qr(rng.standard_normal((units, units)))
        shapes = {"W_xh": glorot(letters, units), "W_hh": q,
                  "b_h": np.zeros(units), "W_hy": glorot(units, letters),
                  "b_y": np.zeros(letters)}
        self.w = {k: v.astype(np.float32) for k, v in shapes.items()}
        self.m = {k: np.zeros_like(v) for k, v in self.w.items()}
        self.v = {k: np.zeros_like(v) for k, v in self.w.items()}
        self.rate, self.t = rate, 0

    def gradients(self, x, y):
        """x, y: class numbers (T × B).  The mean loss and its gradients."""
        w = self.w
        steps, batch = x.shape
        units = w["W_hh"].shape[0]
        h = np.zeros((steps + 1, batch, units), np.float32)
        for t in range(steps):
            h[t + 1] = np.tanh(w["W_xh"][x[t]] + h[t] @ w["W_hh"] + w["b_h"])
        z = h[1:] @ w["W_hy"] + w["b_y"]
        z -= z.max(axis=2, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=2, keepdims=True)
        target = (*np.indices(y.shape), y)
        loss = -np.log(p[target]).mean()

        d = p
        d[target] -= 1
        d /= y.size
        dh_out = d @ w["W_hy"].T
        dz = np.empty_like(h[1:])
        dh_next = np.zeros((batch, units), np.float32)
        for t in reversed(range(steps)):
            dz[t] = (dh_out[t] + dh_next) * (1 - h[t + 1] ** 2)
            dh_next = dz[t] @ w["W_hh"].T
        flat = dz.reshape(-1, units)
        g = {"W_xh": np.zeros_like(w["W_xh"]),
             "W_hh": h[:-1].reshape(-1, units).T @ flat,
             "b_h": flat.sum(axis=0),
             "W_hy": h[1:].reshape(-1, units).T @ d.reshape(-1, d.shape[2]),
             "b_y": d.sum(axis=(0, 1))}
        np.add.at(g["W_xh"], x.reshape(-1), flat)
        return loss, g

    def update(self, x, y):
        loss, g = self.gradients(x, y)
        self.t += 1
        rate = (self.rate * np.sqrt(1 - BETA_2 ** self.t)
                / (1 - BETA_1 ** self.t))
        for k, w in self.w.items():
            m, v = self.m[k], self.v[k]
            m += (1 - BETA_1) * (g[k] - m)
            v += (1 - BETA_2) * (g[k] * g[k] - v)
            w -= np.float32(rate) * m / (np.sqrt(v) + np.float32(EPSILON))
        return float(loss)


def tutorial(repeats):
    x, y = np.array([[1, 3, 4, 0, 2]]), np.array([[2, 4, 0, 1, 3]])
    times = []
    for repeat in range(repeats):
        model = CharRNN(5, 3, 0.01, np.random.default_rng(repeat))
        start = time.perf_counter()
        for _ in range(100):
            loss = model.update(x, y)
        times.append((time.perf_counter() - start) * 1e6 / 100)
    return {"us_per_epoch": sorted(times)[repeats // 2],
            "first_run_us_per_epoch": times[0], "final_loss": loss}


def chars(units, steps, batch, seconds, path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    letters, codes = np.unique(np.array(list(text)), return_inverse=True)
    n = (len(codes) - 1) // steps
    x = codes[:n * steps].reshape(n, steps)
    y = codes[1:n * steps + 1].reshape(n, steps)
    rng = np.random.default_rng(123)
    model = CharRNN(len(letters), units, 0.002, rng)
    losses, done, start = [], 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        rows = rng.integers(n, size=batch)
        losses.append(model.update(x[rows].T, y[rows].T))
        done += batch * steps
    return {"chars_per_s": done / (time.perf_counter() - start),
            "loss_first": losses[0], "loss_last": losses[-1]}


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "tutorial":
        result = tutorial(int(arguments[1]))
    elif len(arguments) == 6 and arguments[0] == "chars":
        units, steps, batch = map(int, arguments[1:4])
        result = chars(units, steps, batch, float(arguments[4]), arguments[5])
    else:
        sys.exit("usage: peer-numpy.py tutorial REPEATS | "
                 "chars UNITS T B SECONDS TEXTFILE")
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
