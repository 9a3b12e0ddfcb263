"""The words of the interface: our own (`hub/`), and what Wagtail and its companions lack in Vietnamese (`wagtail/`)."""
