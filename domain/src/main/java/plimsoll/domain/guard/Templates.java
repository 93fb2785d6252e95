package plimsoll.domain.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Jailbreaks that go from hand to hand, by their sketches: who sends one has not written it, and changed little of it.
public final class Templates {
    /// What such a text is told to be.
    public static final String SIGN = "a known jailbreak";

    /// So much of it is the same: half the runs of three words, and most words then. No harmless text that was looked
    /// at comes near.
    private static final double ENOUGH = 0.4;
    /// Of what is kept, none says another again.
    private static final double NEARLY_ONE = 0.7;

    private static final int MOST = 2_000;

    private final List<Sketch> known;

    private Templates(List<Sketch> known) {
        this.known = List.copyOf(known);
    }

    /// Those of some texts; short ones and repetitions are left out.
    public static Templates of(List<String> texts) {
        var known = new ArrayList<Sketch>();
        for (var text : texts) {
            Sketch.of(text)
                    .filter(sketch -> known.size() < MOST
                            && known.stream().allMatch(other -> sketch.likeness(other) < NEARLY_ONE))
                    .ifPresent(known::add);
        }
        return new Templates(known);
    }

    /// How many there are.
    public int count() {
        return known.size();
    }

    /// How like the likest of them a text is, from 0 to 1.
    public double likeness(String text) {
        return Sketch.of(text)
                .map(sketch ->
                        known.stream().mapToDouble(sketch::likeness).max().orElse(0))
                .orElse(0.0);
    }

    /// Whether a text is one of them, a little changed.
    public boolean has(String text) {
        return likeness(text) >= ENOUGH;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeShort(known.size());
        for (var sketch : known) {
            sketch.write(out);
        }
    }

    static Templates read(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        if (count > MOST) {
            throw new IOException("%d templates, more than %d".formatted(count, MOST));
        }
        var known = new ArrayList<Sketch>();
        for (int i = 0; i < count; i++) {
            known.add(Sketch.read(in));
        }
        return new Templates(known);
    }
}
