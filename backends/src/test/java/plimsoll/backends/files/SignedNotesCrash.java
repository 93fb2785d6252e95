package plimsoll.backends.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.backends.files.FrailDisk.Failure;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.NoteSignature;
import plimsoll.domain.ledger.SignedNote;

/// Whatever write fails, the memory of what was signed is the older checkpoint or the newer one, whole; and once `keep`
/// has returned, it is the newer one, whatever a power cut takes back.
final class SignedNotesCrash {
    private static final String ORIGIN = "hub.example/log";
    private static final int MANY_CALLS = 50;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasSignedIsRememberedWhole(boolean keepNames, @TempDir Path folder) throws IOException {
        for (int call = 1; call < MANY_CALLS; call++) {
            var place = Files.createDirectory(folder.resolve("at-" + call));
            var sound = new SignedNotes(place, new Random(call));
            sound.keep(ORIGIN, note(1));
            var disk = new FrailDisk(Failure.CRASH, call);
            boolean kept = keeps(new SignedNotes(disk, place, new Random(-call)));
            disk.cutPower(keepNames);
            var found = sound.of(ORIGIN).map(SignedNote::text);
            if (kept) {
                assertEquals(Optional.of(note(2).text()), found);
                assertTrue(call > 4, "too few calls to be the whole deed");
                return;
            }
            assertTrue(
                    found.equals(Optional.of(note(1).text())) || found.equals(Optional.of(note(2).text())), "" + found);
        }
        throw new AssertionError("it never passes untouched");
    }

    private static boolean keeps(SignedNotes notes) {
        try {
            notes.keep(ORIGIN, note(2));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static SignedNote note(int size) {
        return new SignedNote(
                ORIGIN + "\n" + size + "\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                List.of(new NoteSignature("n", Bytes.copyOf(new byte[68]))));
    }
}
