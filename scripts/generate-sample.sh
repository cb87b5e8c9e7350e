#!/usr/bin/env bash
# Writes hotline calls as one month of a city's open data would hold them, on standard output:
#   generate-sample.sh ROWS SEED [YEAR-MONTH]
# The same arguments give the same bytes. Places are made up ("District-3 Road-12 No. 7"); no person occurs.
# A few rows are damaged on purpose, in the ways that real files are: float times, ids ruined by a spreadsheet,
# columns shifted by an unquoted comma, quoted commas and line breaks, repeated rows.
set -euo pipefail

if [[ $# -lt 2 ]]; then
  echo "usage: generate-sample.sh ROWS SEED [YEAR-MONTH]" >&2
  exit 1
fi

LC_ALL=C awk -v rows="$1" -v seed="$2" -v month="${3:-2016-01}" '
  # Park and Miller: every product stays below 2^53, so that each awk gives the same numbers.
  function chance(limit) {
    state = (state * 16807) % 2147483647
    return int(state / 2147483647 * limit)
  }
  BEGIN {
    state = seed % 2147483646 + 1
    kinds = split("大型廢棄物清運聯繫 場所與設施噪音舉發 污染舉發 路燈故障或設施損壞 鄰里無主垃圾清運 " \
      "道路散落物或油漬處理 交通號誌異常 市區道路坑洞處理 用戶無水、漏水報修 路樹處理 動物救援", kind, " ")
    places = split("松山區 信義區 大安區 中山區 中正區 大同區 萬華區 文山區 南港區 內湖區 士林區 北投區", place, " ")
    split(month, part, "-")
    print "案件編號,派工項目,案件地址,立案日期,立案時間"
    for (row = 1; row <= rows; row++) {
      # Calls come in order of time, spread over the days 1 to 28.
      second = int((row - 1) / rows * 28 * 86400) + chance(60)
      day = sprintf("%s%s%02d", part[1], part[2], int(second / 86400) + 1)
      second %= 86400
      if (day != lastDay) { number = 0; lastDay = day }
      number++
      id = sprintf("%s%05d", day, number)
      time = sprintf("%02d%02d%02d", int(second / 3600), int(second / 60) % 60, second % 60)
      what = kind[chance(kinds) + 1]
      where = sprintf("%sDistrict-%d Road-%d No. %d", place[chance(places) + 1],
        chance(12) + 1, chance(90) + 1, chance(400) + 1)
      damage = chance(400)
      if (damage == 0) time = time ".0"
      else if (damage == 1) id = substr(id, 1, 8) "1"
      else if (damage == 2) id = sprintf("%.5fE+12", substr(id, 1, 6) / 100000)
      else if (damage == 3) where = "\"" where ", opposite the park\""
      else if (damage == 4) where = "\"" where "\nnext to the bridge\""
      else if (damage == 5) { where = where ",near Lane-" chance(30) + 1; time = day; day = "" }
      line = day == "" ? id "," what "," where "," time : id "," what "," where "," day "," time
      print line
      if (damage == 6) print line
    }
  }'
