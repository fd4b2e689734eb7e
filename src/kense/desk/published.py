"""Of which act the pages for everybody tell, where an installation works by several."""

from django.http import Http404, HttpRequest

from kense.people.selectors import Provider, providers


def office_shown(request: HttpRequest) -> Provider:
    """An office that works by the act named in the address (`?act=`), else the first office; 404 before there is one."""
    found = list(providers())
    if not found:
        raise Http404
    wanted = request.GET.get("act", "")
    return next((one for one in found if one.act == wanted), found[0])


def one_of_each_other_act(provider: Provider) -> list[Provider]:
    """An office of each other act that is worked by here."""
    others = {one.act: one for one in reversed(list(providers())) if one.act != provider.act}
    return list(others.values())
