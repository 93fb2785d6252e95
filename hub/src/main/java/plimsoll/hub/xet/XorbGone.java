package plimsoll.hub.xet;

import java.io.IOException;
import plimsoll.domain.xet.XetHash;

/// A xorb that was there a moment ago was swept away. Never one that a recipe needs.
final class XorbGone extends IOException {
    private static final long serialVersionUID = 1;

    private final transient XetHash xorb;

    XorbGone(XetHash xorb) {
        super("xorb %s is gone".formatted(xorb));
        this.xorb = xorb;
    }

    XetHash xorb() {
        return xorb;
    }
}
