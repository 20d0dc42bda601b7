#!/usr/bin/env bash
# Has LibreOffice open a year's ledger, plan, report and quarter's page and turn them into PDF: a reader of its own, and
# something to look at page by page. Debian, as root where LibreOffice is missing: it is installed.
set -euo pipefail
out=${1:-$(mktemp -d)}
mkdir -p "$out"
command -v soffice >/dev/null || apt-get install -y --no-install-recommends libreoffice-writer libreoffice-calc fonts-noto-cjk
command -v pdftotext >/dev/null || apt-get install -y --no-install-recommends poppler-utils
OFFICE_OUT=$out npm run --silent jest -- test/office
for file in "$out"/*.xlsx "$out"/*.docx; do
  timeout 300 soffice --headless --convert-to pdf --outdir "$out" "$file" >/dev/null 2>&1
  pdf=${file%.*}.pdf
  pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
  pdftotext -layout "$pdf" "${pdf%.pdf}.txt"
  grep -q 港门镇 "${pdf%.pdf}.txt" || { echo "$pdf: no Chinese text"; exit 1; }
  echo "$pdf: $pages pages"
done
