"""Whether what a test gives can be taken: a TypeError or ValueError that says how to mend it.

One file for each hand of the fake that asks; `given` has what several ask for.
"""
