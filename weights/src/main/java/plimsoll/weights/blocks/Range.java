package plimsoll.weights.blocks;

/// The least and the greatest of some numbers.
record Range(float least, float greatest) {
    static Range of(float[] from, int at, int count) {
        float least = from[at];
        float greatest = from[at];
        for (int i = at + 1; i < at + count; i++) {
            // Of two zeros the first counts, whatever its sign: Math.min would look at it.
            least = from[i] < least ? from[i] : least;
            greatest = from[i] > greatest ? from[i] : greatest;
        }
        return new Range(least, greatest);
    }

    float width() {
        return greatest - least;
    }
}
