"""What v1 and v2 spell alike, read from requests and written into answers once for both.

What they spell differently stands in `v1` and `v2`; what they do, in `domain`.
"""
