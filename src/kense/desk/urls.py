"""Addresses of the desk. No personal data in any of them: a case is named by its code."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from kense.desk.views import calendar, case, cases, intake, papers, regulation, session, time, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("door/", login_not_required(session.SignIn.as_view()), name="sign_in"),
    path("door/out/", session.sign_out, name="sign_out"),
    path("language/<str:code>/", session.language, name="language"),
    path("new/", intake.intake, name="new"),
    path("new/<str:code>/", intake.go_on, name="go_on"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:code>/", case.case, name="case"),
    path("cases/<str:code>/iin/", case.show_iin, name="show_iin"),
    path("cases/<str:code>/do/<str:operation>/", case.do, name="do"),
    path("cases/<str:code>/time/", time.time, name="time"),
    path("cases/<str:code>/time.json", time.time_json, name="time_json"),
    path("cases/<str:code>/time/paper/", time.time_paper, name="time_paper"),
    path("papers/<str:code>/", papers.paper, name="paper"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/year/", calendar.year, name="calendar_year"),
    path("calendar/soon/", calendar.soon, name="calendar_soon"),
    path("regulation/", regulation.regulation, name="regulation"),
]
