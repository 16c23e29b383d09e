"""Made-up names and neutral words. The last names are put together from parts, so that they are nobody's."""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FIRST_NAMES = _listed(
    "Ada Alba Alma Amal Anka Anouk Arno Astrid Ayla Balthasar Bea Bela Birte Bodo Brida Cato Cora Dario Delia Dunja"
    " Edda Eike Elin Elmar Emre Enno Erna Falk Fenja Fiete Flora Frieda Gesa Gitta Gunda Hanno Harm Hedda Heike Henk"
    " Hilda Ida Ilka Imke Inga Insa Irma Ivo Jale Janek Jarle Jette Jonte Jorid Jule Kalle Karin Keno Kira Knut Kuno"
    " Lale Larissa Lasse Leif Lida Liv Lotte Luca Malte Marit Meike Milan Mina Nele Nils Nora Okko Olga Onno Orla"
    " Oskar Paula Pelle Quentin Rieke Runa Rufus Sanne Silke Sinja Svea Tamme Telse Tilda Tjark Toni Ulla Uwe Vera"
    " Vidar Wanda Wiebke Wim Xenia Yara Yusuf Zelda Zeno"
)
_STEMS = _listed(
    "Ahl Bram Birn Brom Dorn Eich Elm Falk Flach Forn Gald Grun Hag Hasel Heid Holm Ibsel Jarn Kalt Kies Krum Lang"
    " Lind Lor Mand Moor Nass Nord Ohl Ost Pels Quell Rau Ried Rund Sand Schlam Stolz Tann Thal Ulm Vogt Wald Weid"
    " Wind Ziem"
)
_ENDINGS = _listed(
    "acker bach berg bruck dorf feld grund hagen haus hof horst kamp land mann moos rode stein tal weiler winkel"
)
LAST_NAMES = tuple(stem + ending for stem in _STEMS for ending in _ENDINGS)

TITLES = frozenset({"dipl", "dr", "frau", "herr", "ing", "med", "mr", "mrs", "ms", "prof"})
"""What stands before names and says nothing about whose they are."""

NEUTRAL = (
    ("a", "e", "i", "o", "u"),
    _listed("ab am an da du em er es im in ja ob so um wo zu"),
    _listed("alt auf aus bei das ein gut hat ist mit neu nur oft rot see tag und von weg zum"),
    _listed("auch baum blau dach dann dort eine feld grau gras hier holz korb laub mond nach rund sand tief wald"),
    _listed("abend apfel birne blatt boden gabel immer insel kanne lampe licht nebel regen stein stuhl tisch wolke"),
    _listed("balken becher binden farbig garten hecken kiesel kissen koffer leiter mitten ordnen teller wiesen"),
    _listed("ahornig bretter fenster kirsche koralle lampion morgens niemals pfeiler schmale treppen ziegeln"),
)
"""Words of one letter, of two, and so on."""
