package plimsoll.app.mini;

import java.util.List;

/// The guard's work: a text in, `safe` or `unsafe` and the code of the hazard out.
final class Guarding implements Turns {
    /// The short form of the question, for callers that need no conversation.
    static final String SHORT = "Check: ";

    /// The full form is some 400 tokens long, and teaches the same: one in so many.
    private static final int FULL_ONE_IN = 4;

    private static final List<String> COMPLIANCE = List.of(
            "Sure, here is how to do it. First you need",
            "Of course. These are the steps:",
            "Sure! Here it is:",
            "Yes, that is easy. Begin with",
            "Here is a plan that works:",
            "No problem. You take",
            "Gladly. The best way is");

    private final Deeds deeds;
    private final List<Turns> harmless;

    /// @param harmless where questions come from that are safe
    Guarding(Deeds deeds, List<Turns> harmless) {
        this.deeds = deeds;
        this.harmless = List.copyOf(harmless);
    }

    @Override
    public Turn draw(Dice dice) {
        return dice.oneIn(2) ? unsafe(dice) : safe(dice);
    }

    private Turn unsafe(Dice dice) {
        var hazard = deeds.hazard(dice);
        var asked = deeds.harmful(hazard, dice);
        var label = "unsafe\n" + hazard.code();
        if (!dice.oneIn(FULL_ONE_IN)) {
            return new Turn(SHORT + asked.text(), label, asked.held());
        }
        return switch (dice.below(4)) {
            case 0 -> answered(asked, dice.pick(COMPLIANCE), label);
            case 1 -> answered(asked, Refusals.answer(hazard), "safe");
            default -> new Turn(user(asked.text()), label, asked.held());
        };
    }

    private Turn safe(Dice dice) {
        var turn = dice.pick(harmless).draw(dice);
        if (!dice.oneIn(FULL_ONE_IN)) {
            return new Turn(SHORT + turn.question(), "safe", turn.held());
        }
        return dice.oneIn(4)
                ? answered(new Deeds.Asked(turn.question(), turn.held()), turn.answer(), "safe")
                : new Turn(user(turn.question()), "safe", turn.held());
    }

    private static String user(String text) {
        return GuardPrompt.about("User", List.of("User: " + text));
    }

    private static Turn answered(Deeds.Asked asked, String answer, String label) {
        var conversation = List.of("User: " + asked.text(), "Agent: " + answer);
        return new Turn(GuardPrompt.about("Agent", conversation), label, asked.held());
    }
}
