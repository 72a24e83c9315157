"""A story engine for mysteries told by people who revise their accounts."""

__version__ = "0.1.0"
