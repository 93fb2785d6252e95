package plimsoll.hub.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ModelBundle;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.attestation.UploadedSignature.Absent;
import plimsoll.hub.attestation.UploadedSignature.Broken;
import plimsoll.hub.attestation.UploadedSignature.Signer;
import plimsoll.hub.attestation.UploadedSignature.Unverified;
import plimsoll.hub.attestation.UploadedSignature.Verified;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Repositories;

/// Checks the `model.sig` that a publisher put into a repository: the signature, and that the files are exactly those
/// it lists. The key is this hub's, one that the publisher registered here, or one in PEM that lies beside it; a key in
/// the same repository tells that nobody touched the files since, not who its owner is.
public final class CheckSignature {
    /// A bundle lists every file of a model.
    private static final int MAX_BUNDLE_BYTES = 16 * 1024 * 1024;

    private static final int MAX_KEY_BYTES = 16 * 1024;
    private static final int MOST_AT_THE_ROOT = 1_000;
    private static final FilePath PLACE = new FilePath(ModelManifest.SIGNATURE);

    private final Repositories repositories;
    private final ListFiles files;
    private final PublisherKeys registered;
    private final List<KeyPair> ours;

    /// Checks what is in `repositories`; `registered` are the publishers' keys, `ours` this hub's.
    public CheckSignature(Repositories repositories, ListFiles files, PublisherKeys registered, List<KeyPair> ours) {
        this.repositories = repositories;
        this.files = files;
        this.registered = registered;
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
            return new Unverified("It was made with a certificate. This hub checks neither the certificate, nor whom it"
                    + " names, nor its entry in a public log, nor therefore the files: the tools of OpenSSF Model"
                    + " Signing do.");
        }
        var envelope = bundle.get().envelope();
        return envelope.isEmpty()
                ? new Broken("It is no Sigstore bundle with an in-toto statement and one signature.")
                : check(pass, commit, bundle.get(), envelope.get());
    }

    private UploadedSignature check(Pass pass, GitOid commit, BundleJson bundle, Envelope envelope) throws IOException {
        var id = pass.repository().id();
        var named = candidates(pass, commit).stream()
                .filter(candidate -> bundle.keyHint()
                        .map(hint -> hint.equals(ModelBundle.hint(candidate.key).hex()))
                        .orElse(true))
                .toList();
        var signer = named.stream().filter(one -> envelope.isBy(one.key)).findFirst();
        if (signer.isEmpty()) {
            return named.isEmpty() || bundle.keyHint().isEmpty()
                    ? new Unverified("No key that is known here made it. Its publisher can register one, or put its PEM"
                            + " beside it as model.sig.pub.")
                    : new Broken("The signature is not by the key that it names.");
        }
        var signed = BundleJson.manifest(envelope);
        var here = files.of(id, commit);
        if (signed.isEmpty() || here.isEmpty()) {
            return new Unverified(
                    "Its key is known here, but what it signs is not a list of files by SHA-256, or has more"
                            + " files than are compared: no file was checked.");
        }
        return difference(signed.get(), here.get(), signer.get().signer)
                .<UploadedSignature>map(Broken::new)
                .orElseGet(() -> new Verified(signer.get().signer));
    }

    /// How the files differ from what was signed. The key's own file may have come after the signature.
    private static Optional<String> difference(ModelManifest signed, ModelManifest here, Signer signer) {
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
                .filter(path -> !signed.files().containsKey(path) && !new Signer.Beside(path).equals(signer))
                .findFirst()
                .map("%s was added and is not signed."::formatted);
    }

    /// A key that may have made a signature, and whose it is.
    private record Candidate(Signer signer, PublicKey key) {}

    /// All keys that are asked, those first that say most of their owner.
    private List<Candidate> candidates(Pass pass, GitOid commit) throws IOException {
        var id = pass.repository().id();
        var publisher = pass.repository().name().namespace();
        var candidates = new ArrayList<Candidate>();
        ours.forEach(pair -> candidates.add(new Candidate(new Signer.Hub(), pair.getPublic())));
        registered
                .of(publisher)
                .forEach(key -> candidates.add(new Candidate(new Signer.Publisher(publisher, key), key.key())));
        var root =
                repositories.list(id, commit, "", false, "", MOST_AT_THE_ROOT).orElse(List.of());
        for (var entry : root) {
            var path = entry.path().text();
            if (entry instanceof Entry.SmallFile file
                    && file.sizeBytes() <= MAX_KEY_BYTES
                    && (path.endsWith(".pub") || path.endsWith(".pem"))) {
                PublisherKey.read(text(id, file))
                        .ifPresent(key -> candidates.add(new Candidate(new Signer.Beside(path), key)));
            }
        }
        return candidates;
    }

    private String text(RepositoryId id, Entry.SmallFile file) throws IOException {
        try (var in = repositories.open(id, file.oid())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
