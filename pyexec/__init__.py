from .scalars import *
