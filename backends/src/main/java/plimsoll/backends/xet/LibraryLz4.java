package plimsoll.backends.xet;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import plimsoll.domain.xet.Lz4;

/// LZ4's blocks by lz4-java, in the variant that is plain Java: bytes of strangers meet no native code and no `Unsafe`.
///
/// Stateless: any number of threads may use one.
public final class LibraryLz4 implements Lz4 {
    private final LZ4SafeDecompressor decompressor;
    private final LZ4Compressor compressor;

    /// Looks the library's variant up once.
    public LibraryLz4() {
        var factory = LZ4Factory.safeInstance();
        this.decompressor = factory.safeDecompressor();
        this.compressor = factory.fastCompressor();
    }

    @Override
    public int decompress(byte[] block, int from, int sizeBytes, byte[] out, int at, int end) {
        try {
            return decompressor.decompress(block, from, sizeBytes, out, at, end - at);
        } catch (LZ4Exception malformed) {
            return -1;
        }
    }

    @Override
    public int compress(byte[] raw, int from, int sizeBytes, byte[] out, int at, int end) {
        try {
            return compressor.compress(raw, from, sizeBytes, out, at, end - at);
        } catch (LZ4Exception noRoom) {
            return -1;
        }
    }
}
