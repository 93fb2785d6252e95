package plimsoll.weights.conversion;

import java.io.IOException;

/// A sound model that cannot be converted as asked, and why: one sentence, with the name of what is in the way.
public final class ConversionRefused extends IOException {
    private static final long serialVersionUID = 1;

    ConversionRefused(String reason) {
        super(reason);
    }
}
