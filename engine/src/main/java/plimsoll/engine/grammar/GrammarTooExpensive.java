package plimsoll.engine.grammar;

/// A step of a grammar took more work than one token is worth. The answer cannot go on.
public final class GrammarTooExpensive extends RuntimeException {
    private static final long serialVersionUID = 1;

    GrammarTooExpensive(String why) {
        super(why);
    }
}
