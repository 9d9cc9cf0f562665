"""Remember what a pure function of frames gave, by the content of its arguments.

Every notebook of a batch reconciles the same corpus. In a warm kernel the template has done so already, and the result
is there; the key is a hash of all values, so other data can never be taken for the same.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

import pandas as pd

Function = TypeVar("Function", bound=Callable)
MOST = 32


def remembered(function: Function) -> Function:
    """Keep the last results of a function of frames, dataclasses of frames and plain values.

    The caller gets shallow copies, which pandas copies in full when they are written to. Arguments without a content
    hash, such as a function, are never remembered.
    """
    results: OrderedDict[Hashable, Any] = OrderedDict()
    parameters = signature(function)

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            bound = parameters.bind(*args, **kwargs)
            bound.apply_defaults()
            key = _content((bound.args, tuple(sorted(bound.kwargs.items()))))
            hash(key)
        except TypeError:
            return function(*args, **kwargs)
        if key not in results:
            results[key] = function(*args, **kwargs)
            while len(results) > MOST:
                results.popitem(last=False)
        results.move_to_end(key)
        return _copy(results[key])

    def remember(result: Any, *args: Any, **kwargs: Any) -> None:
        """Take a result for what the function would give."""
        bound = parameters.bind(*args, **kwargs)
        bound.apply_defaults()
        results[_content((bound.args, tuple(sorted(bound.kwargs.items()))))] = result

    wrapper.remember, wrapper.forget = remember, results.clear
    return wrapper


def _content(value: Any) -> Hashable:
    """Something hashable that is equal for equal content only."""
    if isinstance(value, pd.DataFrame):
        values = pd.util.hash_pandas_object(value).to_numpy()
        names = tuple(value.columns), tuple(map(str, value.dtypes)), value.index.names
        return hashlib.sha256(values.tobytes()).digest(), names, len(value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(_content(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, list | tuple):
        return type(value), tuple(map(_content, value))
    return type(value), value


def _copy(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        return value.copy(deep=False)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _copy(getattr(value, field.name)) for field in fields(value)})
    return tuple(map(_copy, value)) if isinstance(value, tuple) else value
