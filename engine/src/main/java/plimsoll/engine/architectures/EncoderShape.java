package plimsoll.engine.architectures;

/// The shape of a sentence encoder of BERT's kind (Devlin et al. 2018): every token looks at every other, and one
/// vector is made of them all.
///
/// @param width numbers in the hidden state of one token, and in the vector
/// @param feedForward numbers between the two halves of a feed-forward layer
/// @param positions the longest text, its frame among it
/// @param epsilon of the norms
public record EncoderShape(
        int layers,
        int width,
        int heads,
        int feedForward,
        int vocabulary,
        int positions,
        float epsilon,
        Pooling pooling) {
    /// How one vector is made of those of all tokens.
    public enum Pooling {
        /// Their mean.
        MEAN,
        /// That of the first, which stands for the text.
        FIRST
    }

    public EncoderShape {
        if (layers < 1 || heads < 1 || width < 1 || width % heads != 0) {
            throw new IllegalArgumentException("%d layers of %d heads, %d wide".formatted(layers, heads, width));
        }
        if (feedForward < 1 || vocabulary < 1 || positions < 2 || !(epsilon >= 0)) {
            throw new IllegalArgumentException("%d in between, %d tokens, %d positions, an epsilon of %s"
                    .formatted(feedForward, vocabulary, positions, epsilon));
        }
    }

    /// Numbers in one head.
    public int headDim() {
        return width / heads;
    }
}
