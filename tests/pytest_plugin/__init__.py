"""The pytest plugin: a little test file is written and run, and what pytest printed is read."""
