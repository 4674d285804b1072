"""What the scripts of programs use of Keras, done with numpy, as
tests/golden's formulas have it; in double precision.  Nothing else is there,
and what is there takes nothing else: a script that strays fails."""

import types

import numpy as np

ACTIVATIONS = {
    # h of z, and its derivative told from h
    'tanh': (np.tanh, lambda h: 1 - h * h),
    'relu': (lambda z: np.maximum(z, 0), lambda h: (h > 0).astype(float)),
    'sigmoid': (lambda z: 1 / (1 + np.exp(-z)), lambda h: h * (1 - h)),
    'linear': (lambda z: z, np.ones_like),
}


class Variable:
    def __init__(self, *shape):
        self.value = np.zeros(shape)
        self.gradient = None

    def assign(self, value):
        value = np.asarray(value)
        assert value.shape == self.value.shape, (value.shape, self.value.shape)
        self.value = value.astype(float)

    def __array__(self, dtype=None, copy=None):
        return self.value.astype(np.float32 if dtype is None else dtype)


# Layers: build (shape of a sample) returns that of the output; forward, and
# backward from the gradient of its output to that of its input.

class Input:
    def __init__(self, shape, dtype='float32', batch_size=None):
        self.shape, self.dtype, self.batch_size = shape, dtype, batch_size


class Embedding:
    def __init__(self, input_dim, output_dim):
        self.table = Variable(input_dim, output_dim)
        self.variables = [self.table]

    def build(self, shape):
        assert len(shape) == 1
        return (*shape, self.table.value.shape[1])

    def forward(self, x):
        assert x.dtype.kind == 'i'
        self.x = x
        return self.table.value[x]

    def backward(self, d_out):
        self.table.gradient = np.zeros_like(self.table.value)
        np.add.at(self.table.gradient, self.x, d_out)


class SimpleRNN:
    def __init__(self, units, activation, return_sequences=False,
                 stateful=False):
        self.units, self.sequences = units, return_sequences
        self.act, self.derivative = ACTIVATIONS[activation]
        self.stateful, self.end = stateful, None

    def build(self, shape):
        steps, features = shape
        self.kernel = Variable(features, self.units)
        self.recurrent = Variable(self.units, self.units)
        self.bias = Variable(self.units)
        self.variables = [self.kernel, self.recurrent, self.bias]
        return (steps, self.units) if self.sequences else (self.units,)

    def forward(self, x):
        self.x = x
        if self.end is None or not self.stateful:
            self.end = np.zeros((len(x), self.units))
        self.h = [self.end]
        for t in range(x.shape[1]):
            self.h.append(self.act(x[:, t] @ self.kernel.value
                                   + self.h[-1] @ self.recurrent.value
                                   + self.bias.value))
        self.end = self.h[-1]
        return np.stack(self.h[1:], axis=1) if self.sequences else self.end

    def backward(self, d_out):
        for variable in self.variables:
            variable.gradient = np.zeros_like(variable.value)
        d_x = np.zeros(self.x.shape)
        d_h = np.zeros_like(self.end)
        steps = self.x.shape[1]
        for t in reversed(range(steps)):
            if self.sequences:
                d_h = d_h + d_out[:, t]
            elif t == steps - 1:
                d_h = d_out
            d_z = d_h * self.derivative(self.h[t + 1])
            self.kernel.gradient += self.x[:, t].T @ d_z
            self.recurrent.gradient += self.h[t].T @ d_z
            self.bias.gradient += d_z.sum(axis=0)
            d_x[:, t] = d_z @ self.kernel.value.T
            d_h = d_z @ self.recurrent.value.T
        return d_x


class Dense:
    def __init__(self, units, activation):
        assert activation == 'softmax'
        self.units = units

    def build(self, shape):
        self.kernel = Variable(shape[-1], self.units)
        self.bias = Variable(self.units)
        self.variables = [self.kernel, self.bias]
        return (*shape[:-1], self.units)

    def forward(self, x):
        self.x = x
        logits = x @ self.kernel.value + self.bias.value
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    def backward(self, d_logits):
        flat = d_logits.reshape(-1, self.units)
        self.kernel.gradient = (self.x.reshape(-1, self.x.shape[-1]).T @ flat)
        self.bias.gradient = flat.sum(axis=0)
        return d_logits @ self.kernel.value.T


# Optimizers

class Optimizer:
    def __init__(self, learning_rate, clipvalue=None, clipnorm=None,
                 global_clipnorm=None):
        self.rate = learning_rate
        self.value, self.norm, self.global_norm = (clipvalue, clipnorm,
                                                   global_clipnorm)
        self.t, self.moments = 0, {}

    def clip(self, gradients):
        if self.value is not None:
            return [np.clip(g, -self.value, self.value) for g in gradients]
        if self.norm is not None:
            return [g * self.norm / max(np.linalg.norm(g), self.norm)
                    for g in gradients]
        if self.global_norm is not None:
            total = np.sqrt(sum((g * g).sum() for g in gradients))
            return [g * self.global_norm / max(total, self.global_norm)
                    for g in gradients]
        return gradients

    def apply(self, variables):
        self.t += 1
        gradients = self.clip([variable.gradient for variable in variables])
        for variable, gradient in zip(variables, gradients):
            m, v = self.moments.setdefault(
                id(variable), (np.zeros_like(gradient),
                               np.zeros_like(gradient)))
            variable.value = variable.value + self.step(gradient, m, v)


