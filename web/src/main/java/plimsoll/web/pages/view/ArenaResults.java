package plimsoll.web.pages.view;

import java.util.List;

/// What blind votes say of models.
///
/// @param votes how many there are
public record ArenaResults(int votes, List<Line> lines, List<Pair> pairs) {
    public ArenaResults {
        lines = List.copyOf(lines);
        pairs = List.copyOf(pairs);
    }

    /// How strong a model is.
    public record Line(String model, String score, String range, String votes, String won) {}

    /// How two fared.
    public record Pair(String first, String second, int firstWins, int secondWins, int ties) {}
}
