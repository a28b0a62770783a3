"""How an account stands with Amazon: the way out of the sandbox, reviews, probation, appeals.

`production_access` and `review` are the way out, `enforcement` and `appeals` the way back.
"""
