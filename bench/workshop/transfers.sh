# Whole files of 2 GiB in and out. Sourced by ./dev.

# A download from the hub, redirect included, beside one of the same file from nginx.
bench_download() {
  local file oid round
  open_hub 0
  mkdir "$hub_folder/files"
  file=$hub_folder/files/weights.bin
  make_file "$file"
  oid=$(sha256sum "$file" | cut -d' ' -f1)
  create_model "$ADA" bench false
  offer_file ada/bench "$oid" "$(stat -c %s "$file")"
  curl -sS --fail-with-body -T "$file" "$HREF"
  commit_large ada/bench weights.bin "$oid" "$(stat -c %s "$file")"
  start_nginx "$hub_folder/files"
  fetch warm "$HUB/ada/bench/resolve/main/weights.bin" "$hub_process"
  fetch warm "$NGINX/weights.bin" $nginx_processes
  for ((round = 0; round < ROUNDS; round++)); do
    fetch ours "$HUB/ada/bench/resolve/main/weights.bin" "$hub_process"
    fetch nginx "$NGINX/weights.bin" $nginx_processes
  done
  print_surroundings
  show ours 'download from the hub' MiB/s
  show nginx 'download from nginx, sendfile' MiB/s
  show_ratio ours nginx 'hub / nginx, throughput'
  show ours.cpu 'CPU of the hub' 's/GiB'
  show nginx.cpu 'CPU of nginx' 's/GiB'
}

fetch() {
  local series=$1 address=$2 before speed
  shift 2
  before=$(cpu_seconds "$@")
  speed=$(curl -sS -f -L -o /dev/null -w '%{speed_download}' "$address")
  keep "$series" "$(per "$speed" 1048576)"
  keep "$series.cpu" "$(per "$(minus "$(cpu_seconds "$@")" "$before")" 2)"
}

# An upload to the hub, which hashes and syncs it, beside openssl hashing the same file.
bench_upload() {
  local file oid size round started before
  open_hub 0
  file=$hub_folder/weights.bin
  make_file "$file"
  size=$(stat -c %s "$file")
  oid=$(openssl dgst -sha256 -r "$file" | cut -d' ' -f1)
  for ((round = -1; round < ROUNDS; round++)); do
    create_model "$ADA" "bench-$((round + 1))" false
    offer_file "ada/bench-$((round + 1))" "$oid" "$size"
    before=$(cpu_seconds "$hub_process")
    started=$(date +%s%N)
    curl -sS --fail-with-body -T "$file" "$HREF"
    keep_rate ours "$started" $round
    [ $round -lt 0 ] || keep cpu "$(per "$(minus "$(cpu_seconds "$hub_process")" "$before")" 2)"
    started=$(date +%s%N)
    openssl dgst -sha256 "$file" > /dev/null
    keep_rate openssl "$started" $round
    started=$(date +%s%N)
    dd if="$file" of="$hub_folder/copy" bs=1M conv=fdatasync status=none
    keep_rate disk "$started" $round
    rm "$hub_folder/copy"
  done
  print_surroundings
  show ours 'upload to the hub, hashed and synced' MiB/s
  show openssl 'openssl dgst -sha256' MiB/s
  show disk 'dd conv=fdatasync, the disk itself' MiB/s
  show_ratio ours openssl 'hub / openssl'
  show_ratio ours disk 'hub / disk'
  show cpu 'CPU of the hub' 's/GiB'
}

# The first round warms up.
keep_rate() { [ "$3" -lt 0 ] || keep "$1" "$(per 2048 "$(since "$2")")"; }
