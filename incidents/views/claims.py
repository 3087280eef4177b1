"""Being built."""
from incidents.views.pages import coming as add
from incidents.views.pages import coming as accept_shown
from incidents.views.pages import coming as card
from incidents.views.pages import coming as accept
from incidents.views.pages import coming as reject
from incidents.views.pages import coming as correct
from incidents.views.pages import coming as undo
from incidents.views.pages import coming as flag
