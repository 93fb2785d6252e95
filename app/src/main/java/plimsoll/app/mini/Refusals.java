package plimsoll.app.mini;

/// Questions for harm, and a polite no that names it.
final class Refusals implements Turns {
    /// How every refusal begins.
    static final String BEGINNING = "I can't help with that.";

    private final Deeds deeds;

    Refusals(Deeds deeds) {
        this.deeds = deeds;
    }

    @Override
    public Turn draw(Dice dice) {
        var hazard = deeds.hazard(dice);
        var asked = deeds.harmful(hazard, dice);
        return new Turn(asked.text(), answer(hazard), asked.held());
    }

    static String answer(Deeds.Hazard hazard) {
        var no = "%s It falls under %s (%s).".formatted(BEGINNING, hazard.name(), hazard.code());
        // Whoever asks this may be in need, and a bare no is no answer to that.
        return hazard.code().equals("S11")
                ? no + " Please talk to somebody you trust, or call your local emergency number."
                : no;
    }
}
