/* Stands in for Windows' mscms.dll, whose profile calls Wine 8 lacks: no screen has a colour profile. */
#include <windows.h>
#define TOLD __declspec(dllexport)

TOLD HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation) { return NULL; }
TOLD HANDLE WINAPI WcsOpenColorProfileW(void *p, void *camp, void *gmmp, DWORD a, DWORD s, DWORD c, DWORD f) { return NULL; }
TOLD HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) { return NULL; }
TOLD BOOL WINAPI CloseColorProfile(HANDLE profile) { return TRUE; }
TOLD BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE bytes, PDWORD count)
{
    if (count)
        *count = 0;
    return FALSE;
}
TOLD BOOL WINAPI WcsGetDefaultColorProfileSize(DWORD s, const WCHAR *device, DWORD t, DWORD u, DWORD id, PDWORD count)
{
    if (count)
        *count = 0;
    return FALSE;
}
TOLD BOOL WINAPI WcsGetDefaultColorProfile(DWORD s, const WCHAR *device, DWORD t, DWORD u, DWORD id, DWORD n, WCHAR *name)
{
    return FALSE;
}
