package plimsoll.hub.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Verdict;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.MisuseRecords.Past;

/// Which messages were judged before, and what was last stopped: in memory, by keyed hashes and features. What another
/// process has judged, or this one before a restart, is read from the records once. Any number of threads.
final class Judged {
    private static final int MOST = 50_000;
    private static final int MOST_ACCOUNTS = 5_000;
    /// So much of two questions is the same when one repeats the other.
    private static final double ALIKE = 0.6;

    private static final int COMPARED_CHARACTERS = 2_000;

    private final SecretKeySpec key;
    /// So many questions that were stopped are remembered of each account, to know another try of one.
    private static final int MOST_TRIES = 8;

    private final Map<String, Past> hashes = Collections.synchronizedMap(new Recent<>(MOST));
    private final Map<String, List<Set<Integer>>> stopped = Collections.synchronizedMap(new Recent<>(MOST_ACCOUNTS));

    Judged(Bytes key) {
        this.key = new SecretKeySpec(key.toArray(), "HmacSHA256");
    }

    /// What names a text of an account's; without the key nobody finds out the text by trying.
    String hash(Namespace account, Side side, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(account.key().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(side.name().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /// Takes over what was judged elsewhere, where it is not known yet.
    void recall(Map<String, Past> known) {
        known.forEach(hashes::putIfAbsent);
    }

    boolean has(String hash) {
        return hashes.containsKey(hash);
    }

    /// Whether a message was stopped.
    boolean wasStopped(String hash) {
        var past = hashes.get(hash);
        return past != null && past.stopped();
    }

    /// How harmful a message was taken for, from 0 to 1.
    double harm(String hash) {
        var past = hashes.get(hash);
        return past == null ? 0 : past.harm();
    }

    /// Whether a text says again what was stopped.
    boolean isLike(Namespace account, String text) {
        var before = stopped.getOrDefault(account.key(), List.of());
        if (before.isEmpty()) {
            return false;
        }
        var now = features(text);
        return before.stream().anyMatch(one -> {
            long same = now.stream().filter(one::contains).count();
            return same >= ALIKE * (now.size() + one.size() - same);
        });
    }

    void keep(Namespace account, String hash, String text, Verdict verdict) {
        hashes.put(hash, new Past(verdict.scores().harmful(), verdict.blocks()));
        if (verdict.blocks() && verdict.side() == Side.QUESTION) {
            stopped.merge(
                    account.key(),
                    List.of(features(text)),
                    (old, more) -> Stream.concat(more.stream(), old.stream())
                            .limit(MOST_TRIES)
                            .toList());
        }
    }

    private static Set<Integer> features(String text) {
        var features = new TreeSet<Integer>();
        for (int feature : Features.of(text.substring(0, Math.min(COMPARED_CHARACTERS, text.length())))) {
            features.add(feature);
        }
        return features;
    }
}
