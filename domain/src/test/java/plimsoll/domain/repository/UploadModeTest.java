package plimsoll.domain.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;

class UploadModeTest {
    private static final Bytes TEXT = Bytes.ofUtf8("just words\n");
    private static final Bytes BINARY = Bytes.copyOf(new byte[] {1, 0, 2});
    private static final GitAttributes.Reader MODEL =
            GitAttributes.startOf(RepoKind.MODEL).reader();

    private static UploadMode mode(String path, long sizeBytes, Bytes sample) {
        return UploadMode.of(new FilePath(path), sizeBytes, sample, MODEL);
    }

    @Test
    void weightsGoBesideGitHoweverSmall() {
        assertEquals(UploadMode.LFS, mode("model.safetensors", 1, TEXT));
    }

    @Test
    void smallTextGoesIntoGit() {
        assertEquals(UploadMode.REGULAR, mode("config.json", 100, TEXT));
    }

    @Test
    void theLimitIsTheLastSizeThatGoesIntoGit() {
        assertEquals(UploadMode.REGULAR, mode("vocab.txt", UploadMode.MAX_REGULAR_BYTES, TEXT));
        assertEquals(UploadMode.LFS, mode("vocab.txt", UploadMode.MAX_REGULAR_BYTES + 1L, TEXT));
    }

    @Test
    void whatLooksBinaryGoesBesideGit() {
        assertEquals(UploadMode.LFS, mode("thing", 3, BINARY));
    }

    @Test
    void thePublishersWordOutweighsTheSample() {
        var attributes = new GitAttributes("*.dat -filter").reader();
        assertEquals(UploadMode.REGULAR, UploadMode.of(new FilePath("a.dat"), 3, BINARY, attributes));
    }

    @Test
    void emptyFilesGoIntoGitWhateverTheirName() {
        assertEquals(UploadMode.REGULAR, mode("model.safetensors", 0, Bytes.copyOf(new byte[0])));
    }

    @Test
    void aCharacterCutAtTheSamplesEndIsStillText() {
        var shark = "🦈".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertFalse(UploadMode.looksBinary(Bytes.copyOf(Arrays.copyOf(shark, 3))));
        assertTrue(UploadMode.looksBinary(Bytes.copyOf(new byte[] {(byte) 0xff, 'a', 'b'})));
    }
}
