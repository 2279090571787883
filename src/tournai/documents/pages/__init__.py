"""Pages as pictures: find the machine-readable zone in an image and read its characters."""
