# How fast files are looked into, and how long others wait for a large push because of it. Sourced by ./dev.

# How large the pickle is that has much to follow, and the archive of tensors that is pushed.
readonly PICKLE_MB=${PICKLE_MB:-32} PUSH_MB=${PUSH_MB:-2048}

bench_inspect() {
  open_hub 0
  print_surroundings
  bench_pickle
  bench_push
}

# Pickles of small things, one behind the other, each thing an instruction or two, beside what other scanners begin with
# (Python's list of their instructions) and their SHA-256; without the start of Java and of Python.
bench_pickle() {
  local round pickle=$hub_folder/small-things.pkl
  local list_instructions='import collections, pickletools, sys
with open(sys.argv[1], "rb") as pickles:
    while pickles.peek(1):
        collections.deque(pickletools.genops(pickles), maxlen=0)'
  python3 - "$pickle" "$PICKLE_MB" << 'TEXT'
import pickle, random, sys
seed = random.Random(7)
with open(sys.argv[1], "wb") as out:
    while out.tell() < int(sys.argv[2]) << 20:
        rows = [{"token": f"w{seed.randrange(1 << 30)}", "count": seed.randrange(1 << 40), "weight": seed.random()}
                for _ in range(20_000)]
        pickle.dump(rows, out, protocol=4)
TEXT
  printf 'x' > "$hub_folder/nothing.txt"
  for ((round = 0; round < ROUNDS; round++)); do
    keep scan "$(per "$PICKLE_MB" "$(minus "$(seconds_of ./plimsoll model scan "$pickle")" \
      "$(seconds_of ./plimsoll model scan "$hub_folder/nothing.txt")")")"
    keep genops "$(per "$PICKLE_MB" "$(minus "$(seconds_of python3 -c "$list_instructions" "$pickle")" \
      "$(seconds_of python3 -c 'import pickletools')")")"
    keep digest "$(per "$PICKLE_MB" "$(seconds_of openssl dgst -sha256 "$pickle")")"
  done
  ./plimsoll model scan "$pickle" | head -n 3
  show scan 'a pickle of small things, followed' MiB/s
  show genops "its instructions listed by Python's pickletools" MiB/s
  show_ratio scan genops 'followed / listed'
  show digest 'its SHA-256 by openssl' MiB/s
  show_ratio scan digest 'followed / SHA-256'
}

# The processor time of a command, in seconds.
seconds_of() {
  local TIMEFORMAT='%U %S'
  { time "$@" > "$hub_folder/said" 2>&1; } 2>&1 | awk '{print $1 + $2}'
}

# An archive as torch writes it, with the names of its storages in a pickle: from the commit to the first other account
# that gets its bytes, beside reading it once for its SHA-256.
bench_push() {
  local round file=$hub_folder/pytorch_model.bin oid size begin
  create_model "$ADA" inspected false
  for ((round = 0; round < ROUNDS; round++)); do
    rm -f "$file"
    python3 - "$file" "$PUSH_MB" "$round" << 'TEXT'
import io, pickle, random, sys, types, zipfile
from collections import OrderedDict

path, size, seed = sys.argv[1], int(sys.argv[2]) << 20, int(sys.argv[3])
each, noise = 64 << 20, random.Random(seed)

# The two names of torch that such a file has, so that it can be written without torch.
class FloatStorage: pass
def _rebuild_tensor_v2(*_): pass
for name, thing in (("torch", FloatStorage), ("torch._utils", _rebuild_tensor_v2)):
    thing.__module__ = name
    sys.modules[name] = types.SimpleNamespace(**{thing.__name__: thing})

class Storage:
    def __init__(self, key): self.key = key

class Tensor:
    def __init__(self, key): self.key = key
    def __reduce__(self):
        return _rebuild_tensor_v2, (Storage(self.key), 0, (each // 4,), (1,), False, OrderedDict())

class Writer(pickle.Pickler):
    def persistent_id(self, thing):
        return ("storage", FloatStorage, thing.key, "cpu", each // 4) if isinstance(thing, Storage) else None

with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
    names = [str(i) for i in range(size // each)]
    text = io.BytesIO()
    Writer(text, protocol=2).dump(OrderedDict((f"layer.{name}", Tensor(name)) for name in names))
    archive.writestr("archive/data.pkl", text.getvalue())
    for name in names:
        archive.writestr(f"archive/data/{name}", noise.randbytes(each))
TEXT
    begin=$(date +%s%N)
    oid=$(openssl dgst -sha256 -r "$file" | cut -d' ' -f1)
    keep hash "$(since "$begin")"
    size=$(stat -c %s "$file")
    offer_file ada/inspected "$oid" "$size"
    curl -sS -f -o /dev/null -T "$file" "$HREF"
    begin=$(date +%s%N)
    commit_large ada/inspected pytorch_model.bin "$oid" "$size"
    keep commit "$(since "$begin")"
    until [ "$(curl -sS -o /dev/null -w '%{http_code}' -L -r 0-99 -H "Authorization: Bearer $BOB" \
      "$HUB/ada/inspected/resolve/main/pytorch_model.bin" | cut -c1-2)" = 20 ] && bob_sees "$oid"; do
      [ "$(since "$begin" | cut -d. -f1)" -lt 600 ] || fail "nobody but its publisher gets the archive"
      sleep 0.05
    done
    keep wait "$(since "$begin")"
  done
  show commit 'the commit itself' s
  show wait 'until another account has the new file' s
  show hash 'its SHA-256 by openssl' s
  show_ratio wait hash 'wait / SHA-256'
}

bob_sees() {
  curl -sS -I -H "Authorization: Bearer $BOB" "$HUB/ada/inspected/resolve/main/pytorch_model.bin" | grep -qi "$1"
}
