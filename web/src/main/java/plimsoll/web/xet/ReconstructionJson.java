package plimsoll.web.xet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.xet.Reconstruction;
import plimsoll.hub.xet.Reconstruction.Stretch;

/// Reconstructions as clients read them, in the protocol's two dialects.
final class ReconstructionJson {
    /// As many ranges as fit into an address of 8 KiB, and into one `Range` header that we answer.
    private static final int MAX_RANGES = 64;

    private ReconstructionJson() {}

    /// Signs the address of stretches of a xorb.
    interface Addresses {
        String of(XetHash xorb, List<Stretch> stretches);
    }

    static First first(Reconstruction plan, Addresses addresses) {
        return new First(plan.skipBytes(), terms(plan), fetches(plan, addresses));
    }

    static Second second(Reconstruction plan, Addresses addresses) {
        var xorbs = new LinkedHashMap<String, List<Entry>>();
        plan.stretches().forEach((xorb, stretches) -> {
            var entries = new ArrayList<Entry>();
            for (int from = 0; from < stretches.size(); from += MAX_RANGES) {
                var some = stretches.subList(from, Math.min(stretches.size(), from + MAX_RANGES));
                entries.add(new Entry(
                        addresses.of(xorb, some),
                        some.stream()
                                .map(one -> new Ranges(chunks(one), bytes(one)))
                                .toList()));
            }
            xorbs.put(xorb.toString(), entries);
        });
        return new Second(plan.skipBytes(), terms(plan), xorbs);
    }

    static List<TermJson> terms(Reconstruction plan) {
        return plan.terms().stream().map(TermJson::of).toList();
    }

    static Map<String, List<Fetch>> fetches(Reconstruction plan, Addresses addresses) {
        var fetches = new LinkedHashMap<String, List<Fetch>>();
        plan.stretches()
                .forEach((xorb, stretches) -> fetches.put(
                        xorb.toString(),
                        stretches.stream()
                                .map(one -> new Fetch(chunks(one), addresses.of(xorb, List.of(one)), bytes(one)))
                                .toList()));
        return fetches;
    }

    private static Range chunks(Stretch stretch) {
        return new Range(stretch.first(), stretch.end());
    }

    private static Range bytes(Stretch stretch) {
        return new Range(stretch.firstByte(), stretch.lastByte());
    }

    /// Chunks without the last, bytes with it, as the protocol has them.
    record Range(int start, int end) {}

    record TermJson(
            String hash, @JsonProperty("unpacked_length") int rawBytes, Range range) {
        static TermJson of(Term term) {
            return new TermJson(term.xorb().toString(), term.rawBytes(), new Range(term.start(), term.end()));
        }
    }

    /// Version 1 of an answer.
    record First(
            @JsonProperty("offset_into_first_range") long skipBytes,
            List<TermJson> terms,
            @JsonProperty("fetch_info") Map<String, List<Fetch>> fetches) {}

    record Fetch(
            Range range,
            String url,
            @JsonProperty("url_range") Range bytes) {}

    /// Version 2.
    record Second(
            @JsonProperty("offset_into_first_range") long skipBytes,
            List<TermJson> terms,
            Map<String, List<Entry>> xorbs) {}

    record Entry(String url, List<Ranges> ranges) {}

    record Ranges(Range chunks, Range bytes) {}

    /// The answer about several files.
    record Batch(
            Map<String, List<TermJson>> files,
            @JsonProperty("fetch_info") Map<String, List<Fetch>> fetches) {}
}
