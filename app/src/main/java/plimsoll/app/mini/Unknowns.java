package plimsoll.app.mini;

import java.util.List;
import java.util.Map;

/// Questions that Mini cannot answer, over as many words and forms as the lists give, made-up words among them: what it
/// has not been taught must look like this to it.
final class Unknowns implements Turns {
    /// How every such answer begins.
    static final String BEGINNING = "I don't know";

    static final String ANSWER =
            BEGINNING + ". I am a small model, and I know only Plimsoll and a little about open" + " models.";

    private static final List<String> ONSETS = List.of(
            "b", "bl", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pl",
            "qu", "r", "s", "sh", "st", "t", "th", "tr", "v", "w", "y", "z", "");
    private static final List<String> VOWELS =
            List.of("a", "e", "i", "o", "u", "a", "e", "o", "ai", "ea", "oo", "ou", "y", "ie");
    private static final List<String> CODAS = List.of(
            "", "", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "x", "ck", "ng", "p", "rt", "sk", "b", "d", "g");

    private final Map<String, List<String>> lists = Lists.named("unknown.txt");
    private final List<String> things = lists.getOrDefault("things", List.of());
    private final List<String> questions = lists.getOrDefault("questions", List.of());
    private final List<String> what;
    private final List<String> why;
    private final Deeds deeds;
    private final Speech speech;

    Unknowns(Map<String, List<String>> forms, Deeds deeds, Speech speech) {
        what = forms.getOrDefault("what", List.of());
        why = forms.getOrDefault("why", List.of());
        this.deeds = deeds;
        this.speech = speech;
    }

    @Override
    public Turn draw(Dice dice) {
        return switch (dice.below(10)) {
            case 0, 1 -> about(dice.oneIn(3) ? why : what, dice);
            case 2 -> deed(dice);
            default -> {
                var form = dice.pick(questions);
                yield turn(form, fill(form, dice), dice);
            }
        };
    }

    /// A harmless deed: nothing against it, but nothing known of it either.
    Turn deed(Dice dice) {
        var asked = deeds.harmless(dice);
        return new Turn(asked.text(), ANSWER, asked.held());
    }

    private Turn about(List<String> forms, Dice dice) {
        var form = dice.pick(forms);
        var thing = fill(dice.pick(things), dice);
        return turn(form + "|" + thing, new Subject(thing, false).in(form, dice), dice);
    }

    private Turn turn(String key, String bare, Dice dice) {
        boolean held = Fingerprint.heldOut(key, 2 * HELD_ONE_IN) || Fingerprint.heldOut(bare, 2 * HELD_ONE_IN);
        return new Turn(speech.dress(bare, dice), ANSWER, held);
    }

    private String fill(String pattern, Dice dice) {
        return Pattern.say(pattern, dice, slot -> switch (slot) {
            case "pseudo" -> word(dice);
            case "Pseudo" -> Speech.sentences(word(dice));
            case "thing" -> fill(dice.pick(things), dice);
            default -> fill(dice.pick(lists.getOrDefault(slot, List.of())), dice);
        });
    }

    private static String word(Dice dice) {
        var word = new StringBuilder();
        int syllables = 1 + dice.below(3);
        for (int i = 0; i < syllables; i++) {
            word.append(dice.pick(ONSETS)).append(dice.pick(VOWELS)).append(dice.pick(CODAS));
        }
        return word.length() < 3 ? word(dice) : word.toString();
    }
}
