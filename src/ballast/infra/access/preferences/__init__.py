"""个人偏好：语言与外观。 Personal preferences: language and look."""

from ballast.infra.access.preferences.model import Preferences

__all__ = ["Preferences"]
