"""Writes the files beside it, with pyarrow 25.0.1: python3 make.py"""

import random

import pyarrow as pa
import pyarrow.parquet as pq

random.seed(7)
words = "quick brown fox jumps over lazy dog while river stone paper cloud".split()


def sentence(i):
    return f"row {i}: " + " ".join(random.choice(words) for _ in range(random.randrange(3, 40)))


rows = 300
table = pa.table(
    {
        "text": [sentence(i) if i % 7 else None for i in range(rows)],
        "kind": [words[i % 3] for i in range(rows)],
        "number": pa.array([4007070753690781 + i for i in range(rows)], pa.int64()),
        "small": pa.array([i % 5 for i in range(rows)], pa.int32()),
        "score": [i / 3 for i in range(rows)],
        "mails": [[f"a{i}@acme.com", f"b{i}@acme.com"][: i % 3] for i in range(rows)],
        "person": [{"name": f"name {i}", "raw": bytes([255, i % 256])} for i in range(rows)],
    }
)
for codec in ["none", "snappy", "gzip", "zstd", "brotli"]:
    pq.write_table(table, f"{codec}.parquet", compression=codec, row_group_size=120, data_page_size=2048)
pq.write_table(table, "v2.parquet", compression="zstd", compression_level=19, data_page_version="2.0", row_group_size=120)
pq.write_table(
    table,
    "delta.parquet",
    compression="snappy",
    use_dictionary=False,
    column_encoding={
        "text": "DELTA_BYTE_ARRAY",
        "kind": "DELTA_LENGTH_BYTE_ARRAY",
        "number": "DELTA_BINARY_PACKED",
        "small": "DELTA_BINARY_PACKED",
    },
)
