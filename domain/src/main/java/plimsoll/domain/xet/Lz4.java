package plimsoll.domain.xet;

/// LZ4's blocks, without the frames around them: a library's work.
///
/// Stateless: any number of threads may use one.
public interface Lz4 {
    /// Decompresses a block that refers to nothing before it.
    ///
    /// @param at where in `out` its first byte goes
    /// @param end where in `out` it must have ended
    /// @return how many bytes it holds, or -1 when it is malformed or holds more than fit
    int decompress(byte[] block, int from, int sizeBytes, byte[] out, int at, int end);

    /// Compresses into one block.
    ///
    /// @param end where in `out` it must have ended
    /// @return how many bytes the block has, or -1 when it has more than fit
    int compress(byte[] raw, int from, int sizeBytes, byte[] out, int at, int end);
}
