"""Who opens which address of the desk and who sends its form, as data: a row for every address.

The columns: name, method, for whom, about what. For whom: o office, h head, e executor, c controller, a administrator,
l lawyer, n an account without a role. About what: `-` the officer's own office, `own` a case, paper, person or officer of
it, which is not there for another office, `absent` something that is not there: whoever may ask is told so, others are not.
"""

ROLES = {
    "o": "office",
    "h": "head",
    "e": "executor",
    "c": "controller",
    "a": "administrator",
    "l": "lawyer",
    "n": "",
}

TABLE = """
today                      get   ohecaln  -
password                   post  ohecaln  -
second_factor              get   ohecaln  -
new                        get   o        -
drop_draft                 post  ohecaln  -
go_on                      post  oheca    own
late                       post  oa       -
late_block                 post  oa       absent
cases                      post  ohecaln  -
case                       get   oheca    own
show_iin                   post  oheca    own
do                         post  oheca    own
preview                    post  oheca    own
ground                     post  oheca    own
correct                    post  oheca    own
time                       get   oheca    own
time_json                  get   oheca    own
time_paper                 post  oheca    own
request_copy               post  oheca    own
request_blank              post  ohecaln  -
paper                      get   oheca    own
printed                    post  ohe      own
not_printed                post  ohe      own
make_again                 post  ohe      own
persons                    post  e        -
new_person                 post  e        -
rosters                    post  e        -
roster_template            get   e        -
roster                     get   e        absent
roster_go_on               post  e        absent
apply_roster               post  e        absent
drop_roster                post  e        absent
roster_problems            get   e        absent
person                     post  e        own
person_iin                 post  e        own
change_person              post  e        own
representative             post  e        own
end_representative         post  e        own
merge_person               post  e        own
reverse_update             post  e        own
retention                  get   h        -
rights                     post  he       own
extract                    post  he       own
printing                   get   ohe      -
mark_printed               post  ohe      -
together                   post  ohe      -
batch                      get   ohe      absent
batch_go_on                post  ohe      absent
batch_file                 get   ohe      absent
batch_printed              post  ohe      absent
batch_not_printed          post  ohe      absent
transmissions              get   e        -
transmission_schema        get   ohecaln  -
transmissions_to           get   e        -
collect_transmission       post  e        -
transmission               get   e        absent
transmission_sent          post  e        absent
transmission_confirmed     post  e        absent
transmission_rejected      post  e        absent
transmission_settled       post  e        absent
transmission_file          post  e        absent
oversight                  get   c        -
journals                   post  ohca     -
journal                    post  ohca     -
journal_file               post  ohca     absent
day_paper                  post  ohca     -
calendar                   get   a        -
calendar                   post  a        absent
calendar_year              post  a        absent
calendar_soon              post  a        -
administration             get   ha       -
new_officer                post  a        -
officer                    get   a        own
officer                    post  a        absent
demand_code                post  a        -
substitutions              get   ha       -
substitutions              post  a        -
numbering                  post  a        -
letterhead                 post  a        -
emblem                     post  a        -
overseers                  post  a        -
organisations              post  a        -
organisation               post  a        absent
programs                   post  a        -
program                    post  a        absent
act_life                   get   ohecaln  -
act_life                   post  l        -
trace                      get   ohecaln  -
act_text                   get   ohecaln  -
editions                   get   ohecaln  -
begin_edition              post  l        -
edition_draft              get   l        -
drop_edition               post  l        -
publish_edition            post  l        -
edition_preview            get   l        -
edition_preview_service    get   l        -
edition_preview_paper      get   l        -
edition_new_part           post  l        -
edition_part               post  l        -
regulation                 get   ohecaln  -
keys                       post  ohecaln  -
"""

ROWS: list[tuple[str, str, str, str]] = [
    (a, b, c, d) for a, b, c, d in (row.split() for row in TABLE.split("\n") if row)
]

PUBLIC = {
    *("sign_in", "sign_in_code", "sign_out", "language"),
    *("status", "service", "directory", "directory_style", "directory_picture", "directory_model"),
}
"""Addresses for everybody, signed in or not."""

ELSEWHERE = {
    "draft": "test_intake_drafts.py",
    "late_number": "test_codes_of_papers.py",
    "glance": "test_today.py",
    "request_paper": "test_paper_requests.py",
    "many": "test_many.py",
    "do_many": "test_many.py",
    "emblem_picture": "test_emblem.py",
}
"""Addresses that show nothing without something of the officer's own: the file of tests/desk that says to whom."""
