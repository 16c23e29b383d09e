"""Settings: change one."""

from app.settings import Home, Settings


def change_setting(home: Home, name: str, text: str) -> Settings:
    """Change one setting as typed; all of them. Raises SettingUnknown, SettingsDamaged."""
    settings = Settings.load(home).changed(name, text)
    settings.save(home)
    return settings
