package plimsoll.domain.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

/// One entry of the public log: a deed, with what may be told in the open and the rest sealed.
///
/// @param type what was done, as `refs-moved/v1`
/// @param at when, to the millisecond
/// @param open what everybody may read, by field
/// @param sealed what only those given its salt can check, by field
public record LogEntry(String type, Instant at, SortedMap<String, String> open, SortedMap<String, Sha256> sealed) {
    public LogEntry {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        sealed = Collections.unmodifiableSortedMap(new TreeMap<>(sealed));
    }

    /// As the log holds it: canonical JSON.
    public String json() {
        var seals = new TreeMap<String, String>();
        sealed.forEach((field, seal) -> seals.put(field, seal.hex()));
        return CanonicalJson.of(Map.of("open", open, "sealed", seals, "t", at.toEpochMilli(), "type", type));
    }

    /// As the log hashes it.
    public Bytes bytes() {
        return Bytes.ofUtf8(json());
    }
}