class SGD(Optimizer):
    def __init__(self, learning_rate, momentum, nesterov, **clip):
        super().__init__(learning_rate, **clip)
        self.momentum, self.nesterov = momentum, nesterov

    def step(self, g, m, v):
        m[...] = self.momentum * m - self.rate * g
        return self.momentum * m - self.rate * g if self.nesterov else m


class RMSprop(Optimizer):
    def __init__(self, learning_rate, rho, momentum, epsilon, **clip):
        super().__init__(learning_rate, **clip)
        self.rho, self.momentum, self.epsilon = rho, momentum, epsilon

    def step(self, g, m, v):
        v[...] = self.rho * v + (1 - self.rho) * g * g
        m[...] = self.momentum * m + self.rate * g / np.sqrt(v + self.epsilon)
        return -m


class Adam(Optimizer):
    def __init__(self, learning_rate, beta_1, beta_2, epsilon, **clip):
        super().__init__(learning_rate, **clip)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon

    def step(self, g, m, v):
        m[...] = self.beta_1 * m + (1 - self.beta_1) * g
        v[...] = self.beta_2 * v + (1 - self.beta_2) * g * g
        rate = (self.rate * np.sqrt(1 - self.beta_2 ** self.t)
                / (1 - self.beta_1 ** self.t))
        return -rate * m / (np.sqrt(v) + self.epsilon)


class SparseCategoricalCrossentropy:
    def __init__(self, reduction='sum_over_batch_size'):
        assert reduction in ('sum_over_batch_size', 'sum')
        self.sum = reduction == 'sum'

    def __call__(self, y, probabilities):
        """The loss, and its gradient before the softmax."""
        flat = probabilities.reshape(-1, probabilities.shape[-1])
        rows, targets = np.arange(len(flat)), y.reshape(-1)
        scale = 1 if self.sum else 1 / len(flat)
        gradient = flat.copy()
        gradient[rows, targets] -= 1
        return (-np.log(flat[rows, targets]).sum() * scale,
                (gradient * scale).reshape(probabilities.shape))


class Sequential:
    def __init__(self, all_layers):
        self.input, *self.layers = all_layers
        assert isinstance(self.input, Input)
        shape = self.input.shape
        for layer in self.layers:
            shape = layer.build(shape)
        self.trainable_variables = [variable for layer in self.layers
                                    for variable in layer.variables]

    def compile(self, optimizer, loss, metrics):
        assert metrics == ['accuracy']
        self.optimizer, self.loss = optimizer, loss

    def forward(self, x):
        assert x.shape[1:] == self.input.shape, (x.shape, self.input.shape)
        assert self.input.batch_size in (None, len(x))
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def predict(self, x, verbose):
        assert verbose == 0
        return self.forward(x).astype(np.float32)

    def measure(self, x, y, batch_size, learn):
        loss_sum = hits = 0
        for first in range(0, len(x), batch_size):
            targets = y[first:first + batch_size]
            p = self.forward(x[first:first + batch_size])
            loss, gradient = self.loss(targets, p)
            loss_sum += len(targets) * loss
            hits += (p.argmax(axis=-1) == targets).sum()
            if learn:
                for layer in reversed(self.layers):
                    gradient = layer.backward(gradient)
                self.optimizer.apply(self.trainable_variables)
        return loss_sum / len(x), hits / y.size

    def fit(self, x, y, batch_size, epochs, shuffle, verbose,
            validation_data=None):
        assert verbose == 2 and isinstance(shuffle, bool)
        rows = {'loss': [], 'accuracy': []}
        self.history = types.SimpleNamespace(history=rows)
        for _ in range(epochs):
            loss, accuracy = self.measure(x, y, batch_size, True)
            rows['loss'].append(loss)
            rows['accuracy'].append(accuracy)
            if validation_data is not None:
                loss, accuracy = self.measure(*validation_data, batch_size,
                                              False)
                rows.setdefault('val_loss', []).append(loss)
                rows.setdefault('val_accuracy', []).append(accuracy)


layers = types.SimpleNamespace(Input=Input, Embedding=Embedding,
                               SimpleRNN=SimpleRNN, Dense=Dense)
optimizers = types.SimpleNamespace(SGD=SGD, RMSprop=RMSprop, Adam=Adam)
losses = types.SimpleNamespace(
    SparseCategoricalCrossentropy=SparseCategoricalCrossentropy)
utils = types.SimpleNamespace(set_random_seed=np.random.seed)
