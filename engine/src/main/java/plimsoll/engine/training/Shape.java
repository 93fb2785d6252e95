package plimsoll.engine.training;

/// The sizes of a transformer of the Llama form, with the output tied to the embedding.
///
/// @param dimension numbers per token between the layers
/// @param heads queries per token and layer
/// @param keyValueHeads keys and values per token and layer; each serves `heads / keyValueHeads` queries
/// @param headSize numbers per head, even
/// @param feedForward width of the gated layer
/// @param vocabulary tokens; 0 where it is not known yet
/// @param context the longest sample, in tokens
/// @param ropeBase base of the rotary positions' angles
/// @param epsilon what the norms add to the mean square
public record Shape(
        int dimension,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        int feedForward,
        int vocabulary,
        int context,
        double ropeBase,
        double epsilon) {
    /// In place of the size of a vocabulary: that of the tokenizer.
    static final int AS_THE_TOKENIZER = 0;

    /// Beyond this, an array cannot hold the weights.
    private static final long MOST_PARAMETERS = 1L << 30;

    /// @throws IllegalArgumentException with a sentence that names the size that is wrong
    public Shape {
        require(dimension > 0, "dimension must be above 0");
        require(layers > 0, "layers must be above 0");
        require(keyValueHeads > 0 && heads % keyValueHeads == 0 && heads > 0, "heads must be a multiple of kv_heads");
        require(headSize > 0 && headSize % 2 == 0, "head_size must be even and above 0");
        require(feedForward > 0, "feed_forward must be above 0");
        require(vocabulary >= 0, "vocabulary must not be below 0");
        require(context > 1, "context must be above 1");
        require(ropeBase > 1 && epsilon > 0, "rope_base must be above 1 and epsilon above 0");
        require(
                parameters(dimension, layers, heads + 2L * keyValueHeads, heads, headSize, feedForward, vocabulary)
                        <= MOST_PARAMETERS,
                "a model of more than 2^30 parameters is not trained here");
    }

    /// The same with another vocabulary.
    Shape withVocabulary(int tokens) {
        return new Shape(
                dimension, layers, heads, keyValueHeads, headSize, feedForward, tokens, context, ropeBase, epsilon);
    }

    /// Columns of the queries of a token, over all heads.
    int queries() {
        return heads * headSize;
    }

    /// Columns of the keys of a token, over all heads; the values have as many.
    int keys() {
        return keyValueHeads * headSize;
    }

    /// Columns of queries, keys and values together.
    int attention() {
        return queries() + 2 * keys();
    }

    /// How many numbers the model learns.
    public int parameters() {
        return (int)
                parameters(dimension, layers, heads + 2L * keyValueHeads, heads, headSize, feedForward, vocabulary);
    }

    private static long parameters(
            long dimension, long layers, long allHeads, long heads, long headSize, long feedForward, long vocabulary) {
        long layer = 2 * dimension
                + allHeads * headSize * dimension
                + dimension * heads * headSize
                + 3 * feedForward * dimension;
        return vocabulary * dimension + layers * layer + dimension;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
