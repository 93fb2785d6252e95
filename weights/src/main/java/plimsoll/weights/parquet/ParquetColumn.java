package plimsoll.weights.parquet;

/// A column at the end of the tree of a file's fields.
///
/// @param name the names of the fields that lead to it, joined by dots, without those that only make lists
/// @param type how its values are written
/// @param text whether its values are text
/// @param width of values of a fixed width, in bytes
/// @param repetition how often a field above it may be repeated
/// @param definition how many fields down to it may be missing
public record ParquetColumn(String name, Type type, boolean text, int width, int repetition, int definition) {
    /// How values are written, by the number that the format gives it.
    public enum Type {
        BOOLEAN,
        INT32,
        INT64,
        INT96,
        FLOAT,
        DOUBLE,
        BYTE_ARRAY,
        FIXED_LEN_BYTE_ARRAY;

        static Type of(long number) throws MalformedParquet {
            if (number < 0 || number >= values().length) {
                throw new MalformedParquet("a column is of no known type");
            }
            return values()[(int) number];
        }
    }

    /// Whether its values are read here: those of bytes, and whole numbers.
    public boolean isRead() {
        return type == Type.BYTE_ARRAY || type == Type.INT32 || type == Type.INT64;
    }
}
