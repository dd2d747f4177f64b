#!/usr/bin/env bash
# CGI: verifies a callback with the command `tarspay`, and credits its order once.
set -euo pipefail

# The command reads the body from standard input, byte for byte.
if ! callback=$(tarspay --json verify callback --body - --signature "$HTTP_X_RESP_SIGNATURE" --public-key "$TARSPAY_PLATFORM_KEY"); then
  printf 'Status: 401\nContent-Type: text/plain\n\nrefused'
  exit
fi
member() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/" <<<"$callback"; }

# In production a table with a unique column; here a folder, which can be made once.
if mkdir "$SHOP/seen-$(member replayKey)" 2>/dev/null && [[ $(member state) == 2 ]]; then
  echo "$(member mchOrderNo)" >>"$SHOP/paid"
fi
printf 'Content-Type: text/plain\n\nOK'
