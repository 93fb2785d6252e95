package plimsoll.backends.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.PemText;
import plimsoll.hub.ledger.LogKeys;

/// The hub's keys as files, one for each: `log-ed25519.1.pem` and so on, a block for the secret and one for the public
/// key, readable by their owner only. A later number is a newer key; `log-ed25519.1.retired.pem` is what is left of
/// one that signs no more. Keys that are missing are made. With a passphrase secrets are kept encrypted, those that lay
/// there unencrypted as soon as they are read.
public final class KeyFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String ENDING = ".pem";
    private static final String RETIRED = ".retired.pem";

    private static final int DERIVED_BYTES = 32;

    private static final String PLAIN = "PRIVATE KEY";

    private final Path folder;
    private final Optional<Passphrase> passphrase;

    /// What keys are for.
    public enum Use {
        /// Signs the log's checkpoints.
        LOG("log-ed25519", "Ed25519"),
        /// Cosigns checkpoints, safe against quantum computers.
        QUANTUM("cosign-ml-dsa-44", "ML-DSA-44"),
        /// Cosigns the checkpoints of other hubs.
        WITNESS("witness-ed25519", "Ed25519"),
        /// Signs models and statements.
        ATTESTATION("attestation-p256", "EC"),
        /// Other keys are derived from its secret, and its public half has no use.
        DERIVED("derived-x25519", "X25519");

        private final String file;
        private final String algorithm;
        private final Pattern shape;

        Use(String file, String algorithm) {
            this.file = file;
            this.algorithm = algorithm;
            this.shape = Pattern.compile(Pattern.quote(file) + "\\.([1-9][0-9]{0,5})(\\.retired)?\\.pem");
        }

        /// What its files are called.
        public String fileName() {
            return file;
        }
    }

    /// The keys in `folder`, which is made when it is not there, encrypted with `passphrase` if there is one.
    public KeyFolder(Path folder, Optional<Passphrase> passphrase) throws IOException {
        this.folder = folder;
        this.passphrase = passphrase;
        if (Files.notExists(folder)) {
            Files.createDirectories(folder.toAbsolutePath().resolve("..").normalize());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// All keys; what is missing is made.
    ///
    /// @throws KeysLocked when they are encrypted, with another passphrase
    /// @throws IOException when a file holds no such key, or others than its owner can read a secret
    public LogKeys keys() throws IOException {
        return new LogKeys(
                pairs(Use.LOG), pairs(Use.QUANTUM), pairs(Use.WITNESS), pairs(Use.ATTESTATION), retired(Use.LOG));
    }

    /// Keys of 32 bytes for a purpose, the newest last; one is made when there is none. Each is derived from a
    /// secret of this folder (HKDF of RFC 5869, with SHA-256), so whoever has only the database has none of them.
    ///
    /// @param purpose in words: another one has other keys
    /// @throws KeysLocked when they are encrypted, with another passphrase
    public List<Bytes> derived(String purpose) throws IOException {
        var keys = new ArrayList<Bytes>();
        for (var pair : pairs(Use.DERIVED)) {
            try {
                var derived = KDF.getInstance("HKDF-SHA256")
                        .deriveData(HKDFParameterSpec.ofExtract()
                                .addIKM(pair.getPrivate().getEncoded())
                                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), DERIVED_BYTES));
                keys.add(Bytes.copyOf(derived));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform since 25 has HKDF", e);
            }
        }
        return List.copyOf(keys);
    }

    /// Makes a newer key for a use. It signs beside the older ones when the hub starts next.
    ///
    /// @throws KeysLocked when those that are there are encrypted, with another passphrase
    public Path add(Use use) throws IOException {
        for (var older : files(use, ENDING)) {
            secret(older); // one folder has one passphrase
        }
        int number = files(use, "").stream()
                        .mapToInt(file -> number(use, file))
                        .max()
                        .orElse(0)
                + 1;
        try {
            var generator = KeyPairGenerator.getInstance(use.algorithm);
            if (use == Use.ATTESTATION) {
                generator.initialize(new ECGenParameterSpec("secp256r1")); // the other names say their parameters
            }
            var pair = generator.generateKeyPair();
            var file = folder.resolve("%s.%d%s".formatted(use.file, number, ENDING));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(file, block(pair.getPrivate().getEncoded()) + PemText.of(pair.getPublic()));
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make a key of " + use.algorithm, e);
        }
    }

    /// Throws away the secrets of all but the newest key for a use; their public keys stay, to check what they signed.
    ///
    /// @return how many signed until now
    public int retireOlder(Use use) throws IOException {
        var current = files(use, ENDING);
        int gone = 0;
        for (var file : current.subList(0, Math.max(0, current.size() - 1))) {
            var kept = folder.resolve(name(file).replace(ENDING, RETIRED));
            Files.writeString(kept, PemText.of(publicKey(use, file)));
            Files.delete(file);
            gone++;
        }
        return gone;
    }

    private List<KeyPair> pairs(Use use) throws IOException {
        if (files(use, ENDING).isEmpty()) {
            add(use);
        }
        var pairs = new ArrayList<KeyPair>();
        for (var file : files(use, ENDING)) {
            pairs.add(pair(use, file));
        }
        return pairs;
    }

    private List<PublicKey> retired(Use use) throws IOException {
        var keys = new ArrayList<PublicKey>();
        for (var file : files(use, RETIRED)) {
            keys.add(publicKey(use, file));
        }
        return keys;
    }

    private KeyPair pair(Use use, Path file) throws IOException {
        var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            throw new IOException("%s is a secret, but others than its owner may read it: chmod 600".formatted(file));
        }
        try {
            var secret = KeyFactory.getInstance(use.algorithm).generatePrivate(secret(file));
            return new KeyPair(publicKey(use, file), secret);
        } catch (GeneralSecurityException e) {
            throw new IOException("%s holds no secret of %s".formatted(file, use.algorithm), e);
        }
    }

    private PKCS8EncodedKeySpec secret(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII);
        var sealed = PemText.read(text, SealedSecret.LABEL);
        if (sealed.isPresent()) {
            var given = passphrase.orElseThrow(() -> new KeysLocked(
                    "%s is encrypted. Set PLIMSOLL_KEY_PASSPHRASE, or key-passphrase-file.".formatted(file)));
            return SealedSecret.open(sealed.get().toArray(), given)
                    .orElseThrow(
                            () -> new KeysLocked("The passphrase that was given does not open %s.".formatted(file)));
        }
        var plain = block(file, PLAIN);
        if (passphrase.isPresent()) {
            encrypt(file, plain);
        }
        return new PKCS8EncodedKeySpec(plain);
    }

    // The old file is replaced as a whole, so a process that dies here leaves one or the other.
    private void encrypt(Path file, byte[] plain) throws IOException {
        var fresh = Path.of(file + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(
                fresh, block(plain) + PemText.of("PUBLIC KEY", block(file, "PUBLIC KEY")), StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String block(byte[] secret) {
        return passphrase
                .map(given -> PemText.of(SealedSecret.LABEL, SealedSecret.seal(secret, given)))
                .orElseGet(() -> PemText.of(PLAIN, secret));
    }

    private static PublicKey publicKey(Use use, Path file) throws IOException {
        try {
            return KeyFactory.getInstance(use.algorithm)
                    .generatePublic(new X509EncodedKeySpec(block(file, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IOException("%s holds no public key of %s".formatted(file, use.algorithm), e);
        }
    }

    private static byte[] block(Path file, String label) throws IOException {
        return PemText.read(Files.readString(file, StandardCharsets.US_ASCII), label)
                .orElseThrow(() -> new IOException("%s has no block %s".formatted(file, label)))
                .toArray();
    }

    /// The files of a use, oldest first; with `ending` empty, retired ones too.
    private List<Path> files(Use use, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> use.shape.matcher(name(file)).matches())
                    .filter(file -> ending.isEmpty() || name(file).endsWith(RETIRED) == ending.equals(RETIRED))
                    .sorted(Comparator.comparingInt(file -> number(use, file)))
                    .toList();
        }
    }

    private static int number(Use use, Path file) {
        var shape = use.shape.matcher(name(file));
        return shape.matches() ? Integer.parseInt(shape.group(1)) : 0;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
