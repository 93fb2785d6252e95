package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.line.RulePack;

/// Holds releases to the line when it moved by itself: a pack was adopted, its day has come or gone, or an exemption is
/// over.
public final class FollowRules {
    private final PackShelf shelf;
    private final Exemptions exemptions;
    private final HoldReleases hold;
    private final InstantSource clock;
    private List<Sha256> followed = List.of();
    private Instant looked = Instant.EPOCH;

    /// With what it needs. The first turn looks at everything.
    public FollowRules(PackShelf shelf, Exemptions exemptions, HoldReleases hold, InstantSource clock) {
        this.shelf = shelf;
        this.exemptions = exemptions;
        this.hold = hold;
        this.clock = clock;
    }

    /// Closes what has come to be above the line since the last turn. One thread at a time.
    public synchronized void turn() {
        shelf.reload();
        var now = clock.instant();
        var binding = shelf.at(now, List.of()).stream().map(RulePack::sha256).toList();
        if (binding.equals(followed)) {
            exemptions.ended(looked, now).forEach(hold::hold);
        } else {
            hold.sweep();
        }
        followed = binding;
        looked = now;
    }
}
