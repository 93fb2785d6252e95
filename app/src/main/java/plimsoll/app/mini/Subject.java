package plimsoll.app.mini;

/// What a question is about.
///
/// @param many takes "are" and "do"
record Subject(String text, boolean many) {
    /// A name as the lists write it: a star after plural ones.
    static Subject of(String written) {
        boolean many = written.endsWith("*");
        return new Subject(many ? written.substring(0, written.length() - 1) : written, many);
    }

    /// The question that a form makes of it.
    String in(String form, Dice dice) {
        return Pattern.say(form, dice, slot -> switch (slot) {
            case "t" -> text;
            case "is" -> many ? "are" : "is";
            case "does" -> many ? "do" : "does";
            case "it" -> many ? "they" : "it";
            default -> throw new IllegalStateException("a form of a subject has no {" + slot + "}: " + form);
        });
    }
}
