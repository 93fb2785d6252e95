package plimsoll.engine.json;

import java.io.IOException;

/// A text that is not JSON, or that nests deeper than is allowed. The message is one sentence for its author.
public final class MalformedJson extends IOException {
    private static final long serialVersionUID = 1;

    /// @param position the character at which reading stopped, from 0
    MalformedJson(int position, String reason) {
        super("not JSON: %s (at character %d)".formatted(reason, position));
    }
}
