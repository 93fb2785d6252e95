package plimsoll.domain.xet;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree over chunks in their order, whose root names a xorb and, hashed once more, a file. The names
/// themselves decide where a group of siblings ends, so an edit changes few nodes.
///
/// Takes chunks one by one and keeps at most nine nodes of each level. Not for more than one thread.
public final class ChunkTree {
    /// A group ends after its third node or later, at the first whose name says so, and never has more than nine.
    private static final int LEAST_SIBLINGS = 3;

    private static final int MOST_SIBLINGS = 9;

    private record Node(XetHash name, long sizeBytes) {
        boolean endsGroup() {
            return (name.fourth() & 3) == 0;
        }
    }

    private static final class Level {
        private final List<Node> group = new ArrayList<>(MOST_SIBLINGS);
        private boolean hasGroups;
    }

    private final Hashing hashing;
    private final List<Level> levels = new ArrayList<>();

    ChunkTree(Hashing hashing) {
        this.hashing = hashing;
    }

    /// Appends a chunk.
    ///
    /// @param sizeBytes its raw size
    public void add(XetHash chunk, long sizeBytes) {
        add(0, new Node(chunk, sizeBytes));
    }

    /// The root over what was added, which ends the tree: [XetHash#ZERO] over nothing, the chunk's own name over one.
    public XetHash root() {
        for (int height = 0; height < levels.size(); height++) {
            var level = levels.get(height);
            if (!level.hasGroups && level.group.size() == 1) {
                return level.group.getFirst().name();
            }
            if (!level.group.isEmpty()) {
                close(height, level);
            }
        }
        return XetHash.ZERO;
    }

    private void add(int height, Node node) {
        if (height == levels.size()) {
            levels.add(new Level());
        }
        var level = levels.get(height);
        level.group.add(node);
        int siblings = level.group.size();
        if (siblings == MOST_SIBLINGS || (siblings >= LEAST_SIBLINGS && node.endsGroup())) {
            close(height, level);
        }
    }

    private void close(int height, Level level) {
        var text = new StringBuilder();
        long sizeBytes = 0;
        for (var child : level.group) {
            text.append(child.name())
                    .append(" : ")
                    .append(Long.toUnsignedString(child.sizeBytes()))
                    .append('\n');
            sizeBytes += child.sizeBytes();
        }
        level.group.clear();
        level.hasGroups = true;
        add(height + 1, new Node(hashing.node(text.toString()), sizeBytes));
    }
}
