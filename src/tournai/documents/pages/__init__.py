"""Pages as pictures: find the machine-readable zone in an image and read its characters.

Its modules need the extra `biometrics`; import them where it is there: `pages.reading`, `pages.recognising`.
"""
