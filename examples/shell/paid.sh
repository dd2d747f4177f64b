#!/usr/bin/env bash
# CGI: which orders were credited how often.
set -euo pipefail

printf 'Content-Type: text/plain\n\n'
[[ ! -e "$SHOP/paid" ]] || sort "$SHOP/paid" | uniq -c | while read -r times order; do echo "$order $times"; done
