package plimsoll.engine.training;

/// One conversation in tokens, and which of them are to be learned. Immutable.
public final class Sample {
    private final char[] tokens;
    private final boolean[] answers;

    /// @param tokens below 65,536
    /// @param answers for each token, whether it is one that the model is to write
    public Sample(int[] tokens, boolean[] answers) {
        if (tokens.length != answers.length) {
            throw new IllegalArgumentException(tokens.length + " tokens, " + answers.length + " marks");
        }
        this.tokens = new char[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] < 0 || tokens[i] > Character.MAX_VALUE) {
                throw new IllegalArgumentException("token " + tokens[i]);
            }
            this.tokens[i] = (char) tokens[i];
        }
        this.answers = answers.clone();
    }

    /// How many tokens.
    public int length() {
        return tokens.length;
    }

    int token(int position) {
        return tokens[position];
    }

    boolean isAnswer(int position) {
        return answers[position];
    }
}
