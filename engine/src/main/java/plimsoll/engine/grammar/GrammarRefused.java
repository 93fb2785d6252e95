package plimsoll.engine.grammar;

/// A grammar or a schema that cannot be used: broken, beyond a limit, or with something that is not known here, which
/// the message names. Nothing in it is ever left out in silence.
public final class GrammarRefused extends Exception {
    private static final long serialVersionUID = 1;

    public GrammarRefused(String why) {
        super(why);
    }
}
