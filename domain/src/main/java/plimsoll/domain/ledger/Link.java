package plimsoll.domain.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import plimsoll.domain.content.Sha256;

/// One deed's place in the chain: each link's hash covers the hash before it, so that no deed can be changed, moved or
/// taken out without every later hash disagreeing.
///
/// @param position counted from 0
/// @param at when, to the millisecond
/// @param deed what was done
/// @param hash SHA-256 over the previous hash, position, time and deed, each field behind its length
public record Link(long position, Instant at, Deed deed, Sha256 hash) {
    /// What the first link takes for the hash before it: 64 zeros.
    public static final Sha256 BEFORE_THE_FIRST = new Sha256("0".repeat(64));

    /// The link that continues a chain whose last hash is `previous`.
    public static Link after(Sha256 previous, long position, Instant at, Deed deed) {
        return new Link(position, at, deed, hash(previous, position, at, deed));
    }

    /// Whether this link is what its place in the chain says.
    public boolean follows(Sha256 previous) {
        return hash.equals(hash(previous, position, at, deed));
    }

    private static Sha256 hash(Sha256 previous, long position, Instant at, Deed deed) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, previous.hex());
            out.writeLong(position);
            out.writeLong(at.toEpochMilli());
            write(out, deed.kind().name());
            write(out, deed.actor());
            write(out, deed.subject());
            out.writeInt(deed.details().size());
            for (var detail : deed.details().entrySet()) {
                write(out, detail.getKey());
                write(out, detail.getValue());
            }
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
