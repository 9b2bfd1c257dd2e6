"""Files: the gate for what comes in, the names it is kept under, the way it is handed out."""

from core.files.checking import ACCEPT, MAX_BYTES, MAX_NAME, CheckedFile, check_size, check_upload, clean_name
from core.files.downloading import download_response
from core.files.storing import storage_name, store, stored_path

__all__ = [
    "ACCEPT",
    "MAX_BYTES",
    "MAX_NAME",
    "CheckedFile",
    "check_size",
    "check_upload",
    "clean_name",
    "download_response",
    "storage_name",
    "store",
    "stored_path",
]
