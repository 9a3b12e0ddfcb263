"""How a language of the admin writes days and hours where Django's own formats are not what its press writes."""
