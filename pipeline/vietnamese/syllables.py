"""Which folded letters can be a Vietnamese syllable at all."""

import re

_ONSETS = "ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|b|c|d|g|h|k|l|m|n|p|q|r|s|t|v|x|"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng
    iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi
    om on ong ooc oong op ot u ua uac uai uan uang uanh uap uat uay uc ue uech uenh ui um un ung uo uoc uoi
    uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yeng yet yeu ym yn yp yt
"""
_WORD = re.compile("[A-Za-z]+")
_SHORTEST = 3
_SYLLABLE = re.compile(rf"(?:{_ONSETS})(?:{'|'.join(_RIMES.split())})")


def is_syllable(folded: str) -> bool:
    """Return True where a folded word has the shape of a Vietnamese syllable; what has not may be damaged."""
    return _SYLLABLE.fullmatch(folded) is not None


def is_foreign(text: str) -> bool:
    """Return True for words in plain letters of which one is no Vietnamese syllable, nor an acronym."""
    words = (word for word in _WORD.findall(text) if len(word) >= _SHORTEST and not word.isupper())
    return text.isascii() and any(not is_syllable(word.lower()) for word in words)
