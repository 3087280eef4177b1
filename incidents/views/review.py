"""Being built."""
from incidents.views.pages import coming as queue
from incidents.views.pages import coming as next_report
from incidents.views.pages import coming as review
from incidents.views.pages import coming as finish
from incidents.views.pages import coming as reopen
