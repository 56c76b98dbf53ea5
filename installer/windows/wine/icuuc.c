/* Stands in for Windows' icuuc.dll, which Wine 8 lacks: no converter is ever found, so Qt takes its own codecs. */
#include <windows.h>
#define TOLD __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

TOLD void *ucnv_open(const char *name, int *error)
{
    if (error)
        *error = FILE_ACCESS_ERROR;
    return NULL;
}
TOLD const char *ucnv_getName(const void *converter, int *error)
{
    if (error)
        *error = FILE_ACCESS_ERROR;
    return NULL;
}
TOLD const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    if (error)
        *error = FILE_ACCESS_ERROR;
    return NULL;
}
TOLD void ucnv_close(void *converter) {}
TOLD void ucnv_reset(void *converter) {}
TOLD void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
TOLD void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
TOLD void ucnv_getToUCallBack(void *converter, void **action, const void **context) {}
TOLD void ucnv_getFromUCallBack(void *converter, void **action, const void **context) {}
TOLD void ucnv_setToUCallBack(void *converter, void *action, const void *context, void **a, const void **c, int *e) {}
TOLD void ucnv_setFromUCallBack(void *converter, void *action, const void *context, void **a, const void **c, int *e) {}
TOLD void ucnv_cbToUWriteUChars(void *arguments, const void *source, int length, int offset, int *error) {}
TOLD void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *limit, int offset, int *error) {}
TOLD void ucnv_toUnicode(void *c, void **t, const void *tl, const char **s, const char *sl, int *o, signed char f, int *e) {}
TOLD void ucnv_fromUnicode(void *c, char **t, const char *tl, const void **s, const void *sl, int *o, signed char f, int *e) {}
TOLD int ucnv_toUCountPending(const void *converter, int *error) { return 0; }
TOLD int ucnv_fromUCountPending(const void *converter, int *error) { return 0; }
TOLD signed char ucnv_getMaxCharSize(void *converter) { return 4; }
TOLD const char *ucnv_getAvailableName(int index) { return NULL; }
TOLD int ucnv_countAvailable(void) { return 0; }
