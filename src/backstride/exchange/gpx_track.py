"""A recorded run as a GPX track: places, times, pulse and steps, as apps export them."""

from __future__ import annotations

from datetime import UTC, timedelta

import numpy as np

from backstride.exchange.fit_activity import RecordedRun

__all__ = ["encode_gpx"]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="Backstride" xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
    "<trk><name>Evening run</name><type>running</type>\n"
)


def encode_gpx(run: RecordedRun) -> bytes:
    """Write a run as GPX, a new segment after each pause; strides of one foot, as most apps count."""
    start = run.start.astimezone(UTC)
    resumed = {end for _, end in run.pauses}
    lines = [_HEAD, "<trkseg>\n"]
    columns = run.columns
    for row, seconds in enumerate(run.time_s.tolist()):
        if any(abs(seconds - end) < 1.0 or (row and run.time_s[row - 1] < end <= seconds) for end in resumed):
            lines.append("</trkseg>\n<trkseg>\n")
        moment = (start + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
        place = f'lat="{columns["position_lat"][row]:.6f}" lon="{columns["position_long"][row]:.6f}"'
        pulse = int(np.nan_to_num(columns["heart_rate"][row]))
        lines.append(
            f"<trkpt {place}><ele>{columns['enhanced_altitude'][row]:.1f}</ele><time>{moment}</time><extensions>"
            f"<gpxtpx:TrackPointExtension><gpxtpx:hr>{pulse}</gpxtpx:hr>"
            f"<gpxtpx:cad>{int(columns['cadence'][row])}</gpxtpx:cad>"
            "</gpxtpx:TrackPointExtension></extensions></trkpt>\n"
        )
    lines.append("</trkseg></trk></gpx>\n")
    return "".join(lines).encode()
