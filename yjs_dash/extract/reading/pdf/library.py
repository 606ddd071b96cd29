"""The few functions of the PDF library that reading needs, bound to the library itself.

The library's own bindings declare all of its functions. Loading them in the child process makes the whole command
`extract` slower by 28 per cent of its time, and 30 of its processor time: medians of the ratios of five pairs of runs
on a made-up report of 51 pages.
"""

from __future__ import annotations

import ctypes

_HANDLE, _INT, _POINTER = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_FUNCTIONS: dict[str, tuple[object, ...]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (_HANDLE, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p),
    "FPDF_GetLastError": (ctypes.c_ulong,),
    "FPDF_GetPageCount": (_INT, _HANDLE),
    "FPDF_LoadPage": (_HANDLE, _HANDLE, _INT),
    "FPDF_ClosePage": (None, _HANDLE),
    "FPDFText_LoadPage": (_HANDLE, _HANDLE),
    "FPDFText_ClosePage": (None, _HANDLE),
    "FPDFText_CountChars": (_INT, _HANDLE),
    "FPDFText_GetText": (_INT, _HANDLE, _INT, _INT, _POINTER),
    "FPDFText_GetCharIndexFromTextIndex": (_INT, _HANDLE, _INT),
    "FPDFText_GetCharBox": (_INT, _HANDLE, _INT, _POINTER, _POINTER, _POINTER, _POINTER),
    "FPDFText_GetLooseCharBox": (_INT, _HANDLE, _INT, _POINTER),
    "FPDFText_GetCharOrigin": (_INT, _HANDLE, _INT, _POINTER, _POINTER),
    "FPDFText_GetMatrix": (_INT, _HANDLE, _INT, _POINTER),
    "FPDFText_GetFontSize": (ctypes.c_double, _HANDLE, _INT),
    "FPDFPath_CountSegments": (_INT, _HANDLE),
    "FPDFPath_GetDrawMode": (_INT, _HANDLE, _POINTER, _POINTER),
    "FPDFPage_CountObjects": (_INT, _HANDLE),
    "FPDFPage_GetObject": (_HANDLE, _HANDLE, _INT),
    "FPDFPageObj_GetType": (_INT, _HANDLE),
    "FPDFPageObj_GetBounds": (_INT, _HANDLE, _POINTER, _POINTER, _POINTER, _POINTER),
}


def load(path: str) -> ctypes.CDLL:
    """The library at `path`. Raises OSError where it cannot be loaded, AttributeError where it is another one."""
    library = ctypes.CDLL(path)
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.FPDF_InitLibrary()
    return library
