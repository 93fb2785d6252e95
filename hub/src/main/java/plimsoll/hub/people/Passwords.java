package plimsoll.hub.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import plimsoll.domain.identity.Namespace;

/// Passwords, hashed with Argon2id (RFC 9106) and written with their parameters in the PHC string format.
///
/// Each hash takes 19 MiB and some 40 ms, so only `AT_ONCE` run at a time, and who waits too long is told to come
/// again. Safe for use by any number of threads.
final class Passwords {
    static final int MIN_CHARACTERS = 10;
    /// Longer ones cost the hub, not the guesser.
    static final int MAX_BYTES = 1024;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /// With 19 MiB each they stay below a sixth of a 512 MiB heap.
    private static final int AT_ONCE = 4;

    private static final long PATIENCE_SECONDS = 10;
    /// When to come again who found no seat.
    static final Duration WHEN_BUSY = Duration.ofSeconds(PATIENCE_SECONDS);

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final SecureRandom random;
    private final Semaphore seats = new Semaphore(AT_ONCE, true);
    /// A hash nobody has the password of: what is checked for accounts that do not exist, so that the answer takes as
    /// long as for those that do.
    private final String nobodys;

    Passwords(SecureRandom random) {
        this.random = random;
        var unknowable = new byte[HASH_BYTES];
        random.nextBytes(unknowable);
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        this.nobodys = phc(salt, unknowable);
    }

    /// Why nobody can have this password; empty when `name` can.
    static Optional<String> objection(String password, Namespace name) {
        if (password.length() < MIN_CHARACTERS) {
            return Optional.of("A password has at least %d characters.".formatted(MIN_CHARACTERS));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("A password has at most %d bytes.".formatted(MAX_BYTES));
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.key()) && password.length() < 2 * MIN_CHARACTERS) {
            return Optional.of("A password does not contain the account's name.");
        }
        return password.chars().distinct().count() < 4
                ? Optional.of("A password has at least four different characters.")
                : Optional.empty();
    }

    /// The hash to keep of a password; empty when too many others are being hashed.
    Optional<String> hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return seated(() -> phc(salt, argon2id(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES)));
    }

    /// Whether `password` is the one that `kept` was made of.
    Check check(String kept, String password) {
        var phc = PHC.matcher(kept);
        if (!phc.matches()) {
            throw new IllegalStateException("a password's hash in the database is not one of ours");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Check.WRONG;
        }
        var salt = Base64.getDecoder().decode(phc.group(4));
        var expected = Base64.getDecoder().decode(phc.group(5));
        return seated(() -> {
                    var found = argon2id(
                            password,
                            salt,
                            Integer.parseInt(phc.group(1)),
                            Integer.parseInt(phc.group(2)),
                            Integer.parseInt(phc.group(3)),
                            expected.length);
                    return MessageDigest.isEqual(expected, found) ? Check.RIGHT : Check.WRONG;
                })
                .orElse(Check.BUSY);
    }

    /// Takes as long as `check` and never agrees.
    Check checkNobodys(String password) {
        return check(nobodys, password) == Check.BUSY ? Check.BUSY : Check.WRONG;
    }

    static byte[] argon2id(String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build();
        return generate(parameters, password.getBytes(StandardCharsets.UTF_8), bytes);
    }

    static byte[] generate(Argon2Parameters parameters, byte[] password, int bytes) {
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var hash = new byte[bytes];
        generator.generateBytes(password, hash);
        return hash;
    }

    private static String phc(byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    private <T> Optional<T> seated(Supplier<T> work) {
        try {
            if (!seats.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            seats.release();
        }
    }

    /// What a check says.
    enum Check {
        RIGHT,
        WRONG,
        /// Nothing: too many others are being checked.
        BUSY
    }
}
