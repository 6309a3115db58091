"""CBOR for ministack, which takes a body for empty and answers JSON where the package cbor2 is not installed: metrics were lost silently.

botocore reads it; it writes requests only, by their model, so what ministack answers is written here. As much of cbor2's names as
ministack uses, so that it finds this module under that name.
"""

import io
import struct
import sys

from botocore.parsers import RpcV2CBORParser

PACKAGE = "cbor2"


class CBORTag:
    def __init__(self, tag, value):
        self.tag = tag
        self.value = value


def offer():
    """Makes ministack find this module; to be called before it looks."""
    sys.modules[PACKAGE] = sys.modules[__name__]


def loads(content):
    parser = RpcV2CBORParser()
    stream = io.BufferedReader(io.BytesIO(content))
    value = parser.parse_data_item(stream)
    if stream.read(1):
        raise ValueError("the body has more than one item, expected one")
    return value


def dumps(value):
    out = bytearray()
    _write(out, value)
    return bytes(out)


def _head(out, major, number):
    if number < 24:
        out.append(major << 5 | number)
        return
    for size, additional in ((1, 24), (2, 25), (4, 26), (8, 27)):
        if number < 1 << 8 * size:
            out.append(major << 5 | additional)
            out += number.to_bytes(size, "big")
            return
    raise ValueError(f"{number} does not fit into eight bytes")


def _write(out, value):
    if value is None:
        out.append(0xF6)
    elif isinstance(value, bool):
        out.append(0xF5 if value else 0xF4)
    elif isinstance(value, int):
        _head(out, 0 if value >= 0 else 1, value if value >= 0 else -1 - value)
    elif isinstance(value, float):
        out.append(0xFB)
        out += struct.pack(">d", value)
    elif isinstance(value, bytes):
        _head(out, 2, len(value))
        out += value
    elif isinstance(value, str):
        text = value.encode()
        _head(out, 3, len(text))
        out += text
    elif isinstance(value, (list, tuple)):
        _head(out, 4, len(value))
        for item in value:
            _write(out, item)
    elif isinstance(value, dict):
        _head(out, 5, len(value))
        for name, item in value.items():
            _write(out, name)
            _write(out, item)
    elif isinstance(value, CBORTag):
        _head(out, 6, value.tag)
        _write(out, value.value)
    else:
        raise TypeError(f"a {type(value).__name__} cannot be written as CBOR")
