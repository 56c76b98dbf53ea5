/* The complex functions of Windows' ucrtbase.dll, which Wine 8 does not have and NumPy loads; all else stays Wine's. */
#include <complex.h>

typedef struct { double re, im; } pair;
typedef struct { float re, im; } small_pair;

static double _Complex wide(pair z) { return __builtin_complex((double)z.re, (double)z.im); }
static double _Complex widened(small_pair z) { return __builtin_complex((double)z.re, (double)z.im); }
static pair told(double _Complex z) { return (pair){creal(z), cimag(z)}; }
static small_pair told_small(double _Complex z) { return (small_pair){(float)creal(z), (float)cimag(z)}; }

/* Windows' long double is its double. */
#define OF_ONE(name)                                                     \
    __declspec(dllexport) pair my_##name(pair z) { return told(name(wide(z))); } \
    __declspec(dllexport) pair my_##name##l(pair z) { return told(name(wide(z))); } \
    __declspec(dllexport) small_pair my_##name##f(small_pair z) { return told_small(name(widened(z))); }
#define TO_REAL(name)                                                    \
    __declspec(dllexport) double my_##name(pair z) { return name(wide(z)); } \
    __declspec(dllexport) double my_##name##l(pair z) { return name(wide(z)); } \
    __declspec(dllexport) float my_##name##f(small_pair z) { return (float)name(widened(z)); }

OF_ONE(ccos)
OF_ONE(ccosh)
OF_ONE(cexp)
OF_ONE(csin)
OF_ONE(csinh)
OF_ONE(ctan)
OF_ONE(ctanh)
TO_REAL(cabs)
TO_REAL(carg)
TO_REAL(cimag)
TO_REAL(creal)

__declspec(dllexport) pair my_cpow(pair a, pair b) { return told(cpow(wide(a), wide(b))); }
__declspec(dllexport) pair my_cpowl(pair a, pair b) { return told(cpow(wide(a), wide(b))); }
__declspec(dllexport) small_pair my_cpowf(small_pair a, small_pair b) { return told_small(cpow(widened(a), widened(b))); }
