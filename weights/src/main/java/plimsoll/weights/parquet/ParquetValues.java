package plimsoll.weights.parquet;

import java.io.IOException;

/// Where values go.
public interface ParquetValues {
    /// A value of bytes: text in UTF-8, where the column is text.
    ///
    /// @param row the number of the row it is in, from 0
    /// @param bytes hold it, and are used again for others
    void bytes(long row, byte[] bytes, int from, int to) throws IOException;

    /// A whole number.
    ///
    /// @param row the number of the row it is in, from 0
    void number(long row, long value) throws IOException;
}
