package plimsoll.hub.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import plimsoll.domain.line.RulePack;

/// The packs of rules that this hub has, read. Safe for use by any number of threads.
public final class PackShelf {
    private final List<RulePack> packs;

    /// With the packs that are shipped, read by `reader`.
    public PackShelf(PackText reader) {
        var read = new ArrayList<RulePack>();
        for (var id : ShippedPacks.IDS) {
            try {
                read.add(reader.read(ShippedPacks.text(id).orElseThrow()));
            } catch (BadRule broken) {
                throw new IllegalStateException("the shipped pack %s cannot be read".formatted(id), broken);
            }
        }
        packs = List.copyOf(read);
    }

    /// All of them, by id.
    public List<RulePack> all() {
        return packs;
    }

    /// Those that bind at this time, and those that are asked about besides.
    ///
    /// @param besides ids of packs that count whether they bind or not
    public List<RulePack> at(Instant now, Collection<String> besides) {
        return packs.stream()
                .filter(pack -> pack.binds(now) || besides.contains(pack.id()))
                .toList();
    }
}
