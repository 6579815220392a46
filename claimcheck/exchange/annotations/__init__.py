"""W3C Web Annotations: quotes with the selectors that find them again, in and out."""
