package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;

/// What every keeper of uploads promises.
public abstract class UploadsContract {
    private static final Sha256 A = new Sha256("a".repeat(64));
    private static final Sha256 B = new Sha256("b".repeat(64));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.001Z");
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final Upload UPLOAD =
            new Upload("0123456789abcdef".repeat(2), HERE, new Pointer(A, 10_000_000_000L), 1L << 30, "ada", NOON);

    /// The uploads under test, none yet; the same ones each time.
    protected abstract Uploads uploads();

    @Test
    void anUploadComesBackAsItWas() {
        assertEquals(Optional.empty(), uploads().find(UPLOAD.id()));
        uploads().open(UPLOAD);
        assertEquals(Optional.of(UPLOAD), uploads().find(UPLOAD.id()));
        assertEquals(1, uploads().countOpen(HERE));
        assertEquals(0, uploads().countOpen(new RepositoryId("2".repeat(24))));
    }

    @Test
    void partsComeInAnyOrderAndTheLastOfANumberCounts() {
        uploads().open(UPLOAD);
        assertTrue(uploads().keepPart(UPLOAD.id(), 2, A));
        assertTrue(uploads().keepPart(UPLOAD.id(), 1, A));
        assertTrue(uploads().keepPart(UPLOAD.id(), 1, A));
        assertTrue(uploads().keepPart(UPLOAD.id(), 1, B));
        assertEquals(Map.of(1, B, 2, A), uploads().parts(UPLOAD.id()));
    }

    @Test
    void aClosedUploadTakesNoParts() {
        assertFalse(uploads().keepPart(UPLOAD.id(), 1, A));
        uploads().open(UPLOAD);
        assertTrue(uploads().keepPart(UPLOAD.id(), 1, A));
        uploads().close(UPLOAD.id());
        assertFalse(uploads().keepPart(UPLOAD.id(), 1, A));
        assertEquals(Map.of(), uploads().parts(UPLOAD.id()));
        assertEquals(Optional.empty(), uploads().find(UPLOAD.id()));
    }

    @Test
    void anUploadHoldsItsParts() {
        uploads().open(UPLOAD);
        uploads().keepPart(UPLOAD.id(), 1, A);
        assertEquals(Set.of(A), uploads().held(Set.of(A, B)));
        uploads().close(UPLOAD.id());
        assertEquals(Set.of(), uploads().held(Set.of(A, B)));
    }

    @Test
    void expiredUploadsAreFound() {
        uploads().open(UPLOAD);
        assertEquals(List.of(), uploads().expired(NOON, 10));
        assertEquals(List.of(UPLOAD), uploads().expired(NOON.plusMillis(1), 10));
        assertEquals(List.of(), uploads().expired(NOON.plusMillis(1), 0));
    }
}
