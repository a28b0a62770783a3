"""The operations of `ses`, the query API of 2010: one file per family."""

from sesfake.v1.operations import OPERATIONS

__all__ = ["OPERATIONS"]
