package plimsoll.hub.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plimsoll.domain.line.RulePack;

/// The packs of rules that this hub has, read: those that are shipped, and in their place those that were adopted. Safe
/// for use by any number of threads.
public final class PackShelf {
    private final PackText reader;
    private final Packs packs;
    private volatile Read read = new Read(Map.of(), List.of());

    private record Read(Map<String, String> texts, List<RulePack> packs) {}

    /// With all packs, read by `reader`.
    public PackShelf(PackText reader, Packs packs) {
        this.reader = reader;
        this.packs = packs;
        reload();
    }

    /// Reads what was adopted since.
    public void reload() {
        var texts = new HashMap<String, String>();
        ShippedPacks.IDS.forEach(id -> texts.put(id, ShippedPacks.text(id).orElseThrow()));
        packs.adopted().forEach(pack -> texts.put(pack.id(), pack.text()));
        if (!texts.equals(read.texts)) {
            read = new Read(
                    texts,
                    new TreeMap<>(texts).values().stream().map(this::read).toList());
        }
    }

    /// All of them, by id.
    public List<RulePack> all() {
        return read.packs;
    }

    /// The text of a pack; empty text where there is none of this id.
    public String text(String id) {
        return read.texts.getOrDefault(id, "");
    }

    /// Those that bind at this time, and those that are asked about besides.
    ///
    /// @param besides ids of packs that count whether they bind or not
    public List<RulePack> at(Instant now, Collection<String> besides) {
        return read.packs.stream()
                .filter(pack -> pack.binds(now) || besides.contains(pack.id()))
                .toList();
    }

    /// Those that would bind at this time with these in place of those of the same id.
    List<RulePack> with(Instant now, List<RulePack> instead) {
        Set<String> ids = instead.stream().map(RulePack::id).collect(Collectors.toSet());
        var all = new ArrayList<>(read.packs);
        all.removeIf(pack -> ids.contains(pack.id()));
        all.addAll(instead);
        return all.stream().filter(pack -> pack.binds(now)).toList();
    }

    private RulePack read(String text) {
        try {
            return reader.read(text);
        } catch (BadRule broken) {
            throw new IllegalStateException("a pack that was read before cannot be read", broken);
        }
    }
}
