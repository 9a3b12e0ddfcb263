"""Typed wrongly: what was probably meant, when nothing has what was typed."""
