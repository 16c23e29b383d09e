"""Settings: change one."""

from app.settings import Home, Settings


def change_setting(home: Home, name: str, text: str) -> Settings:
    """Change one setting as typed; all of them. Raises SettingUnknown, SettingsDamaged."""
    settings = Settings.load(home).changed(name, text)
    settings.save(home)
    return settings


def change_keys(home: Home, act_id: str, keys: tuple[str, ...] | None) -> Settings:
    """Give an act of the window other keys, or with None its own again; all settings. Raises SettingsDamaged."""
    settings = Settings.load(home).with_keys(act_id, keys)
    settings.save(home)
    return settings
