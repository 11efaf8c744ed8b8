"""What the release accuses its sources of: the errors found by proof-reading, each once, and nothing else."""

import duckdb

# By hand, from the documents: source, line of the first telling, what is printed, what follows from the rest.
ERRORS = [
    # Two departments share place 10 and the next has 11; all other ties leave out the place behind them.
    ("binh-dinh-2020-bao-chi-ung-dung-cntt", 30, "11", "12"),
    # "đều cao hơn mặt bằng chung": 53,2 less the five other criteria leaves 0,2 of 6 for online services.
    ("cao-bang-2021-bao-cao-3714", 17, None, None),
    # 37,11 + 69,74 = 106,85
    ("cao-bang-2021-bao-cao-3714", 63, "105,86", "106,85"),
    # 8,82 − 3,64
    ("cao-bang-2021-bao-cao-3714", 81, "3,83", "5,18"),
    # 69,74 − 41,16
    ("cao-bang-2021-bao-cao-3714", 87, "23,58", "28,58"),
    # The headline and the first paragraph say 2018; the decision is of December 2017 and rates 2017.
    ("phu-tho-2017-quyet-dinh-3426", 1, "2018", "2017"),
    # "06 hạng mục" is said of all; the districts have seven tables, which make every total, and no six do.
    ("son-la-2017-quyet-dinh-3247", 81, "6", "7"),
    # One and eight of 18 websites, in a row whose shares could have been 6, 44, 28 and 22.
    ("son-la-2017-quyet-dinh-3247", 2193, "5", "5,556"),
    ("son-la-2017-quyet-dinh-3247", 2203, "45", "44,444"),
]


def test_the_errors_of_the_sources_are_told_once_each(audited: duckdb.DuckDBPyConnection) -> None:
    rows = audited.execute(
        "SELECT source_id, line, CASE WHEN kind <> 'wording_differs' THEN printed END, recomputed "
        "FROM discrepancies ORDER BY source_id, line"
    ).fetchall()
    assert rows == ERRORS


def test_nothing_of_the_sources_is_in_doubt(audited: duckdb.DuckDBPyConnection) -> None:
    assert audited.execute("FROM doubts").fetchall() == []


def test_a_transcript_prints_nothing_anew(audited: duckdb.DuckDBPyConnection) -> None:
    copied = (
        "SELECT count(*) FROM facts WHERE publication_id IN "
        "(SELECT publication_id FROM sources WHERE document_kind = 'transcript')"
    )
    assert (
        audited.execute(f"{copied} AND n_tellings > 0 AND n_sources = 1").fetchone()
        == audited.execute(copied).fetchone()
    )
