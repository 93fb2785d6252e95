package plimsoll.hub.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ModelBundle;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.PemText;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.attestation.UploadedSignature.Absent;
import plimsoll.hub.attestation.UploadedSignature.Broken;
import plimsoll.hub.attestation.UploadedSignature.Unverified;
import plimsoll.hub.attestation.UploadedSignature.Verified;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Repositories;

/// Checks the `model.sig` that a publisher put into a repository: the signature, and that the files are exactly those
/// it lists. The key is this hub's, or one in PEM that lies beside it; a key in the same repository tells that nobody
/// touched the files since, not who its owner is.
public final class CheckSignature {
    /// A bundle lists every file of a model.
    private static final int MAX_BUNDLE_BYTES = 16 * 1024 * 1024;

    private static final int MAX_KEY_BYTES = 16 * 1024;
    private static final int MOST_AT_THE_ROOT = 1_000;
    private static final FilePath PLACE = new FilePath(ModelManifest.SIGNATURE);

    private final Repositories repositories;
    private final ListFiles files;
    private final List<KeyPair> ours;

    /// Checks what is in `repositories`; `ours` are this hub's keys.
    public CheckSignature(Repositories repositories, ListFiles files, List<KeyPair> ours) {
        this.repositories = repositories;
        this.files = files;
        this.ours = List.copyOf(ours);
    }

    /// What is to be said of the signature in a commit.
    public UploadedSignature check(Pass pass, GitOid commit) throws IOException {
        var id = pass.repository().id();
        var entry = repositories.find(id, commit, PLACE);
        if (entry.isEmpty()) {
            return new Absent();
        }
        if (!pass.seesEverything()) { // what differs would name what is withheld
            return new Unverified("It covers parts that are not shown to you.");
        }
        if (!(entry.get() instanceof Entry.SmallFile file) || file.sizeBytes() > MAX_BUNDLE_BYTES) {
            return new Unverified("It is larger than the %d bytes that are read.".formatted(MAX_BUNDLE_BYTES));
        }
        var bundle = BundleJson.of(text(id, file));
        if (bundle.isEmpty()) {
            return new Broken("It is no JSON.");
        }
        if (bundle.get().isKeyless()) {
            return new Unverified("It was made with a certificate, which this hub does not check.");
        }
        var envelope = bundle.get().envelope();
        return envelope.isEmpty()
                ? new Broken("It is no Sigstore bundle with an in-toto statement and one signature.")
                : check(id, commit, bundle.get(), envelope.get());
    }

    private UploadedSignature check(RepositoryId id, GitOid commit, BundleJson bundle, Envelope envelope)
            throws IOException {
        var signer = keys(id, commit).entrySet().stream()
                .filter(key -> bundle.keyHint()
                        .map(hint ->
                                hint.equals(ModelBundle.hint(key.getValue()).hex()))
                        .orElse(true))
                .findFirst();
        if (signer.isEmpty()) {
            return new Unverified("The key that it names is not here: put its PEM beside it, as model.sig.pub.");
        }
        if (!envelope.isBy(signer.get().getValue())) {
            return new Broken("The signature is not by the key that it names.");
        }
        var signed = BundleJson.manifest(envelope);
        var here = files.of(id, commit);
        if (signed.isEmpty() || here.isEmpty()) {
            return new Unverified("What it signs is not a list of files by SHA-256, or too long.");
        }
        return difference(signed.get(), here.get(), signer.get().getKey())
                .<UploadedSignature>map(Broken::new)
                .orElseGet(() -> new Verified(signer.get().getKey()));
    }

    /// How the files differ from what was signed. The key's own file may have come after the signature.
    private static Optional<String> difference(ModelManifest signed, ModelManifest here, String keyFile) {
        for (var file : signed.files().entrySet()) {
            var found = here.files().get(file.getKey());
            if (found == null) {
                return Optional.of("%s was signed and is not here.".formatted(file.getKey()));
            }
            if (!found.equals(file.getValue())) {
                return Optional.of("%s is not as it was signed.".formatted(file.getKey()));
            }
        }
        return here.files().keySet().stream()
                .filter(path -> !signed.files().containsKey(path) && !path.equals(keyFile))
                .findFirst()
                .map("%s was added and is not signed."::formatted);
    }

    /// Keys by the file they lie in; this hub's own by no name.
    private Map<String, PublicKey> keys(RepositoryId id, GitOid commit) throws IOException {
        var keys = new LinkedHashMap<String, PublicKey>();
        ours.forEach(pair -> keys.put("", pair.getPublic()));
        var root =
                repositories.list(id, commit, "", false, "", MOST_AT_THE_ROOT).orElse(List.of());
        for (var entry : root) {
            var path = entry.path().text();
            if (entry instanceof Entry.SmallFile file
                    && file.sizeBytes() <= MAX_KEY_BYTES
                    && (path.endsWith(".pub") || path.endsWith(".pem"))) {
                key(text(id, file)).ifPresent(key -> keys.put(path, key));
            }
        }
        return keys;
    }

    private static Optional<PublicKey> key(String pem) {
        return PemText.read(pem, "PUBLIC KEY").flatMap(der -> {
            try {
                return Optional.of(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der.toArray())));
            } catch (GeneralSecurityException _) {
                return Optional.empty(); // a key of another kind, which signs no models
            }
        });
    }

    private String text(RepositoryId id, Entry.SmallFile file) throws IOException {
        try (var in = repositories.open(id, file.oid())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
