"""The addresses of the runner's data, of files that arrive in pieces, and of what is said beside the screens."""

from __future__ import annotations

from starlette.routing import Route

from backstride.web.late_pages import late, late_form

__all__ = ["data_routes", "parcel_routes", "story_routes"]


def data_routes() -> list[Route]:
    """List the addresses of the page of the runner's data."""
    copy, who = "/data/copies/{name}", "/data/erase/{who}"
    return [
        Route("/data", late("data:show_data")),
        Route("/data/everything", late_form("data:take_everything"), methods=["POST"]),
        Route("/data/copies", late_form("data:make_copy"), methods=["POST"]),
        Route("/data/upload", late("data:bring_file_back"), methods=["POST"]),
        Route(copy, late("data:take_copy")),
        Route(f"{copy}/remove", late_form("data:remove_copy"), methods=["POST"]),
        Route(f"{copy}/bring-back", late("data:ask_bring_back")),
        Route(f"{copy}/bring-back", late_form("data:bring_copy_back"), methods=["POST"]),
        Route(who, late("data:ask_erase_data")),
        Route(who, late_form("data:erase_data"), methods=["POST"]),
    ]


def parcel_routes(case: str) -> list[Route]:
    """List the addresses of files that arrive in pieces.

    Parameters
    ----------
    case
        The address of a case, with its parameter.
    """
    one = f"{case}/parcels/{{parcel}}"
    return [
        Route(f"{case}/parcels", late_form("parcels:announce"), methods=["POST"]),
        Route(one, late("parcels:tell_offset")),
        Route(one, late("parcels:take_piece"), methods=["PUT"]),
        Route(f"{one}/drop", late_form("parcels:drop"), methods=["POST"]),
    ]


def story_routes(case: str) -> list[Route]:
    """List the addresses of how it feels in the marked places, and of a move to another time zone."""
    return [
        Route(f"{case}/time-zone", late_form("time_zone:move_time_zone"), methods=["POST"]),
        Route(f"{case}/questions/{{number:int}}/feel", late("places:show_feel")),
        Route(f"{case}/questions/{{number:int}}/feel", late_form("places:take_feel"), methods=["POST"]),
    ]
