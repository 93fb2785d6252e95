# What all benchmarks of whole processes share: rounds that alternate, medians, CPU time, and the peers. Sourced by ./dev,
# which has a hub's address in HUB and a folder of its own in hub_folder.

# Ours and the peer take turns so often; five is the least that a claim may rest on.
readonly ROUNDS=${ROUNDS:-7}
readonly GIB=$((1 << 30))

# What was measured, in what surroundings.
print_surroundings() {
  printf '%s, %s, %s cores, load %s, commit %s\n' "$(date -u +%F)" \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(cut -d' ' -f1-3 /proc/loadavg)" "$(git rev-parse --short HEAD)"
}

# Keeps one figure of a series.
keep() { printf '%s\n' "$2" >> "$hub_folder/series.$1"; }

# The value below which a share (50, 99) of a series lies.
quantile() {
  sort -g "$hub_folder/series.$1" | awk -v share="$2" '{v[NR] = $1} END {i = int((NR - 1) * share / 100 + 0.5) + 1; print v[i]}'
}

# A series as its median and its spread.
show() {
  printf '  %-44s median %10.2f   from %10.2f to %10.2f %s (%d rounds)\n' "$2" "$(quantile "$1" 50)" \
    "$(quantile "$1" 0)" "$(quantile "$1" 100)" "$3" "$(wc -l < "$hub_folder/series.$1")"
}

# One series' median over another's.
show_ratio() {
  awk -v a="$(quantile "$1" 50)" -v b="$(quantile "$2" 50)" -v what="$3" 'BEGIN {printf "  %-44s %17.2f\n", what, a / b}'
}

# Seconds since an instant in nanoseconds.
since() { awk -v from="$1" -v to="$(date +%s%N)" 'BEGIN {printf "%.6f\n", (to - from) / 1e9}'; }

# The CPU seconds that processes have used so far.
cpu_seconds() {
  local process ticks=0
  for process in "$@"; do
    ticks=$((ticks + $(awk '{sub(/.*\) /, ""); print $12 + $13}' "/proc/$process/stat")))
  done
  awk -v ticks="$ticks" -v hz="$(getconf CLK_TCK)" 'BEGIN {print ticks / hz}'
}

minus() { awk -v a="$1" -v b="$2" 'BEGIN {print a - b}'; }
per() { awk -v a="$1" -v b="$2" 'BEGIN {print a / b}'; }

# A file of noise: 2 GiB unless told otherwise.
make_file() {
  [ -f "$1" ] || head -c "${2:-$((2 * GIB))}" /dev/zero |
    openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 0 > "$1" 2> /dev/null
}

# Asks where a large file may be sent to; leaves the address in HREF.
offer_file() {
  ask "$ADA" POST "/$1.git/info/lfs/objects/batch" -H 'Content-Type: application/vnd.git-lfs+json' -d \
    "{\"operation\":\"upload\",\"transfers\":[\"basic\"],\"objects\":[{\"oid\":\"$2\",\"size\":$3}]}"
  HREF=$(sed -n 's/.*"upload":{"href":"\([^"]*\)".*/\1/p' "$hub_folder/answer")
  [ -n "$HREF" ] || fail "the hub did not say where to send the file: $(head -c 300 "$hub_folder/answer")"
}

commit_large() {
  printf '%s\n' '{"key":"header","value":{"summary":"Add weights"}}' \
    "{\"key\":\"lfsFile\",\"value\":{\"path\":\"$2\",\"algo\":\"sha256\",\"oid\":\"$3\",\"size\":$4}}" > "$hub_folder/commit"
  ask "$ADA" POST "/api/models/$1/commit/main" -H 'Content-Type: application/x-ndjson' --data-binary "@$hub_folder/commit"
  [ "$STATUS" = 200 ] || fail "the file was not committed: $(head -c 300 "$hub_folder/answer")"
}

# nginx on a folder, with sendfile; leaves its address in NGINX and its processes in nginx_processes.
start_nginx() {
  local port=$((20000 + RANDOM)) try
  cat > "$hub_folder/nginx.conf" << TEXT
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
daemon on; worker_processes 1; pid $hub_folder/nginx.pid; error_log $hub_folder/nginx.log;
events { worker_connections 256; }
http {
  access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream;
  client_body_temp_path $hub_folder/nginx.body; proxy_temp_path $hub_folder/nginx.proxy;
  fastcgi_temp_path $hub_folder/nginx.fastcgi; uwsgi_temp_path $hub_folder/nginx.uwsgi; scgi_temp_path $hub_folder/nginx.scgi;
  server { listen 127.0.0.1:$port; root $1; }
}
TEXT
  nginx -c "$hub_folder/nginx.conf" 2> /dev/null || fail "nginx did not start: $(tail -n 3 "$hub_folder/nginx.log")"
  for try in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -s "$hub_folder/nginx.pid" ] || break
    sleep 0.1
  done
  nginx_processes="$(cat "$hub_folder/nginx.pid") $(pgrep -P "$(cat "$hub_folder/nginx.pid")" | tr '\n' ' ')"
  trap 'stop_nginx; close_hub' EXIT
  NGINX=http://127.0.0.1:$port
}

stop_nginx() { nginx -c "$hub_folder/nginx.conf" -s stop 2> /dev/null || true; }
