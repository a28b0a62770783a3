"""The operations of `sesv2`, the REST API of 2019: one file per family."""

from sesfake.v2.operations import OPERATIONS

__all__ = ["OPERATIONS"]
