"""The productions of the grammar of sentences: patterns over the kinds of tokens (`tokens`), a letter each.

The groups of a production say whose its values are: those in ``all`` and ``too`` are said of every unit that it
names, those in ``first`` of the first group, those in ``each`` of the group behind them, those in ``deal``, ``also``
and ``range`` of one unit each, in order, those in ``void`` of nobody; any other value is said of the group before it.
``next`` stands for the places behind the last one told, ``fall`` for the same where the units have scores that fall
and no places, ``count`` for a number that the list of units must have, ``lists`` for the lists that each of the units
heads one of.
"""

import re
from dataclasses import dataclass

_PARTS = {
    # a value by itself
    "V": r"[RSQTFLBW]",
    # values dealt out: "các vị trí thứ 3, thứ 4"
    "D": r"g?(?:[Rr](?:[,;&x]+[Rr])*[,;&x]+[RrL]|[Ss](?:[,;&x]+[Ss])+|[Qq](?:[,;&x]+[Qq])+)",
    # a range of places: "từ hạng 2 đến hạng 5", "các vị trí thứ 2 đến thứ 5", "từ 2-5"
    "G": r"(?:(?:fx?RY?x?t|(?<=g)x?Rt)x?|(?:f|(?<=g))x?R)R",
    "U": r"(?:[gd]?:?U|u)",
    # what may stand between a unit and its values, in one clause
    "o": r"(?:-[xhdngM&Yvwaz,]*-|=x?d|=x?[gn](?![xh]*[FLBW])|,d(?:[xhntp&gM]|\([xn]*\))*,|[ngd]x?[FLBW]|v[xd]*[FLBW]"
    r"|\([gnd][^()UuARSQTFLBW.;]*\)|\([xd]*N\)|A\([RSQ][,xRSQ]*\)|(?<=[FLBWRZ])x?n|(?<=[FLRZ])g|bx?g(?![xh]*[FLBW])|bx:|bx?(?:a|A\([RSQ][,xRSQ]*\))|fx?g|bx?n|!x?t?M|[xwhjkftYMavyZzelm=:,&()\"-])*",
    # the same between a value and a copula
    "c": r"(?:[xwhjyYMaZzel()\"g]|wn)*",
    # a bracket
    "b": r"(?:\([^()U.]*\))",
    # where a unit lies
    "l": r"(?:\([xyd]*\))",
    # a copula and what opens a list of units
    "is": r",?[=h:l][=hgdnj:\"x]*",
    # said of all units of a list behind it
    "too": r"(?:,?x?y{o}(?P<too>T))?",
    # values dealt out to the units of a list ahead
    "also": r"(?:;?{o}j{o}(?P<also>{D}))?",
}
_PARTS["v"] = '(?:(?:{l}?[:,]?w?x?[SQ]{b}?|"?{b})(?:(?<=[)])x(?=[,;&]))?)?'
_PARTS["i"] = "{U}{v}"
_PARTS["item"] = r"{U}(?:[:,-]?[xw]*[SQR]|\([^()U.]*\))*"
_PARTS["I"] = "{i}(?:[,;&]+[g:x]*{i}(?![^.;,UuAN]*i))*"


@dataclass(frozen=True, slots=True)
class Production:
    """A rule of the grammar: a pattern over letters and how likely it is by itself."""

    name: str
    pattern: re.Pattern[str]
    weight: float


def _compiled(text: str) -> re.Pattern[str]:
    for _ in range(4):  # parts hold parts
        for part, spelt in _PARTS.items():
            text = text.replace(f"{{{part}}}", spelt)
    return re.compile(text)


# What is left of a list that is cut before its last unit.
REST = _compiled("{v}[,;&]+{i}[.]")

