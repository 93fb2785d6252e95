package plimsoll.hub.content;

import java.io.IOException;

/// What was sent is not what was announced: its size or its hash disagree. Nothing of it was kept.
public final class WrongContent extends IOException {
    private static final long serialVersionUID = 1;

    /// With what disagrees, in words for the sender.
    public WrongContent(String message) {
        super(message);
    }
}
