"""Being built."""
from incidents.views.pages import coming as suggest
