"""Being built."""
from incidents.views.pages import coming as reports
from incidents.views.pages import coming as new
from incidents.views.pages import coming as report
from incidents.views.pages import coming as progress
from incidents.views.pages import coming as describe
