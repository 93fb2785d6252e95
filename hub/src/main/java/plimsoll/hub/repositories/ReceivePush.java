package plimsoll.hub.repositories;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.repositories.GitWire.Brought;
import plimsoll.hub.repositories.GitWire.PushDesk;

/// Takes a git push: the same rules and the same record as a commit through the Hub API.
public final class ReceivePush {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivePush.class);
    /// More names than this help nobody find what is missing.
    private static final int NAMED = 5;

    private final GitWire wire;
    private final ClaimLargeFile claims;
    private final LargeFiles largeFiles;
    private final Journal journal;
    private final Sequel sequel;

    /// Over `wire`; large files that a push names must be in `largeFiles` or be had by one of `claims`.
    public ReceivePush(GitWire wire, ClaimLargeFile claims, LargeFiles largeFiles, Journal journal, Sequel sequel) {
        this.wire = wire;
        this.claims = claims;
        this.largeFiles = largeFiles;
        this.journal = journal;
        this.sequel = sequel;
    }

    /// Takes one push, whose packet lines come from `in` and are answered on `out`. All its refs move, or none.
    ///
    /// @param parameters those of the `Git-Protocol` header
    public void receive(Pass pass, Set<String> parameters, InputStream in, OutputStream out) throws IOException {
        pass.require(Intent.WRITE);
        var desk = new Desk(pass);
        wire.receive(pass.repository().id(), parameters, in, out, desk);
        desk.mainNow.ifPresent(head -> follow(pass, head));
    }

    // The push has landed, whatever becomes of this.
    private void follow(Pass pass, GitOid head) {
        try {
            sequel.mainMoved(pass.repository(), head);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "{} could not be described after a push", pass.repository().id(), e);
        }
    }

    private final class Desk implements PushDesk {
        private final Pass pass;
        private Optional<GitOid> mainNow = Optional.empty();

        Desk(Pass pass) {
            this.pass = pass;
        }

        @Override
        public Optional<String> refuse(List<RefMove> moves, List<Brought> files) throws IOException {
            var missing = new LinkedHashMap<Sha256, Brought>();
            for (var file : files) {
                var pointer = file.pointer();
                if (pointer.isEmpty() || missing.containsKey(pointer.get().content())) {
                    continue;
                }
                var found = claims.find(
                        pass.recipient(), pass.repository().id(), pointer.get().content());
                if (found.isEmpty()) {
                    missing.put(pointer.get().content(), file);
                } else if (found.get().sizeBytes() != pointer.get().sizeBytes()) {
                    return Optional.of("The git-lfs pointer %s says %d bytes, but the file has %d."
                            .formatted(
                                    file.path(),
                                    pointer.get().sizeBytes(),
                                    found.get().sizeBytes()));
                }
            }
            return missing.isEmpty() ? Optional.empty() : Optional.of(absent(missing));
        }

        @Override
        public void landed(List<RefMove> moves, List<Brought> files) throws IOException {
            var id = pass.repository().id();
            var contents = files.stream()
                    .flatMap(file -> file.pointer().stream())
                    .map(Pointer::content)
                    .collect(Collectors.toSet());
            for (var content : contents) {
                if (claims.link(pass.recipient(), id, content).isEmpty()) {
                    throw new IOException("a large file went while it was being pushed: " + content);
                }
            }
            if (!contents.isEmpty()) {
                largeFiles.commit(id, contents);
            }
            for (var move : moves) {
                journal.append(deed(move));
                if (move.ref().equals(RefName.MAIN)) {
                    mainNow = move.to();
                }
            }
        }

        private Deed deed(RefMove move) {
            return Deed.of(
                    Deed.Kind.REFS_MOVED,
                    pass.recipient().actor(),
                    pass.repository().id().hex(),
                    Map.of(
                            "ref", move.ref().text(),
                            "from", move.from().map(GitOid::hex).orElse(""),
                            "to", move.to().map(GitOid::hex).orElse("")));
        }

        private static String absent(Map<Sha256, Brought> missing) {
            var names = missing.values().stream()
                    .limit(NAMED)
                    .map(file -> file.path().text())
                    .collect(Collectors.joining(", "));
            return "%d git-lfs file(s) were never uploaded (%s%s). Run: git lfs push --all <remote>"
                    .formatted(missing.size(), names, missing.size() > NAMED ? ", ..." : "");
        }
    }
}
