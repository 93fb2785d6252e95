package plimsoll.engine.tokenizer;

import java.io.IOException;

/// A vocabulary that cannot be used: broken, beyond a limit, or of a kind that is not known here. The message is one
/// sentence that names the offending key.
public final class BadTokenizer extends IOException {
    private static final long serialVersionUID = 1;

    public BadTokenizer(String why) {
        super(why);
    }
}
