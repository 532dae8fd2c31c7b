from pyexec import int8, int16, int32, int64
from pyexec import uint8, uint16, uint32, uint64
from pyexec import aot, int32, uint8

@aot
def clamp_color(value: int32) -> uint8:
    if value < 0:
        return uint8(0)
    if value > 255:
        return uint8(255)
    return uint8(value)

clamp_color(-5)  # 0
clamp_color(128)  # 128
clamp_color(1000)  # 255
