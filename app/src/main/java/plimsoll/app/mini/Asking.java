package plimsoll.app.mini;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Questions of the grammar that Mini learns from, and of other grammars written like it, for whoever else learns from
/// our own words. The same seed gives the same questions.
public final class Asking {
    /// How often a grammar is asked for another text before it counts as told out.
    private static final int TRIES = 20;

    private final Deeds deeds;
    private final Dice dice;

    /// Beginning with `seed`.
    public Asking(long seed) {
        var forms = Lists.named("forms.txt");
        deeds = new Deeds(forms, new Speech(forms));
        dice = new Dice(seed);
    }

    /// What is asked for and the code of its hazard.
    public record Harm(String text, String hazard) {}

    /// `count` questions for harm, over all hazards.
    public Set<Harm> harmful(int count) {
        return distinct(count, () -> {
            var hazard = deeds.hazard(dice);
            return new Harm(deeds.harmful(hazard, dice).text(), hazard.code());
        });
    }

    /// `count` questions that are put like those and ask for nothing bad.
    public Set<String> harmless(int count) {
        return distinct(count, () -> deeds.harmless(dice).text());
    }

    /// `count` texts of the list `root` of another grammar.
    ///
    /// @param grammar its text, in the form of this room's files
    public Set<String> drawn(String grammar, String root, int count) {
        var lists = Lists.in(grammar);
        return distinct(count, () -> Speech.sentences(fill(dice.pick(lists.getOrDefault(root, List.of())), lists)));
    }

    private String fill(String pattern, Map<String, List<String>> lists) {
        return Pattern.say(pattern, dice, name -> fill(dice.pick(lists.getOrDefault(name, List.of())), lists));
    }

    private static <T> Set<T> distinct(int count, Supplier<T> draw) {
        var drawn = new LinkedHashSet<T>();
        for (long tries = 0; drawn.size() < count && tries < (long) count * TRIES; tries++) {
            drawn.add(draw.get());
        }
        return drawn;
    }
}
