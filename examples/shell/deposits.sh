#!/usr/bin/env bash
# CGI: creates a deposit with curl and the command `tarspay`, and answers the gateway's code.
set -euo pipefail

for part in ${QUERY_STRING//&/ }; do
  declare "${part%%=*}=${part#*=}"
done
body=$(printf '{"mchNo":"%s","mchOrderNo":"%s","wayCode":"CASHIER","amount":"%s","currency":"VND","notifyUrl":"%s"}' \
  "$TARSPAY_MCH_NO" "$mchOrderNo" "$amount" "$NOTIFY_URL")
path=/api/pay/unifiedOrder

# The signed request: one line with method and path, headers, an empty line, and the body, which is sent as it is.
signed=$(printf %s "$body" | tarspay sign --path "$path" --body - | sed -n '1,/^$/p')
headers=()
while IFS= read -r line; do
  [[ $line == *": "* ]] && headers+=(--header "$line")
done <<<"$signed"
answer=$(printf %s "$body" | curl --silent --show-error --fail "${headers[@]}" --data-binary @- "$TARSPAY_URL$path")

printf 'Content-Type: text/plain\n\n'
sed -E 's/.*"code":(-?[0-9]+).*/\1/' <<<"$answer"
