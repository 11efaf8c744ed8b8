"""The column names of what other weights, other rankings and other thresholds would say; a part of ``columns.py``."""

from schemas import values
from schemas.kinds import Definition, link, number, text, texts, whole

ROBUSTNESS_COLUMNS: dict[str, Definition] = {
    "dominated_agency_id": link(
        "Đơn vị không hơn ở tiêu chí nào và thua ít nhất ở một tiêu chí",
        "The unit that is ahead in no criterion and behind in at least one",
        "agencies.agency_id",
    ),
    "n_criteria": whole("Số tiêu chí được so", "Criteria compared", "criteria", low=1),
    "n_better": whole("Số tiêu chí hơn hẳn", "Criteria in which it is ahead", "criteria", low=1),
    "weight_range": text(
        "quarter: mỗi trọng số trong ±25 % của trọng số công bố; all: mọi trọng số không âm",
        "quarter: each weight within ±25 % of the printed one; all: any that is not negative",
        values=values.WEIGHT_RANGES,
    ),
    "rank_best": whole("Hạng tốt nhất", "Best rank", "rank", low=1),
    "rank_worst": whole("Hạng kém nhất", "Worst rank", "rank", low=1),
    "range_basis": text(
        "exact: cả hai hạng đều đạt được; bounded: chắc chắn không vượt quá, nhưng có thể không đạt tới",
        "exact: both ranks are reached; bounded: surely not passed, and perhaps not reached",
        values=values.WEIGHT_BASES,
    ),
    "best_weights": texts(
        "Trọng số cho hạng tốt nhất: hệ số của điểm từng tiêu chí, theo thứ tự tiêu chí",
        "Weights that give the best rank: factors of the points of each criterion, in the order of the criteria",
    ),
    "worst_weights": texts(
        "Trọng số cho hạng kém nhất, cùng cách ghi", "Weights that give the worst rank, likewise"
    ),
    "rank_without": whole("Hạng khi bỏ tiêu chí đó", "Rank without that criterion", "rank", low=1),
    "nominal_weight": number(
        "Phần của điểm tối đa của tiêu chí trong tổng các điểm tối đa",
        "Share of the maximum of the criterion in the sum of all",
        "percent",
        low=0,
    ),
    "effective_weight": number(
        "Phần của tiêu chí trong phương sai của tổng điểm: hiệp phương sai với tổng chia phương sai của tổng",
        "Share of the criterion in the variance of the total: covariance with it over its variance",
        "percent",
    ),
    "criterion_id_a": link("Tiêu chí xếp hạng thứ nhất", "First ranking", "criteria.criterion_id"),
    "criterion_id_b": link("Tiêu chí xếp hạng thứ hai", "Second ranking", "criteria.criterion_id"),
    "n_common": whole("Số đơn vị chung", "Units in both", "units", low=2),
    "n_pairs": whole("Số cặp đơn vị chung", "Pairs of those units", "pairs", low=1),
    "n_concordant": whole("Số cặp xếp cùng chiều", "Pairs ordered the same way in both", "pairs"),
    "n_discordant": whole("Số cặp xếp ngược chiều", "Pairs ordered the other way", "pairs"),
    "n_tied": whole("Số cặp đồng hạng ở ít nhất một bên", "Pairs tied in at least one", "pairs"),
    "n_unknown": whole("Số cặp chưa rõ thứ tự ở một bên", "Pairs whose order is not known in one", "pairs"),
    "tau_b": number(
        "Kendall tau-b; trống khi có cặp chưa rõ hoặc một bên đồng hạng tất cả",
        "Kendall's tau-b; empty where the order of a pair is not known, or all are tied in one",
        low=-1,
        high=1,
    ),
    "rho": number(
        "Spearman rho trên hạng trung bình của các đơn vị chung",
        "Spearman's rho on the fractional ranks among the common units",
        low=-1,
        high=1,
    ),
    "tau_low": number(
        "Cận dưới của (cùng chiều − ngược chiều) / số cặp: các cặp chưa rõ đều ngược chiều",
        "Lower bound of (concordant − discordant) / pairs: as if all unknown pairs were discordant",
        low=-1,
        high=1,
    ),
    "tau_high": number(
        "Cận trên: các cặp chưa rõ đều cùng chiều",
        "Upper bound: as if all unknown pairs were concordant",
        low=-1,
        high=1,
    ),
    "bands_assessment_id": link(
        "Danh sách có ngưỡng được dùng", "List whose bands are used", "assessments.assessment_id"
    ),
    "counterfactual_tier": text(
        "Mức giả định; trống khi dưới mọi ngưỡng của danh sách đó",
        "Tier that those bands would give; empty below all of them",
    ),
    "counterfactual_level": whole("Bậc của mức giả định; 1 là tốt nhất", "Its level; 1 is the best", low=1),
}
