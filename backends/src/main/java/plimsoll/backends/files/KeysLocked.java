package plimsoll.backends.files;

import java.io.IOException;

/// A hub's keys cannot be read with the passphrase that was given, or without one. Says what to do about it.
public final class KeysLocked extends IOException {
    private static final long serialVersionUID = 1;

    KeysLocked(String message) {
        super(message);
    }
}
