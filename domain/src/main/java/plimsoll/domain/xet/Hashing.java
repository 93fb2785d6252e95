package plimsoll.domain.xet;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the names Xet gives: of chunks, of what is made of chunks, and of terms. Each kind of thing has a key of its
/// own, so that no name of one kind is ever one of another.
///
/// Stateless: any number of threads may use one.
public final class Hashing {
    private static final Blake3Key CHUNK = Blake3Key.of(
            102, 151, 245, 119, 91, 149, 80, 222, 49, 53, 203, 172, 165, 151, 24, 28, 157, 228, 33, 16, 155, 235, 43,
            88, 180, 208, 176, 75, 147, 173, 242, 41);
    private static final Blake3Key NODE = Blake3Key.of(
            1, 126, 197, 199, 165, 71, 41, 150, 253, 148, 102, 102, 180, 138, 2, 230, 93, 221, 83, 111, 55, 199, 109,
            210, 248, 99, 82, 230, 74, 83, 113, 63);
    private static final Blake3Key TERM = Blake3Key.of(
            127, 24, 87, 214, 206, 86, 237, 102, 18, 127, 249, 19, 231, 165, 195, 243, 164, 205, 38, 213, 181, 219, 73,
            230, 65, 36, 152, 127, 40, 251, 148, 195);
    private static final Blake3Key FILE = Blake3Key.of(new byte[Blake3.KEY_BYTES]);

    private final Blake3 blake3;

    /// @param kernel what computes
    public Hashing(Blake3Kernel kernel) {
        this.blake3 = new Blake3(kernel);
    }

    /// The name of a chunk with these raw bytes.
    public XetHash chunk(byte[] bytes, int from, int sizeBytes) {
        return blake3.hash(CHUNK, bytes, from, sizeBytes);
    }

    /// The names of a file's first chunk, as each kind of client cuts it: the one that they ask about.
    ///
    /// @param start the file's first [Chunker#MAX_BYTES] bytes, or all of them; none is no chunk
    public Set<XetHash> firstChunks(byte[] start) {
        var names = new HashSet<XetHash>();
        for (var chunker : List.of(new Chunker(), Chunker.ofJavaScript())) {
            int end = chunker.cut(start, 0, start.length);
            if (start.length > 0) {
                names.add(chunk(start, 0, end < 0 ? start.length : end));
            }
        }
        return names;
    }

    /// Begins the tree over the chunks of a xorb or of a file.
    public ChunkTree tree() {
        return new ChunkTree(this);
    }

    /// The name of a file with this root over all its chunks.
    public XetHash file(XetHash root) {
        return root.equals(XetHash.ZERO) ? root : keyed(FILE, root);
    }

    /// What proves, in a shard, that its author knows the names of a term's chunks.
    public XetHash verification(List<XetHash> chunks) {
        var names = new byte[XetHash.BYTES * chunks.size()];
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).write(names, XetHash.BYTES * i);
        }
        return blake3.hash(TERM, names, 0, names.length);
    }

    /// A chunk's name under a key that only some know: how answers about duplicates list chunks.
    public XetHash keyed(Blake3Key key, XetHash chunk) {
        return blake3.hash(key, chunk.toBytes(), 0, XetHash.BYTES);
    }

    /// The name of a node of [ChunkTree], whose children are written down as text.
    XetHash node(String children) {
        var text = children.getBytes(StandardCharsets.US_ASCII);
        return blake3.hash(NODE, text, 0, text.length);
    }
}
