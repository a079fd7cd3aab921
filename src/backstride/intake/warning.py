"""Every way in which a file can give less than it should, and what the runner is told about it."""

from __future__ import annotations

from enum import StrEnum

from backstride.model.activity import IntakeWarning

__all__ = ["MESSAGES", "WarningCode", "warn", "warning_table"]


class WarningCode(StrEnum):
    """The stable short names of import warnings."""

    # the frame of a FIT file
    CRC_MISMATCH = "crc_mismatch"
    HEADER_CRC_MISMATCH = "header_crc_mismatch"
    HEADER_SIZE_WRONG = "header_size_wrong"
    HEADER_DAMAGED = "header_damaged"
    LEADING_GARBAGE = "leading_garbage"
    UNTERMINATED = "unterminated"
    TRUNCATED = "truncated"
    TRAILING_GARBAGE = "trailing_garbage"
    TRAILING_ZEROS = "trailing_zeros"
    UNREADABLE_BLOCK = "unreadable_block"
    UNREADABLE_REST = "unreadable_rest"
    # what a file holds
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown_format"
    DAMAGED = "damaged"
    NOT_A_SESSION = "not_a_session"
    NO_SAMPLES = "no_samples"
    NO_START_TIME = "no_start_time"
    NO_TIMES = "no_times"
    SESSION_REBUILT = "session_rebuilt"
    SPORT_GUESSED = "sport_guessed"
    REPEATED_SESSION = "repeated_session"
    IMPLAUSIBLE_TIME = "implausible_time"
    ROWS_LEFT_OUT = "rows_left_out"
    CADENCE_DOUBLED = "cadence_already_steps"
    # archives and limits
    LIMIT = "limit"
    UNSAFE_NAME = "unsafe_name"
    UNREADABLE_FILE = "unreadable_file"
    FILE_MISSING_IN_ARCHIVE = "file_missing_in_archive"
    ENTRIES_SKIPPED = "entries_skipped"
    ORIGINAL_NOT_KEPT = "original_not_kept"


MESSAGES: dict[WarningCode, str] = {
    WarningCode.CRC_MISMATCH: (
        "The file's checksum does not fit. All that could be read was kept; check that the numbers look right."
    ),
    WarningCode.HEADER_CRC_MISMATCH: (
        "The checksum of the file's first bytes does not fit. The rest was read as usual."
    ),
    WarningCode.HEADER_SIZE_WRONG: "The file says a wrong length about itself. It was read to its real end.",
    WarningCode.HEADER_DAMAGED: "The first bytes of the file are damaged or missing. The rest was read as usual.",
    WarningCode.LEADING_GARBAGE: "There are {count} bytes in front that mean nothing. They were left out.",
    WarningCode.UNTERMINATED: (
        "The recording was never closed, as when a battery runs out. All that was recorded was kept."
    ),
    WarningCode.TRUNCATED: "The end of the file is missing. All before it was kept; the real session was longer.",
    WarningCode.TRAILING_GARBAGE: "There are {count} bytes behind the end that mean nothing. They were left out.",
    WarningCode.TRAILING_ZEROS: "There are {count} empty bytes behind the end. They were left out.",
    WarningCode.UNREADABLE_BLOCK: (
        "A damaged stretch of {count} bytes in the middle was left out. The parts before and behind it were kept."
    ),
    WarningCode.UNREADABLE_REST: "The last {count} bytes could not be read. All before them was kept.",
    WarningCode.EMPTY: "The file is empty. Copy or export it again.",
    WarningCode.UNKNOWN_FORMAT: (
        "This is no training file that Backstride knows. It was left out. It reads FIT, TCX, GPX, PWX, HRM, "
        "FITLOG, SLF and CSV files, those of Polar and Suunto, and the exports of Strava, Garmin and Apple Health."
    ),
    WarningCode.DAMAGED: "The file breaks off or is damaged near {place}. All before that was kept.",
    WarningCode.NOT_A_SESSION: "This file holds {what}, not a training session. It was left out.",
    WarningCode.NO_SAMPLES: "The file holds no samples of this session, only its totals.",
    WarningCode.NO_START_TIME: "A session without a start time cannot be placed in your history. It was left out.",
    WarningCode.NO_TIMES: "The file holds places but no times (a planned route). It was left out.",
    WarningCode.SESSION_REBUILT: "The file lacks the session's own totals. They were worked out from its samples.",
    WarningCode.SPORT_GUESSED: "The file does not say which sport it was. By its data it was taken for {what}.",
    WarningCode.REPEATED_SESSION: "The file holds the same session twice. It counts once in your training load.",
    WarningCode.IMPLAUSIBLE_TIME: "The times in this file cannot be right ({what}). Take its length with care.",
    WarningCode.ROWS_LEFT_OUT: "{count} rows could not be read and were left out ({what}).",
    WarningCode.CADENCE_DOUBLED: "The file already counts the steps of both feet, so its cadence was not doubled.",
    WarningCode.LIMIT: "The limit of {what} was reached, so the rest was left out.",
    WarningCode.UNSAFE_NAME: "An entry of the archive has an unsafe name and was left out.",
    WarningCode.UNREADABLE_FILE: (
        "The file could not be opened ({what}). Check that it is still there and that you may read it."
    ),
    WarningCode.FILE_MISSING_IN_ARCHIVE: (
        "The export's list names {count} files that are not in it. Ask for the export again if you miss sessions."
    ),
    WarningCode.ENTRIES_SKIPPED: "{count} files in it hold no training sessions ({what}). They were left out.",
    WarningCode.ORIGINAL_NOT_KEPT: (
        "This export is too large to be kept whole. Its sessions were kept; hold on to the file itself."
    ),
}


