package plimsoll.hub.attestation;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.attestation.ModelBundle;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Pass;

/// Signs the files of a commit in the hub's name, once: when others come to see it, else for the first who asks; all
/// later ones get the same. What it says is that this hub served these bytes under this name, not that they are good.
public final class SignModel {
    private final ListFiles files;
    private final ModelSignatures signatures;
    private final Transactions transactions;
    private final Journal journal;
    private final List<KeyPair> keys;

    /// Signs with the newest of `keys`.
    public SignModel(
            ListFiles files,
            ModelSignatures signatures,
            Transactions transactions,
            Journal journal,
            List<KeyPair> keys) {
        this.files = files;
        this.signatures = signatures;
        this.transactions = transactions;
        this.journal = journal;
        this.keys = List.copyOf(keys);
    }

    /// The bundle of a commit; empty when it has more files than are signed.
    public Optional<String> bundle(Pass pass, GitOid commit) throws IOException {
        return sign(pass.require(Intent.READ).repository(), commit);
    }

    /// Makes the bundle of a commit, unless there is one.
    Optional<String> sign(Repository repository, GitOid commit) throws IOException {
        var kept = signatures.of(repository.id(), commit);
        return kept.isPresent()
                ? kept
                : files.of(repository.id(), commit).map(manifest -> make(repository, commit, manifest));
    }

    private String make(Repository repository, GitOid commit, ModelManifest manifest) {
        var bundle = ModelBundle.sign(manifest, repository.name().name(), keys.getLast());
        var json = bundle.json();
        transactions.run(() -> {
            boolean first = signatures.keep(repository.id(), commit, json);
            if (first) {
                journal.append(Deed.of(
                        Deed.Kind.MODEL_SIGNED,
                        Deed.PLIMSOLL,
                        repository.id().hex(),
                        Map.of(
                                "commit", commit.hex(),
                                "files", manifest.digest().hex(),
                                "bundle", Sha256.ofUtf8(json).hex(),
                                "key", bundle.keyHint().hex())));
            }
            return first;
        });
        return signatures.of(repository.id(), commit).orElse(json);
    }
}
