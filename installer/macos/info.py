"""What macOS is told of the application: who it is, which photos it opens, which languages it speaks."""

from typing import Any

IDENTIFIER = "app.cleanrack.CleanRack"

_PICTURES = ("public.jpeg", "public.png", "public.heic", "public.tiff", "org.webmproject.webp")

PLIST: dict[str, Any] = {
    "CFBundleDisplayName": "CleanRack",
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "zh-Hans"],
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Photo",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",  # stands under "Open With", and takes no photo away from Preview
            "LSItemContentTypes": list(_PICTURES),
        },
        {
            "CFBundleTypeName": "Folder of photos",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["public.folder"],
        },
    ],
    "LSApplicationCategoryType": "public.app-category.photography",
    "LSHasLocalizedDisplayName": True,  # Finder says 衣净 where macOS speaks Chinese: *.lproj beside this file
    "LSMinimumSystemVersion": "14.0",  # onnxruntime's; and it, OpenCV and pysqlite3 have wheels for Apple silicon alone
    "NSHighResolutionCapable": True,
    "NSRequiresAquaSystemAppearance": False,
}
