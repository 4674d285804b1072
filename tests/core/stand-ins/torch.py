"""What the scripts of programs use of PyTorch to predict, done with numpy, for
where PyTorch is not installed.  Nothing else is there, and what is there takes
nothing else: a script that strays fails.  There are no gradients."""

import contextlib
import types

import numpy as np


class Tensor(np.ndarray):
    def float(self):
        return self.astype(np.float32)

    def detach(self):
        return self

    def numpy(self):
        return np.asarray(self)


def from_numpy(array):
    assert type(array) is np.ndarray and array.flags.writeable
    return array.view(Tensor)


def zeros(*shape):
    return np.zeros(shape, np.float32).view(Tensor)


def stack(tensors, dim):
    return np.stack(tensors, axis=dim).view(Tensor)


def tanh(x):
    return np.tanh(x)


def relu(x):
    return np.maximum(x, np.float32(0))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x, dim):
    powers = np.exp(x - x.max(axis=dim, keepdims=True))
    return powers / powers.sum(axis=dim, keepdims=True)


class no_grad(contextlib.ContextDecorator):  # noqa: N801, PyTorch's name
    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


class Parameter(Tensor):
    def __new__(cls, tensor):
        return tensor.view(cls)


class Module:
    def __call__(self, *arguments):
        return self.forward(*arguments)

    def state_dict(self):
        found = {}
        for name, value in vars(self).items():
            if isinstance(value, Parameter):
                found[name] = value
            elif isinstance(value, Module):
                for inner, parameter in value.state_dict().items():
                    found[f'{name}.{inner}'] = parameter
        return found

    def load_state_dict(self, state):
        own = self.state_dict()
        assert list(own) == list(state), (list(own), list(state))
        for name, value in state.items():
            assert own[name].shape == value.shape, name
            assert value.dtype == np.float32
            own[name][...] = value


def one_hot(codes, n):
    assert codes.dtype == np.int64
    return np.eye(n, dtype=np.int64)[codes].view(Tensor)


nn = types.SimpleNamespace(Module=Module, Parameter=Parameter,
                           functional=types.SimpleNamespace(one_hot=one_hot))
