package plimsoll.app.mini;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Deeds that somebody may ask for, harmful ones by hazard and harmless ones, and the ways of asking.
final class Deeds {
    /// A kind of harm, by the code and name of the taxonomy that guards share.
    record Hazard(String code, String name, List<String> deeds) {
        Hazard {
            deeds = List.copyOf(deeds);
        }
    }

    /// A question about a deed.
    record Asked(String text, boolean held) {}

    /// Ways of asking for a deed that hope to be let through are this rare: one question in so many.
    private static final int TRICK_ONE_IN = 4;

    private final List<Hazard> hazards = new ArrayList<>();
    private final List<List<String>> harmless;
    private final List<String> how;
    private final List<String> tricks;
    private final Speech speech;

    Deeds(Map<String, List<String>> forms, Speech speech) {
        how = forms.getOrDefault("how", List.of());
        tricks = forms.getOrDefault("tricks", List.of());
        this.speech = speech;
        Lists.named("hazards.txt").forEach((title, deeds) -> {
            int blank = title.indexOf(' ');
            hazards.add(new Hazard(title.substring(0, blank), title.substring(blank + 1), deeds));
        });
        harmless = List.copyOf(Lists.named("harmless.txt").values());
    }

    Hazard hazard(Dice dice) {
        return dice.pick(hazards);
    }

    Asked harmful(Hazard hazard, Dice dice) {
        return ask(hazard.deeds(), dice);
    }

    Asked harmless(Dice dice) {
        return ask(dice.pick(harmless), dice);
    }

    /// Whole deeds are held out, and whole ways of asking: a question is held when either is.
    private Asked ask(List<String> deeds, Dice dice) {
        var deed = Pattern.say(dice.pick(deeds), dice);
        var form = dice.pick(dice.oneIn(TRICK_ONE_IN) ? tricks : how);
        boolean held = Fingerprint.heldOut(deed, Turns.HELD_ONE_IN) || Fingerprint.heldOut(form, 2 * Turns.HELD_ONE_IN);
        return new Asked(speech.dress(Pattern.say(form, dice, _ -> deed), dice), held);
    }
}
