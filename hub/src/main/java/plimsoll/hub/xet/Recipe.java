package plimsoll.hub.xet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;

/// How a file is put together: stretches of xorbs, one behind the other.
///
/// @param file the file, which its bytes were hashed to be
/// @param terms the stretches; their raw sizes add up to the file's
public record Recipe(Pointer file, List<Term> terms) {
    /// A file of 500 GB out of the smallest xorbs that clients make has some 500,000 terms; more is padding.
    public static final int MAX_TERMS = 1_000_000;

    private static final int PACKED_BYTES = XetHash.BYTES + 3 * Integer.BYTES;

    public Recipe {
        terms = List.copyOf(terms);
        long sum = terms.stream().mapToLong(Term::rawBytes).sum();
        if (sum != file.sizeBytes()) {
            throw new IllegalArgumentException("terms of %d bytes make no file of %d".formatted(sum, file.sizeBytes()));
        }
    }

    /// The terms as bytes.
    public byte[] packedTerms() {
        var packed = new byte[PACKED_BYTES * terms.size()];
        var buffer = ByteBuffer.wrap(packed);
        for (var term : terms) {
            term.xorb().write(packed, buffer.position());
            buffer.position(buffer.position() + XetHash.BYTES);
            buffer.putInt(term.start()).putInt(term.end()).putInt(term.rawBytes());
        }
        return packed;
    }

    /// Reads what `packedTerms` wrote.
    public static Recipe unpack(Pointer file, byte[] packed) {
        var buffer = ByteBuffer.wrap(packed);
        var terms = new ArrayList<Term>(packed.length / PACKED_BYTES);
        while (buffer.hasRemaining()) {
            var xorb = XetHash.of(packed, buffer.position());
            buffer.position(buffer.position() + XetHash.BYTES);
            terms.add(new Term(xorb, buffer.getInt(), buffer.getInt(), buffer.getInt()));
        }
        return new Recipe(file, terms);
    }
}
