"""Coverage-guided fuzzing of every reader of outside bytes: `./run fuzz NAME`.

What a target is stands in `fuzz.targets`; the rules that hold for each, in `fuzz.rules`. The engine is Atheris
(libFuzzer for Python), in a set-up of its own; the kept corpus (`fuzz/corpus`) is replayed by the tests without it.
"""
