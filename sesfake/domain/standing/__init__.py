"""How an account stands with Amazon: the way out of the sandbox, reviews, probation, appeals.

Here is what is so (`enforcement`, `appeals`, `production_case`) and how a request is judged
(`review`). `deciding` changes it, under the account's lock. `views` are what a test holds of it.
"""
