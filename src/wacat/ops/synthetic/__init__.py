"""A city that does not exist, for the demo and the benches: believable, and the same for a seed."""

from wacat.ops.synthetic.city import load

__all__ = ["load"]
