package plimsoll.engine.training;

import java.util.List;

/// Whole samples one behind the other, as one worker goes through them in one step. Attention stays within a sample and
/// positions begin anew in each.
final class Pack {
    /// No token is to be learned here.
    static final int NOTHING = -1;

    final int[] tokens;
    final int[] positions;

    /// What each position is to foretell, or [#NOTHING].
    final int[] targets;

    /// Where each sample begins, and behind the last where all end.
    final int[] begins;

    final int answers;

    Pack(List<Sample> samples) {
        int length = samples.stream().mapToInt(Sample::length).sum();
        tokens = new int[length];
        positions = new int[length];
        targets = new int[length];
        begins = new int[samples.size() + 1];
        int at = 0;
        int learned = 0;
        for (int i = 0; i < samples.size(); i++) {
            var sample = samples.get(i);
            begins[i] = at;
            for (int p = 0; p < sample.length(); p++, at++) {
                tokens[at] = sample.token(p);
                positions[at] = p;
                boolean counts = p + 1 < sample.length() && sample.isAnswer(p + 1);
                targets[at] = counts ? sample.token(p + 1) : NOTHING;
                learned += counts ? 1 : 0;
            }
        }
        begins[samples.size()] = length;
        answers = learned;
    }

    int length() {
        return tokens.length;
    }
}
