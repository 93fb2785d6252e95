package plimsoll.weights.findings;

import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects what is found in one file and in what it holds. One thread.
public final class Findings {
    /// Nobody reads more; a file may hold millions.
    private static final int MOST = 100;

    /// The longest path of a member that is told.
    private static final int MOST_PATH = 200;

    private final Kept kept;
    private final String member;

    private static final class Kept {
        private final List<Finding> list = new ArrayList<>();
        private Verdict worst = Verdict.SAFE;
    }

    /// Nothing found yet.
    public Findings() {
        this(new Kept(), "");
    }

    private Findings(Kept kept, String member) {
        this.kept = kept;
        this.member = member;
    }

    /// The same collection, for what is found in a member of the archive that this one speaks of.
    public Findings in(String name) {
        var plain = quoted(name).replace("\"", "");
        var path = member.isEmpty() ? plain : member + "!" + plain;
        return new Findings(kept, path.substring(0, Math.min(path.length(), MOST_PATH)));
    }

    /// Adds one. Past a hundred only what is worse than all before is kept.
    public void add(Verdict verdict, String code, long offset, String reason) {
        if (kept.list.size() < MOST || verdict.compareTo(kept.worst) > 0) {
            kept.list.add(new Finding(verdict, code, reason, member, offset));
        }
        kept.worst = kept.worst.or(verdict);
    }

    /// The worst of all.
    public Verdict verdict() {
        return kept.worst;
    }

    /// All that were kept, in the order they were found.
    public List<Finding> all() {
        return List.copyOf(kept.list);
    }

    /// The first of the worst: the reason for the verdict. Empty when nothing was found.
    public Optional<Finding> reason() {
        return kept.list.stream()
                .filter(finding -> finding.verdict() == kept.worst)
                .findFirst();
    }
}
