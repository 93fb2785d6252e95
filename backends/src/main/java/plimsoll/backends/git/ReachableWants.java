package plimsoll.backends.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPack.RequestValidator;
import org.eclipse.jgit.transport.WantNotValidException;

/// Lets a fetch have whatever a ref leads to, and nothing else: clones without files ask for them one by one later, and
/// what was squashed away or belongs to a refused push is nobody's.
///
/// JGit's own validator finds a file of the past only through bitmaps, which a repository has after its first
/// collection; until then this walks.
final class ReachableWants implements RequestValidator {
    @Override
    public void checkWants(UploadPack upload, List<ObjectId> wants) throws IOException {
        try (var reader = upload.getRepository().newObjectReader();
                var walk = new ObjectWalk(reader)) {
            var tips = new ArrayList<RevObject>();
            for (var ref : shown(upload)) {
                if (ref.getObjectId() != null) {
                    tips.add(walk.parseAny(ref.getObjectId()));
                }
            }
            var wanted = new ArrayList<RevObject>();
            for (var want : wants) {
                wanted.add(parse(walk, want));
            }
            var unreachable = reader.getBitmapIndex() != null
                    ? reader.createObjectReachabilityChecker(walk).areAllReachable(wanted, tips.stream())
                    : walked(walk, wanted, tips);
            if (unreachable.isPresent()) {
                throw new WantNotValidException(unreachable.get());
            }
        }
    }

    // Where the fetcher sees other refs than the repository has, what leads from those.
    private static Collection<Ref> shown(UploadPack upload) throws IOException {
        upload.getAdvertiseRefsHook().advertiseRefs(upload);
        var advertised = upload.getAdvertisedRefs();
        return advertised == null ? upload.getRepository().getRefDatabase().getRefs() : advertised.values();
    }

    private static RevObject parse(ObjectWalk walk, ObjectId want) throws IOException {
        try {
            return walk.parseAny(want);
        } catch (MissingObjectException e) {
            throw new WantNotValidException(want, e);
        }
    }

    private static Optional<RevObject> walked(ObjectWalk walk, List<RevObject> wanted, List<RevObject> tips)
            throws IOException {
        var left = new HashSet<>(wanted);
        for (var tip : tips) {
            walk.markStart(tip);
        }
        for (var next = walk.next(); next != null && !left.isEmpty(); next = walk.next()) {
            left.remove(next);
        }
        for (var next = left.isEmpty() ? null : walk.nextObject(); next != null; next = walk.nextObject()) {
            left.remove(next);
            if (left.isEmpty()) {
                break;
            }
        }
        return left.stream().findFirst();
    }
}
