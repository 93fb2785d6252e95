package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.people.Passwords.Check;

final class PasswordsTest {
    private final Passwords passwords = new Passwords(new SecureRandom());

    @Test
    void theHashIsArgon2idAsPublished() {
        // RFC 9106, section 5.3.
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(times(16, 2))
                .withSecret(times(8, 3))
                .withAdditional(times(12, 4))
                .build();
        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                HexFormat.of().formatHex(Passwords.generate(parameters, times(32, 1), 32)));
    }

    @Test
    void aPasswordIsTheRightOneForItsOwnHashOnly() {
        var kept = passwords.hash("correct horse").orElseThrow();
        assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), kept);
        assertEquals(Check.RIGHT, passwords.check(kept, "correct horse"));
        assertEquals(Check.WRONG, passwords.check(kept, "correct horsf"));
        assertEquals(Check.WRONG, passwords.check(kept, ""));
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertNotEquals(passwords.hash("correct horse"), passwords.hash("correct horse"));
    }

    @Test
    void aHashKeepsItsParametersWhenOursChange() {
        var salt = "somesalt".getBytes(StandardCharsets.UTF_8);
        var hash = Passwords.argon2id("password", salt, 1 << 10, 3, 1, 24);
        var base64 = Base64.getEncoder().withoutPadding();
        var kept = "$argon2id$v=19$m=1024,t=3,p=1$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        assertEquals(Check.RIGHT, passwords.check(kept, "password"));
    }

    @Test
    void nobodysPasswordIsCheckedWithTheSameWorkAndNeverRight() {
        assertEquals(Check.WRONG, passwords.checkNobodys("anything at all"));
    }

    @Test
    void poorPasswordsAreObjectedTo() {
        var ada = new Namespace("ada");
        assertTrue(Passwords.objection("short", ada).isPresent());
        assertTrue(Passwords.objection("aaaaaaaaaaaaaaaa", ada).isPresent());
        assertTrue(Passwords.objection("AdaAdaAda123", ada).isPresent());
        assertTrue(Passwords.objection("x".repeat(2000) + "yzab", ada).isPresent());
        assertEquals(Optional.empty(), Passwords.objection("correct horse", ada));
    }

    private static byte[] times(int count, int value) {
        var bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
