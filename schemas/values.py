"""The closed sets of words that columns may hold, and the years, each defined once."""

# The years that a report may be of: those that the lexicon reads as one.
YEARS = range(2000, 2100)

BLOCKS = (
    "departments", "districts", "communes", "central", "public_units", "provinces", "ministries",
    "organisations",
)  # fmt: skip
MEASURES = ("score", "rank", "tier", "max_score", "pct_of_max")
STATEMENT_UNITS = ("points", "rank", "tier", "percent")
UNIT_OF_MEASURE = {
    "score": "points",
    "rank": "rank",
    "tier": "tier",
    "max_score": "points",
    "pct_of_max": "percent",
}
CLAIM_UNITS = ("units", "percent", "points", "ranks", "years", "criteria", "tiers", "year", "date")
BAND_UNITS = ("points", "percent")
ORIGINS = ("table", "prose")
CERTAINTIES = ("corroborated", "plain")
NAME_MATCHES = ("exact", "alias", "repaired", "fuzzy", "printed", "curated")
# how a name was recognised that is not printed as it should be
MISPRINT_MATCHES = ("repaired", "fuzzy", "curated")
# the fates of numbers that state nothing
SILENT_FATES = ("structure", "reference", "furniture")
FATES = ("statement", "claim", "indicator", *SILENT_FATES, "unaccounted")
# the fates of names of units
UNIT_FATES = ("result", "counted", "compared", "announcer", "member", "place", "unexplained")
HAND_FATES = ("indicator", *SILENT_FATES)
# A second copy that somebody else than the issuer typed.
TRANSCRIPT = "transcript"
DOCUMENT_KINDS = ("signed", "portal_article", "press", "spreadsheet", TRANSCRIPT)
PUBLISH_TEXTS = ("full", "quotes")
UNIT_COUNT_BASES = ("listed", "printed", "tier_counts")
MAXIMUM_BASES = ("printed", "implied", "implied_once")
RANKED_BY = ("points", "converted", "percent")
COUNTED_SCHEMES = ("competition", "dense", "modified")
RANK_SCHEMES = (*COUNTED_SCHEMES, "fractional", "ordinal", "not_identifiable")
NOT_RANKED = "not_ranked"
UNIT_STATES = ("excluded", NOT_RANKED)
SPECIAL_RULES = ("own_maximum",)
UNIT_STATUSES = ("ranked", NOT_RANKED, "excluded", "not_quoted")
DIMENSION_LINKS = ("exact", "close", "broader", "narrower", "none")
SCORE_STATUSES = ("printed", "deduced", "missing")
# what is known of a cell with its score, place and tier together
RESULT_STATUSES = ("printed", "deduced", "bounded", "missing")
MISSING_REASONS = ("not_quoted", "not_applicable", "unreadable", "absent")
TIER_BASES = ("printed_band", "deduced")
QUANTITIES = ("score", "rank", "tier", "pct_of_max", "max_score", "n_units")
CONFLICT_QUANTITIES = (*QUANTITIES, "highest", "lowest", "tier_count", "level_count")
DEDUCTION_STATUSES = ("deduced", "bounded")
DEDUCTION_RULES = (
    "printed", "sum_of_parts", "maximum", "pct_of_max", "criterion_extreme", "gap", "level_count",
    "rank_order", "place_taken", "rank_count", "last_place", "tier_band", "tier_count", "unit_count",
    "told_move", "told_order", "excluded",
)  # fmt: skip
# `rows`: so many rows of a list hold.
RECOMPUTED_UNITS = (*CLAIM_UNITS, "rows")
DIRECTIONS = (RISE, FALL, UNCHANGED) = ("rise", "fall", "unchanged")
# what of a document two readings fit: a table, its columns, a sentence; or what nothing tells of a list
READING_DOUBTS = ("table", "columns", "sentence", "index", "block", "criterion", "year", "province")
# how the first unit that a sentence names stands to the others that it names
ORDERS = (AHEAD, RIGHT_AHEAD, BEHIND, LEVEL) = ("ahead", "right_ahead", "behind", "level")
WORDINGS = ("all_above_average", "highest_to_lowest", "of_some", "same_score", *ORDERS)
VERDICTS = ("confirmed", "rounded", "consistent", "contradicted", "unverifiable")
DISCREPANCY_WEIGHTS = ("changes_rank", "changes_tier", "none")
DISCREPANCY_STATES = ("open", "told", "acknowledged", "fixed")
# tiers that no document gives
SUPPOSED_TIERS = ("counterfactual",)
# other weights than the printed: each within ±25 %, or any
WEIGHT_RANGES = (QUARTER, ALL_WEIGHTS) = ("quarter", "all")
WEIGHT_BASES = ("exact", "bounded")
LADDER_STEPS = ("A", "B", "C", "D", "E")