_CAUSES: dict[WarningCode, str] = {
    WarningCode.CRC_MISMATCH: "a FIT file whose last two bytes do not fit the rest; usual for some older watches",
    WarningCode.HEADER_CRC_MISMATCH: "a FIT header whose checksum is wrong",
    WarningCode.HEADER_SIZE_WRONG: "a FIT header that says another length than the file has",
    WarningCode.HEADER_DAMAGED: "a file whose first bytes cannot be right, or that begins in the middle",
    WarningCode.LEADING_GARBAGE: "bytes in front of a training file",
    WarningCode.UNTERMINATED: "a FIT header that says length 0: the watch never closed the recording",
    WarningCode.TRUNCATED: "a FIT or packed file that ends too early",
    WarningCode.TRAILING_GARBAGE: "bytes behind the end of a FIT or XML file",
    WarningCode.TRAILING_ZEROS: "zeros behind the last part of a FIT file",
    WarningCode.UNREADABLE_BLOCK: "a damaged stretch inside a FIT or XML file, such as a block of zeros",
    WarningCode.UNREADABLE_REST: "damage after which no message of a FIT file makes sense any more",
    WarningCode.EMPTY: "a file without content",
    WarningCode.UNKNOWN_FORMAT: "a picture, a document, a format of another kind",
    WarningCode.DAMAGED: "an XML, CSV or ZIP file that breaks off or breaks its own rules",
    WarningCode.NOT_A_SESSION: "a FIT or TCX file of another kind: settings, workout, course, weight, daily steps",
    WarningCode.NO_SAMPLES: "a session message without a single record",
    WarningCode.NO_START_TIME: "a session that never says when it was",
    WarningCode.NO_TIMES: "a route: places without times",
    WarningCode.SESSION_REBUILT: "records without a session message, as after a crash",
    WarningCode.SPORT_GUESSED: "a recording that names no sport",
    WarningCode.REPEATED_SESSION: "chained FIT files that hold the same session again",
    WarningCode.IMPLAUSIBLE_TIME: "a session of many days",
    WarningCode.ROWS_LEFT_OUT: "rows or points that cannot be read",
    WarningCode.CADENCE_DOUBLED: "a TCX or GPX file whose cadence counts both feet",
    WarningCode.LIMIT: "a file that unpacks without end, is too large, too deep, or declares entities",
    WarningCode.UNSAFE_NAME: "an archive entry whose name leaves the archive",
    WarningCode.UNREADABLE_FILE: "a pipe, a device, a file without rights",
    WarningCode.FILE_MISSING_IN_ARCHIVE: "an export whose list names files that it lacks",
    WarningCode.ENTRIES_SKIPPED: "pictures, settings and other files inside an export",
    WarningCode.ORIGINAL_NOT_KEPT: "Apple Health's export, which can be gigabytes",
}


def warning_table() -> str:
    """Write every warning as a Markdown table, for the reference page."""
    rows = [f"| `{code.value}` | {_CAUSES[code]} | {MESSAGES[code]} |" for code in WarningCode]
    return "\n".join(["| code | what is wrong | what the runner is told |", "|---|---|---|", *rows])


def warn(file: str, code: WarningCode, *, count: int = 0, what: str = "", place: str = "") -> IntakeWarning:
    """Make a warning in the words of its code.

    Examples
    --------
    >>> warn("run.fit", WarningCode.NOT_A_SESSION, what="a workout").message
    'This file holds a workout, not a training session. It was left out.'
    """
    message = MESSAGES[code].format(count=f"{count:,}", what=what, place=place)
    return IntakeWarning(file=file, code=code.value, message=message)
