"""The entries of the lexicon that patterns not yet written with it use, phrases separated by ``|`` for `anyof`."""

from pipeline.reading.vocabulary.lexicon import phrases, source

N, POINT = source("{number}"), source("{point}")
UNIT_NOUNS = "|".join(phrases("unit_noun"))
UNIT_HEADS = "|".join(phrases("unit_head"))
CRITERION_NOUNS = "|".join(phrases("criterion_noun"))
MAXIMUM = "|".join(phrases("maximum"))
RESULT_VERBS = "|".join(phrases("result_verb"))
COPULAS = "|".join(phrases("copula"))
ASSESSED = "|".join(phrases("assessed"))
RISES, FALLS = "|".join(phrases("rises")), "|".join(phrases("falls"))
MORE, LESS = "|".join(phrases("more")), "|".join(phrases("less"))
SAME = "|".join(phrases("unchanged"))
