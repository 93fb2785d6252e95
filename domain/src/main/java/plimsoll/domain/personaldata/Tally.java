package plimsoll.domain.personaldata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Counts what is found. Of a value it keeps no more than a salted hash, to tell how many different ones there are, and
/// of a few the first and the last character. For one thread.
public final class Tally implements TextScan.Found {
    /// So many different values of one kind and certainty are told apart.
    public static final int MOST_DISTINCT = 50_000;

    private static final int MOST_SAMPLES = 3;

    private final byte[] salt;
    private final MessageDigest sha256;
    private final Map<Kind, Map<Certainty, Counter>> counters = new EnumMap<>(Kind.class);
    private final List<Findings.Sample> samples = new ArrayList<>();
    private long row;

    /// Counts, with hashes that only this count can make.
    ///
    /// @param salt random bytes that are not kept
    public Tally(byte[] salt) {
        this.salt = salt.clone();
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static final class Counter {
        private final Set<Long> hashes = new HashSet<>();
        private long findings;
        private boolean more;
    }

    /// What is found from now on is in this row or line, from 1; in 0 when nobody knows.
    public void row(long number) {
        row = number;
    }

    @Override
    public void found(Kind kind, Certainty certainty, String value) {
        var counter = counters.computeIfAbsent(kind, _ -> new EnumMap<>(Certainty.class))
                .computeIfAbsent(certainty, _ -> new Counter());
        counter.findings++;
        if (counter.findings <= MOST_SAMPLES) {
            samples.add(new Findings.Sample(kind, certainty, Mask.of(value), row));
        }
        if (!counter.more) {
            long hash = hash(value);
            if (counter.hashes.size() < MOST_DISTINCT) {
                counter.hashes.add(hash);
            } else {
                counter.more = !counter.hashes.contains(hash);
            }
        }
    }

    // The same number with other separators is the same number.
    private long hash(String value) {
        sha256.update(salt);
        var plain = value.toLowerCase(Locale.ROOT).replaceAll("[\\s().-]", "");
        var digest = sha256.digest(plain.getBytes(StandardCharsets.UTF_8));
        long hash = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            hash = (hash << Byte.SIZE) | (digest[i] & 0xff);
        }
        return hash;
    }

    /// What was found so far.
    public Findings findings() {
        var counts = new ArrayList<Findings.Count>();
        counters.forEach((kind, byCertainty) -> byCertainty.forEach((certainty, counter) -> counts.add(
                new Findings.Count(kind, certainty, counter.findings, counter.hashes.size(), counter.more))));
        return new Findings(counts, samples);
    }
}
