package plimsoll.backends.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.GitWire.Brought;

/// What a push brings: the files that its new commits have and their parents have not. Checks that each is one this hub
/// can keep.
final class NewFiles {
    /// As many as a repository should have; more come in several pushes.
    static final int MOST = 100_000;

    private final ObjectReader reader;
    private final FileFacts facts;
    private final Set<Brought> files = new LinkedHashSet<>();

    NewFiles(ObjectReader reader, FileFacts facts) {
        this.reader = reader;
        this.facts = facts;
    }

    /// Walks the commits that lead to `tips` and to none of `known`.
    ///
    /// @throws Unwelcome when a file cannot be kept here
    List<Brought> between(Collection<ObjectId> known, Collection<ObjectId> tips) throws IOException, Unwelcome {
        try (var walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            for (var tip : tips) {
                walk.markStart(walk.parseCommit(tip));
            }
            for (var old : known) {
                walk.markUninteresting(walk.parseCommit(old));
            }
            for (var commit = walk.next(); commit != null; commit = walk.next()) {
                for (var parent : commit.getParents()) {
                    walk.parseHeaders(parent);
                }
                collect(commit);
            }
        }
        return new ArrayList<>(files);
    }

    // Tree 0 is the commit's; what equals the same entry of any other came from that parent.
    private void collect(RevCommit commit) throws IOException, Unwelcome {
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(commit.getTree());
            for (var parent : commit.getParents()) {
                walk.addTree(parent.getTree());
            }
            while (walk.next()) {
                if (isInherited(walk)) {
                    continue;
                }
                if (walk.isSubtree()) {
                    path(walk.getRawPath());
                    walk.enterSubtree();
                } else {
                    take(walk);
                }
            }
        }
    }

    private static boolean isInherited(TreeWalk walk) {
        if (walk.getRawMode(0) == 0) {
            return true; // only parents have it
        }
        for (int parent = 1; parent < walk.getTreeCount(); parent++) {
            if (walk.getRawMode(0) == walk.getRawMode(parent) && walk.idEqual(0, parent)) {
                return true;
            }
        }
        return false;
    }

    private void take(TreeWalk walk) throws IOException, Unwelcome {
        var path = path(walk.getRawPath());
        if (walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
            throw new Unwelcome("%s is a submodule; a repository here holds all its files itself.".formatted(path));
        }
        var fact = facts.of(reader, walk.getObjectId(0));
        files.add(new Brought(path, Oids.ours(walk.getObjectId(0)), fact.sizeBytes(), fact.pointer()));
        if (files.size() > MOST) {
            throw new Unwelcome("This push brings more than %d new files; push them in several steps.".formatted(MOST));
        }
    }

    private static FilePath path(byte[] raw) throws Unwelcome {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unwelcome("A file's name is not UTF-8: " + new String(raw, StandardCharsets.UTF_8), e);
        }
        var objection = FilePath.objection(text);
        if (objection.isPresent()) {
            throw new Unwelcome(objection.get());
        }
        return new FilePath(text);
    }

    /// A push cannot be let in, for the reason that its message tells the pusher.
    static final class Unwelcome extends Exception {
        private static final long serialVersionUID = 1;
        private final String why;

        Unwelcome(String why) {
            super(why);
            this.why = why;
        }

        Unwelcome(String why, Throwable cause) {
            super(why, cause);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
