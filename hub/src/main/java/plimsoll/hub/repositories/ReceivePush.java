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
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefMove;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.repositories.GitWire.Brought;
import plimsoll.hub.repositories.GitWire.PushDesk;
import plimsoll.hub.repositories.Sequel.Note;

/// Takes a git push: the same rules and the same record as a commit through the Hub API.
public final class ReceivePush {
    /// More names than this help nobody find what is missing.
    private static final int NAMED = 5;

    private final GitWire wire;
    private final ClaimLargeFile claims;
    private final LargeFiles largeFiles;
    private final SumFiles sums;
    private final RecordMoves records;

    /// Over `wire`; large files that a push names must be in `largeFiles` or be had by one of `claims`.
    public ReceivePush(GitWire wire, ClaimLargeFile claims, LargeFiles largeFiles, SumFiles sums, RecordMoves records) {
        this.wire = wire;
        this.claims = claims;
        this.largeFiles = largeFiles;
        this.sums = sums;
        this.records = records;
    }

    /// Takes one push, whose packet lines come from `in` and are answered on `out`. All its refs move, or none.
    ///
    /// @param parameters those of the `Git-Protocol` header
    public void receive(Pass pass, Set<String> parameters, InputStream in, OutputStream out) throws IOException {
        pass.require(Intent.WRITE);
        wire.receive(pass.repository().id(), parameters, in, out, new Desk(pass));
    }

    private final class Desk implements PushDesk {
        private final Pass pass;
        private Note record = () -> {};

        Desk(Pass pass) {
            this.pass = pass;
        }

        @Override
        public Optional<String> refuse(List<RefMove> moves, List<Brought> files, Snapshot.Source commits)
                throws IOException {
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
            if (!missing.isEmpty()) {
                return Optional.of(absent(missing));
            }
            record = records.prepare(
                    pass,
                    moves,
                    commits,
                    Optional.of(files.stream().map(Desk::entry).toList()));
            return sums.objection(moves, commits);
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
            record.take();
        }

        private static Entry entry(Brought file) {
            return file.pointer()
                    .<Entry>map(pointer -> new Entry.LargeFile(file.path(), file.oid(), file.sizeBytes(), pointer))
                    .orElseGet(() -> new Entry.SmallFile(file.path(), file.oid(), file.sizeBytes()));
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
