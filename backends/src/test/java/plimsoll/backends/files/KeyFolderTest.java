package plimsoll.backends.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.files.KeyFolder.Use;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.SignedNote;

final class KeyFolderTest {
    private static final String ORIGIN = "hub.example/log";

    @TempDir
    Path folder;

    @Test
    void missingKeysAreMadeForTheirOwnerOnlyAndKept() throws IOException {
        var made = keys().keys();
        assertEquals(
                List.of(1, 1, 1, 1, 0),
                List.of(
                        made.log().size(),
                        made.quantum().size(),
                        made.witness().size(),
                        made.attestation().size(),
                        made.retired().size()));
        try (var files = Files.list(folder.resolve("keys"))) {
            for (var file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))));
        var again = keys().keys();
        assertEquals(
                made.signers(ORIGIN).getFirst().key(),
                again.signers(ORIGIN).getFirst().key());
        assertEquals(
                made.witnesses(ORIGIN).getLast().key(),
                again.witnesses(ORIGIN).getLast().key());
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        keys().keys();
        Files.setPosixFilePermissions(
                folder.resolve("keys/log-ed25519.1.pem"), PosixFilePermissions.fromString("rw-r-----"));
        var refused = assertThrows(IOException.class, () -> keys().keys());
        assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"));
    }

    @Test
    void whatIsNoKeyIsRefusedByName() throws IOException {
        keys().keys();
        Files.writeString(folder.resolve("keys/log-ed25519.1.pem"), "nothing");
        var refused = assertThrows(IOException.class, () -> keys().keys());
        assertTrue(String.valueOf(refused.getMessage()).contains("log-ed25519.1.pem"));
    }

    @Test
    void aRetiredKeyChecksWhatItOnceSigned() throws IOException, BadEvidence {
        var old = keys().keys().signers(ORIGIN).getFirst();
        var text = "hub.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        var note = new SignedNote(text, List.of(old.sign(text, Instant.ofEpochSecond(1))));
        assertTrue(String.valueOf(keys().add(Use.LOG)).endsWith("log-ed25519.2.pem"));
        assertEquals(2, keys().keys().log().size(), "both sign for a while");
        assertEquals(1, keys().retireOlder(Use.LOG));
        var after = keys().keys();
        assertEquals(1, after.log().size());
        assertEquals(List.of(old.key()), after.retired(ORIGIN));
        assertEquals(List.of(old.key()), note.signedBy(after.retired(ORIGIN)));
        assertTrue(String.valueOf(keys().add(Use.LOG)).endsWith("log-ed25519.3.pem"), "numbers are not used again");
    }

    @Test
    void withAPassphraseSecretsLieEncrypted() throws IOException {
        var plain = keys().keys().signers(ORIGIN).getFirst().key();
        var sealed = keys("correct horse battery").keys();
        assertEquals(plain, sealed.signers(ORIGIN).getFirst().key(), "the keys that were there");
        keys("correct horse battery").add(Use.LOG);
        try (var files = Files.list(folder.resolve("keys"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file);
                assertFalse(text.contains("BEGIN PRIVATE KEY"), () -> file + " lies open");
                assertTrue(text.contains("BEGIN ENCRYPTED PRIVATE KEY"), text);
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertEquals(2, keys("correct horse battery").keys().log().size());
    }

    @Test
    void whoHasNotThePassphraseIsToldSoAndMakesNoKeys() throws IOException {
        keys("correct horse battery").keys();
        var without = assertThrows(KeysLocked.class, () -> keys().keys());
        assertTrue(String.valueOf(without.getMessage()).contains("is encrypted. Set PLIMSOLL_KEY_PASSPHRASE"));
        var wrong = assertThrows(
                KeysLocked.class, () -> keys("correct horse battery!").keys());
        assertTrue(String.valueOf(wrong.getMessage()).contains("does not open"), wrong::getMessage);
        assertThrows(KeysLocked.class, () -> keys().add(Use.LOG));
        assertThrows(KeysLocked.class, () -> keys("another horse").add(Use.LOG));
        assertEquals(Optional.empty(), Passphrase.of("too short"));
    }

    @Test
    void aPassphraseComesFromAFileThatNotEverybodyReads() throws IOException {
        var file = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(KeysLocked.class, () -> Passphrase.in(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        new KeyFolder(folder.resolve("keys"), Optional.of(Passphrase.in(file))).keys();
        assertEquals(1, keys("correct horse battery").keys().log().size());
        Files.writeString(file, "short\n");
        assertThrows(KeysLocked.class, () -> Passphrase.in(file));
    }

    private KeyFolder keys() throws IOException {
        return new KeyFolder(folder.resolve("keys"), Optional.empty());
    }

    private KeyFolder keys(String passphrase) throws IOException {
        return new KeyFolder(folder.resolve("keys"), Passphrase.of(passphrase));
    }
}
