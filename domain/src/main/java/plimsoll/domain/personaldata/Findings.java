package plimsoll.domain.personaldata;

import java.util.Comparator;
import java.util.List;

/// What was found in one file or in several: counts, and nothing that was found itself.
///
/// @param counts one for each kind and certainty of which there is any, the most certain first
/// @param samples a few findings of each, masked, for those who own the file
public record Findings(List<Count> counts, List<Sample> samples) {
    private static final Comparator<Count> ORDER =
            Comparator.comparing(Count::certainty).reversed().thenComparing(Count::kind);

    /// Nothing was found.
    public static final Findings NONE = new Findings(List.of(), List.of());

    public Findings {
        counts = counts.stream().sorted(ORDER).toList();
        samples = List.copyOf(samples);
    }

    /// How often something of a kind was found.
    ///
    /// @param kind what
    /// @param certainty how certain
    /// @param findings how often
    /// @param distinct how many different values
    /// @param more whether there are more different values than were counted
    public record Count(Kind kind, Certainty certainty, long findings, long distinct, boolean more) {}

    /// A finding, masked.
    ///
    /// @param kind what it is
    /// @param certainty how certain that is
    /// @param masked its first and last character
    /// @param row which row or line of the file it is in, from 1; 0 where that is not known
    public record Sample(Kind kind, Certainty certainty, String masked, long row) {}

    /// How many findings of a kind have this certainty.
    public long of(Kind kind, Certainty certainty) {
        return counts.stream()
                .filter(count -> count.kind() == kind && count.certainty() == certainty)
                .mapToLong(Count::findings)
                .sum();
    }

    /// How many findings of kinds of a group have this certainty.
    public long of(Kind.Group group, Certainty certainty) {
        return counts.stream()
                .filter(count -> count.kind().group() == group && count.certainty() == certainty)
                .mapToLong(Count::findings)
                .sum();
    }
}