_START = r"(?<=[.;,])"
PRODUCTIONS = tuple(
    Production(name, _compiled(text), weight)
    for name, weight, text in (
        # Sở A đạt 90 điểm, xếp thứ hai (loại Tốt)
        ("subject", 0, r"{U}(?:[,&y]+n)?(?:{o}{V})+"),
        # …; thứ hạng tăng 9 bậc, từ vị trí thứ 40 lên vị trí thứ 31
        ("subject goes on", -0.6, r"{U}(?:{o}{V})+(?:[xg,)Y&]*;[^.;ngdUupkaBAN?]*?{V}(?:{o}{V})*)+"),
        # với 96,1 điểm, Sở A đứng đầu
        ("value ahead", 0, _START + r"wx?(?P<first>{V})x?(?:,M)?,?{U}(?:{o}{V})*"),
        # đạt 96,1 điểm, Sở A vươn lên dẫn đầu
        ("value ahead of another", 0, r"(?<=[.;])[xy]+(?P<first>S),{U}(?:{o}{V})+"),
        # xếp thứ hai toàn tỉnh, Sở A đạt 96,1 điểm
        # Dù đứng đầu với 96,1 điểm, Sở A …; từng dẫn đầu các năm 2016, 2017, Sở A …
        ("place ahead", 0, r"(?<=[.])(?P<first>[RFL](?:[xwY(]*[SQ]\)?)?)"
                           r"(?:[xg]*Y(?:[,&x]+Y)*)?x?,{U}(?:{o}{V})*"),
        # từ hạng 1 năm 2020, Sở A rơi xuống hạng 6
        ("from a place", 0.3, r"(?<=[.;])f(?P<first>R)x?Y?,{U}(?:{o}{V})+"),
        # bỏ xa huyện xếp thứ hai là B 3,5 điểm
        ("compared by", 0.9, r"b[xd]*(?:(?P<first>{V})[x=]*)?[UaA](?:-[^.;()-]*-|{b})?x?(?P<void>S(?:[,&]+[UaA]S)*)"),
        # hơn huyện xếp ngay sau là B 3,5 điểm; thua huyện dẫn đầu 12,5 điểm
        ("compared with the next", 0.9, r"b[xd]*(?P<next>k)x*=*[UaA]"
                                      r"(?:x?(?P<void>S)(?:\((?P<all>[SQ])\))?|\((?P<too>[SQ])\))"),
        ("compared with one at an end", 0.9, r"b[xd]*(?P<void>[FLBWR][x=]*S)"),
        # cao hơn Sở A, đơn vị xếp thứ hai, 2,31 điểm; cách Sở A ở vị trí thứ hai 2,31 điểm
        ("compared with one that is placed", 1.2, r"(?:b?[xd]*A[,-][dgx]+|b[xd]*Ax?)(?P<all>R)"
                                                  r"(?:\((?P<too>[SQ])\)|[,-]?x?(?P<void>[SQ])?)"),
        # bỏ xa Sở A (89 điểm) đứng ngay sau tới 2 điểm; hơn Sở A (89 điểm) xếp thứ hai 2 điểm
        ("compared with one in brackets", 1.2, r"b[xd]*A\((?P<all>[SQ])\)(?:(?P<too>R)|(?P<next>k))t?x?(?P<void>[SQ])"),
        # Đứng thứ 15, Sở A tụt 7 bậc; đứng thứ 16, Sở B tụt 4 bậc
        ("places ahead", 0.3, r"(?<=[.])(?P<each>R,{U}[xM]*(?:;R,{U}[xM]*)+)"),
        # 18 điểm của Sở A và 17,9 điểm của Sở B
        ("scores ahead", 0.9, r"(?P<each>SxU(?:[,;&]+x?SxU)+)"),
        # Sở A - đơn vị đứng thứ 11 năm 2018 - bật lên vị trí thứ 6; Sở A, đơn vị thứ nhất năm 2018, lùi về thứ ba
        ("aside of its own", 0.6, r"{U}[-,][xd]*{V}[xY]*[-,](?:{o}{V})+"),
        # xếp thứ nhất (90 điểm) là Sở A với loại Tốt; xếp thứ 18, sau tất cả các trang, là Sở A
        ("carried", 0.3, r"(?:k,)?d?[xh]*(?P<first>{V}(?:{c}{V})*)(?:,[xgnh]+(?=,))?{c}{is}{U}(?:{o}{V})*"),
        # cao nhất là 97,4 điểm, thuộc về Sở A; cao nhất là 97,4 điểm của Sở A
        ("carried over a value", 0.3, r"d?[xh]*(?P<first>[BWFLR]{c}[=x:]+{V})(?:{c}{is}|x){U}(?:{o}{V})*"),
        # đứng thứ 4 Sở A đạt 88 điểm; …: thứ nhất, Sở A (90 điểm); thứ hai, Sở B
        ("apposed", 0, r"(?<=[.;,:])(?P<first>R){U}(?:{o}(?!RU){V})*"),
        # điểm cao nhất là 97,4 điểm (Sở A); nơi thấp nhất đạt 80 điểm (Sở B)
        ("unit in brackets", 0.6, r"d?[xh]*(?P<first>{V}(?:{c}[=x:]*{V})*)\({U}(?:{o}{V})*\)(?:x[SQ])?"),
        # Nhóm Khá gồm Sở A (80 điểm), Sở B (79 điểm); xếp loại Tốt: các xã A, B
        ("tier of a list", 0.6, r"(?P<all>T){c}{is}{I}{also}"),
        # Trong nhóm xếp loại Tốt, Sở A có điểm cao nhất là 89 điểm
        ("within a tier", 0.9, r"(?<=[.;])x(?P<first>T)x?,{U}(?:{o}(?P<void>[FLBW]))?(?:{o}{V})*"),
        # Ở nhóm Tốt, có thể kể đến các huyện A (88 điểm), B (86 điểm)
        ("listed within a tier", 0.6, r"(?<=[.;])x(?P<all>T)x?,[xgth!]*{I}"),
        # Khá: 07 đơn vị, đứng đầu nhóm là Sở A; Khá có 07 đơn vị; cao nhất trong số này là Sở A, thấp nhất là Sở B
        ("first of a tier", 1.2, r"(?P<all>T)(?:\([^()U]*\))?[=hxM,:(]*n[,;][xh]*(?P<void>[FBLWZ])[gxh]*[=:]+"
                                 r"{U}(?:{o}{V})*(?:\)?[,;&][xh]*Z?[gxh]*[=:]+{U}(?:{o}{V})*)*"),
        # Các huyện A, B nằm trong nhóm Khá với số điểm lần lượt là 78 và 76 điểm
        # … bị xếp loại Yếu, chỉ được 44 điểm và 39 điểm
        ("tier, then dealt", 0.9, r"{I}{o}(?P<all>T){o}(?:j{o})?(?P<deal>{D})"),
        # Hạng ba, với 82 điểm, là trang của Sở A
        ("carried over a score", 0.6, r"(?<=[.;])(?P<first>[RFL],w?x?[SQ]),{is}x?{U}"),
        # …, nhường vị trí thứ ba cho Sở B (85 điểm)
        ("ceded", 0.9, r"c[xh]*(?P<first>[RFL])x?{U}(?:{o}{V})*"),
        # Sở A nhường vị trí thứ ba cho Sở B và xếp thứ sáu
        ("ceded by one", 1.5, r"{U}(?:{o}{V})*,?[xh]*c[xh]*(?P<each>[RF])x?{U}{b}?"
                              r"(?:[,&]+{o}(?P<first>{V}(?:{o}{V})*))?"),
        # Sở A rời hạng hai, xếp thứ sáu
        ("lost", 0.3, r"(?:{U}(?:{o}{V})*[xh,]*)?c[xh]*(?P<void>[RrFL])(?:,x?r|(?!x?{U}){o}{V})*"),
        # Sở A đồng hạng tư với Sở B, cùng 61 điểm
        ("tied with another", 0.9, r"{U}{o}(?P<all>R)w{U}(?:,?x?y{o}(?P<too>[SQT]))?"),
        # Có 3 đơn vị đạt loại Tốt gồm: Sở A, Sở B và Sở C
        ("counted list", 0.6, r"(?P<count>n){o}(?P<all>T){c}{is}{I}{also}"),
        # Hai đơn vị loại Yếu là Sở A đạt 48 điểm, xếp thứ 19 và Sở B đạt 47 điểm, thấp nhất
        ("counted list of clauses", 0.6, r"(?P<count>n){o}(?P<all>T){c}{is}{U}(?:{o}{V})+(?:[,;&]+{U}(?:{o}{V})+)+"),
        # 10 huyện còn lại ở mức Trung bình, trong đó huyện A 66 điểm, huyện B 65 điểm
        ("some of a tier", 1.2, r"(?:[ng]{o}(?P<all>T){b}?(?:[xyz,]*[xz])?|(?P<too>T){b}?[xh:\"]*n),h(?:Z[x=]*)?"
                                r"{U}(?:{o}[RSQLW])*(?:[),;&]+{U}(?:{o}[RSQLW])+)*"),
        # Có 2 đơn vị đạt 90 điểm là Sở A và Sở B; đứng thứ 3 có 2 đơn vị cùng được 90 điểm là Sở A và Sở B
        ("counted score", 0.9, r"(?:(?P<all>R)[xh,]*)?(?P<count>n){o}(?P<too>[SQ]){c}{is}{I}"),
        ("counted tier", 0.6, r"(?P<all>T)(?:\(M\))?[=:,hxM(]*(?P<count>n)[=:,x)]*\(?{I}\)?{also}"),
        # Nhóm Khá (từ 70 điểm), 02 đơn vị: Sở A (80%); Sở B (79%)
        ("led by a tier", 0.9, _START + r"[xg]?[)-]?g?(?P<all>T)(?:\([^()Uu.]*\)|[,=:hxn])*"
                               r"(?<=:)x?{item}(?:[,;&]+x?{item})*"),
        # Tốt (Sở A; Sở B), Khá (Sở C)
        ("names of a tier in brackets", 0.6, r"(?<=[.;:,&])(?P<all>T)x?\({I}\)"),
        ("listed in brackets", 0.6, r"(?P<count>n)x?\({U}\){o}(?P<all>T)"),
        # Có 1 đơn vị đạt điểm thấp nhất là Sở A
        ("one at an end", 1.3, r"(?P<one>n){o}(?P<all>[BWFL]){c}{is}{U}(?:{o}{V})*"),
        # các đơn vị có điểm cao nhất gồm …: no place of one of them
        ("led group", 0.9, r"(?:[ng][xhwM]*(?P<void>[FLBW])|n[xhwM]*M){c}[=h:]+(?=[gd:]*R?U)"),
        ("led list", 0.9, r"[ng][xhwM]*(?P<void>[FLBW]){c}[=h:]+{I}"),
        # Sở A (96 điểm) và Sở B (95 điểm) cùng xếp loại Tốt
        # Sở A xếp thứ hai với 96 điểm, Sở B xếp thứ ba với 95 điểm, cùng xếp loại Tốt
        ("shared clauses", 0, r"{U}(?:{o}{V})+(?:[,&]+{U}(?:{o}{V})+)+,"
                           r"(?:x?y|=x?(?P<count>n)){o}(?P<all>T)"),
        ("shared", 0.6, r"{i}(?:[,;&]+{i})+,?x?y{o}(?P<all>{V})(?:{o}{V})*"),
        # Sở A (89 điểm) và Sở B (88 điểm) xếp loại Tốt
        # Hai đơn vị cuối bảng là Sở A (hạng 13) và Sở B (hạng 14), xếp loại Khá
        ("shared behind brackets", 0.9, r"(?<=[.;])(?:(?P<count>n)[xh]*(?P<void>[FLBW])[xh]*=)?"
                                        r"{U}{b}(?:,{U}{b})*&{U}{b},?(?P<all>T)"),
        # Thứ hai là Sở A với 94 điểm, thứ ba là Sở B với 93 điểm, cùng xếp loại Tốt
        ("places with scores, shared", 0.6, r"(?P<first>R){is}{U}(?:{o}[SQ])?[,;&x]+(?P<each>R){is}{U}"
                                            r"(?:{o}[SQ])?,x?y(?P<all>T)"),
        # Các trang của Sở A (78 điểm), Sở B (76 điểm) xếp loại khá; ba huyện còn lại gồm A (64 điểm), … xếp loại Khá
        ("shared by a plural", 0.6, r"(?:g|(?P<count>n))[xhw=:]*{i}(?:[,;&]+{i})+,?x?{o}(?P<all>T)"),
        # được 51 điểm, kém chính mình của năm trước (55 điểm) 4 điểm, và rơi từ hạng 12 xuống hạng 18
        # it outweighs that a unit has two scores (`grammar`)
        ("compared with itself", 4.9, r"{U}(?:{o}{V})+,?bx\([SQ]\)t?x?(?P<void>[SQ])?(?:{o}{V})*"),
        # Hai đơn vị dẫn đầu hai khối là Sở A và huyện B, số điểm lần lượt là 95 và 88
        ("heads of each list", 1.5, r"(?:(?P<count>n)x?)?(?P<all>F)x?(?P<lists>e)x?[=h:j]+{I}{also}"),
        # Khối C do Sở A dẫn đầu với 95 điểm; khối D do huyện A và huyện B dẫn đầu, cùng xếp loại Tốt
        ("led by one", 1.2, r"(?P<one>l){U}{o}F(?:{o}{V})*"),
        ("led by several", 0.9, r"l{U}{o}(?P<void>[FL])(?:{o}(?P<all>T))?"),
        # xếp sau Sở A (95 điểm), vượt qua Sở A (hạng 3, 95 điểm): what is in brackets is that of A
        ("compared, with its own", 0, r"A\((?P<all>[RSQ](?:,?x?[RSQ])*)\)"),
        # Sở A và huyện B lần lượt dẫn đầu khối sở và khối huyện với 95,1 và 88,7 điểm
        ("heads, then their scores", 0.9, r"{I}{o}j{o}(?P<all>F)[x&wjhe,]*(?P<deal>{D})"),
        # 3 đơn vị dẫn đầu lần lượt là Sở A, Sở B và Sở C
        # …; số điểm tương ứng là 95; 93 và 90
        ("first in order", 1.2, r"(?:(?P<count>n)|g)[xhd]*(?P<top>[FB])[xY]*j[=h:]+x?{I}{too}"
                                r"(?:[,;]{o}(?P<also>{D}))?"),
        # Tốp 3 theo thứ tự là Sở A, Sở B và Sở C; who has most of something is no top of the list
        ("top in order", 1.2, r"(?P<top>g)j[=h:]+x?{I}{too}"),
        ("last in order", 1.2, r"(?:(?P<count>n)|g)[xh]*(?P<void>[LW])[xY]*j[=h:]+x?{I}"),
        # Xếp hạng của các sở từ trên xuống: Sở A, Sở B và Sở C
        ("listed from the top", 1.2, r"(?<=[.;])(?P<top>H){is}{I}"),
        # Dẫn đầu các lĩnh vực: thể chế - Sở A; tài chính công - Sở B: a place in each
        ("led field", 0.3, r"(?<=[:;,&x])(?P<first>F)[-:(]+{U}\)?(?:{o}{V})*"),
        # cùng xếp thứ nhất với 100 điểm, có 2 đơn vị là Sở A, Sở B
        ("shared ahead", 0.9, r"(?<=[.;])x?y[xh]*(?P<all>{V}(?:{o}{V})*)[,x]*h?(?P<count>n)x?{is}{I}"),
        ("counted, shared ahead", 0.9, r"(?<=[.;,:])(?P<count>n)x?y[xh]*(?P<all>{V}(?:{o}{V})*){c}{is}{I}"),
        # Sở A (đạt 90 điểm) xếp thứ nhất, thứ hai là Sở B
        ("place and the next", 0.3, r"{U}(?:{o}{V})*{o}r[,;&x]+(?P<each>r)x?=+{U}(?:{o}{V})*"),
        # Sở A và Sở B lần lượt xếp thứ 2 và thứ 3
        # Sở A và Sở B là hai đơn vị thấp nhất, xếp thứ 8 và thứ 9
        # Sở A và Sở B lần lượt xếp thứ 8 và thứ 9, đều ở mức III, với 63,2% và 60,8%
        # Sở A và Sở B dẫn đầu với số điểm lần lượt là 92,5 và 91
        ("dealt behind", 0.6, r"(?<!\)[,&]){I}(?:(?:=[ng])?[xh]*(?P<void>[FLBW]))?{o}n?{o}(?P<deal>{D})"
                         r"(?:,x?y{o}(?P<too>T))?(?:{o}(?P<also>{D}))?"
                         r"(?:,x?(?P<all>T))?"),
        # Sở A (90 điểm), Sở B (89 điểm) lần lượt giữ hai vị trí cao nhất
        ("first in order behind", 0.6, r"{I}{o}j{o}(?P<count>n)x?(?P<top>[FB])"),
        # Với 59,5 điểm và 58 điểm, Sở A và Sở B lần lượt xếp thứ 18 và 19
        ("dealt on both sides", 0.6, _START + r"x?w?x?(?P<also>{D}),{I}{o}j{o}(?P<deal>{D})"),
        ("range behind", 0.6, r"{I}{o}(?:j{o})?g?x?(?P<range>{G}){also}"),
        # Sở A và trang không rõ lần lượt xếp từ thứ 4 đến thứ 6: which of them is which is open
        ("range of unknown ones", 1.2, r"{U}[,&]+x{o}j{o}g?x?(?P<void>{G})"),
        # xếp thứ hai và thứ ba lần lượt là Sở A (90 điểm) và Sở B (89 điểm)
        ("dealt ahead", 0.6, r"g?[xh]*(?P<deal>{D}){c}{is}{I}{too}{also}"),
        # từ vị trí thứ 2 đến vị trí thứ 3 là Sở A, Sở B với số điểm lần lượt là 90 điểm và 89 điểm
        ("range ahead", 0.6, r"g?x?(?P<range>{G}){c}{is}{I}{also}"),
        # xếp thứ hai là Sở A, thứ ba là Sở B với số điểm lần lượt là 90 điểm và 89 điểm
        ("places, then scores", 0.9, r"(?P<each>R[=x]+{U}(?:[,;&x]+R[=x]+{U})+){o}j{o}(?P<deal>{D})"),
        # Sở A xếp thứ hai và Sở B xếp thứ ba, với số điểm lần lượt là 90 điểm và 89 điểm
        ("units with places, then scores", 0.9, r"{U}{o}R(?:[,;&x]+{U}{o}R)+{o}(?P<deal>{D}){o}"),
        # 3 vị trí tiếp theo lần lượt thuộc về Sở A, Sở B và Sở C
        # 7 đơn vị loại Tốt xếp sau lần lượt gồm Sở A, …
        ("next places", 0.6, r"(?:g|(?:(?P<count>n)|g)x?(?P<all>T)x?)?(?P<next>[kK])[xhg]*j[=hgx:]*{I}{too}"),
        # Sở A và Sở B đứng ở các vị trí tiếp theo với số điểm lần lượt là 90 điểm và 89 điểm
        ("next places behind", 0.6, r"{I}x?g?x?(?P<next>[kK]){o}(?:j{o})?(?P<also>{D})"),
        # 2 vị trí tiếp theo thuộc về Sở A và Sở B, lần lượt đạt 91 điểm và 90 điểm
        ("counted next places", 0.3, r"(?P<next>K)[xhg]*{is}{I}{too}{also}"),
        # tiếp theo là Sở A (90 điểm) và Sở B (89 điểm); "Sở A với 90 điểm, Sở B với 89 điểm" tells no places
        ("falling next places", 0.6, _START + r"g?(?P<fall>k)(?![^.;]*Uw[^.;]*U)[xhg]*(?:{is})?{I}{too}"),
        # 9 đơn vị khác đạt loại Tốt
        ("nobody named", 0, r"[ngd](?:(?!:RU)[^.;,UuAN])*?(?P<void>{V})(?:{o}{V}(?!{c}{is}{U}))*"),
        # Bộ A công bố …
        ("announcer", 0, r"U[xhw]*p|px?U(?=[.,;)])"),
        # riêng Sở A chưa có trang nên không xếp loại
        ("not ranked", 0.9, r"{U}[^.;,UuAN]*i"),
        # Sở A phấn đấu đạt 90 điểm
        ("intent", 1.5, r"(?:[Uud]{o})?\?(?P<void>[^.;]*)"),
    )
)  # fmt: skip
