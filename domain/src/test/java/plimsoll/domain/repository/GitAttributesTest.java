package plimsoll.domain.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitAttributesTest {
    @ParameterizedTest
    @CsvSource({
        "model.safetensors, true",
        "deep/down/pytorch_model.bin, true",
        "saved_model/a/b/variables, true",
        "saved_model/x, true",
        "other/saved_model.txt, false",
        "events.out.tfevents.123, true",
        "x.tar.gz, true",
        "config.json, false",
        "README.md, false",
        "bin, false",
        "picture.png, false",
    })
    void modelsBeginWithTheUsualFormatsOutsideGit(String path, boolean large) {
        var declared = GitAttributes.startOf(RepoKind.MODEL).reader().declared(new FilePath(path));
        assertEquals(large ? Optional.of(UploadMode.LFS) : Optional.empty(), declared);
    }

    @Test
    void datasetsKeepPicturesAndSoundOutsideGitToo() {
        var reader = GitAttributes.startOf(RepoKind.DATASET).reader();
        assertEquals(Optional.of(UploadMode.LFS), reader.declared(new FilePath("a/picture.png")));
    }

    @Test
    void theLastLineThatSpeaksOfAPathCounts() {
        var reader = new GitAttributes("""
                # weights
                *.bin filter=lfs diff=lfs merge=lfs -text
                small/*.bin -filter
                *.bin text
                """).reader();
        assertEquals(Optional.of(UploadMode.LFS), reader.declared(new FilePath("a.bin")));
        assertEquals(Optional.of(UploadMode.REGULAR), reader.declared(new FilePath("small/a.bin")));
    }

    @Test
    void aTrackedPathIsMeantExactly() {
        var awkward = List.of(
                new FilePath("plain.txt"),
                new FilePath("with space.txt"),
                new FilePath("folder/[odd]*?.txt"),
                new FilePath("ünïcode 🦈.dat"));
        var reader = new GitAttributes("*.md text").tracking(awkward).reader();
        awkward.forEach(
                path -> assertEquals(Optional.of(UploadMode.LFS), reader.declared(path), () -> "not tracked: " + path));
        for (var other : List.of("below/plain.txt", "withXspace.txt", "folder/o.txt", "folder/oddXY.txt")) {
            assertEquals(Optional.empty(), reader.declared(new FilePath(other)), other);
        }
    }
}
