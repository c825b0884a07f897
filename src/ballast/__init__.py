"""压舱石：互联网金融风控信息系统。 Ballast: risk control for internet finance."""

__version__ = "0.1.0"
