"""The vocabulary of ranking reports that several modules share, phrases separated by ``|`` for `anyof`."""

from pipeline.vietnamese.damage import phrase
from pipeline.vietnamese.numbers import NUMBER

# A printed number, and the word or letter for points behind it ("đim" has lost its vowel).
N = NUMBER.pattern
POINT = rf"(?:{phrase('điểm')}|\bđim\b|đ\b)"

# Nouns for a ranked unit, as in "12 đơn vị", "các huyện".
UNIT_NOUNS = "đơn vị|cơ quan|sở|huyện|địa phương|thành phố|thị xã|ngành|xã|phường|tỉnh|quận"
# First words of the names of units of every kind.
UNIT_HEADS = "sở|ban|bql|trung tâm|chi cục|cục|xã|phường|thị trấn|bệnh viện|trường|quỹ|công ty|đài"
# Nouns for one of the things that a ranking marks.
CRITERION_NOUNS = (
    "tiêu chí|nhóm tiêu chí|tiêu chí thành phần|hạng mục|chỉ số thành phần|lĩnh vực|trụ cột|nội dung|yếu tố"
)
# Words for the best score that can be had, in a header, a row or a sentence.
MAXIMUM = "điểm tối đa|tổng điểm tối đa|thang điểm|điểm chuẩn|tối đa"
# Verbs that say a result of a unit: "Sở A đạt …", "Huyện B xếp …".
RESULT_VERBS = "đạt|xếp|đứng|có"
# Words between what is said and a list of the units it is said of.
COPULAS = "là|gồm|gồm có"
# Words that announce an assessment or a ranking.
ASSESSED = "đánh giá|xếp hạng"
