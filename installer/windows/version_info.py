"""What Windows shows of our programs under Properties, in the Task Manager and beside a firewall's question."""

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

_ENGLISH, _UNICODE = 0x0409, 1200


def of(version: str, *, file_name: str) -> VSVersionInfo:
    """The version resource of one program."""
    numbers = tuple(int(part) for part in version.split(".")[:3])
    told = {
        "CompanyName": "The CleanRack founders",
        "FileDescription": "CleanRack",  # the name in the Task Manager
        "FileVersion": version,
        "InternalName": "cleanrack",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": file_name,
        "ProductName": "CleanRack",
        "ProductVersion": version,
    }
    strings = StringTable(f"{_ENGLISH:04x}{_UNICODE:04x}", [StringStruct(key, text) for key, text in told.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=(*numbers, 0), prodvers=(*numbers, 0)),
        kids=[StringFileInfo([strings]), VarFileInfo([VarStruct("Translation", [_ENGLISH, _UNICODE])])],
    )
