package plimsoll.weights.writing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    private static final MemorySegment THREE = MemorySegment.ofArray(new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    @Test
    void aFileIsThereWhenItIsWhole() throws Exception {
        var target = folder.resolve("new");
        try (var file = NewFile.create(target, false)) {
            file.write(THREE);
            file.padTo(4);
            file.padTo(4);
            assertEquals(4, file.sizeBytes());
            assertFalse(Files.exists(target));
            file.commit();
        }
        assertArrayEquals(new byte[] {1, 2, 3, 0}, Files.readAllBytes(target));
        assertEquals(List.of(target), names());
    }

    @Test
    void whatIsGivenUpLeavesNothing() throws Exception {
        try (var file = NewFile.create(folder.resolve("new"), false)) {
            file.write(THREE);
        }
        assertEquals(List.of(), names());
    }

    @Test
    void anotherFileStaysUnlessItMayGiveWay() throws Exception {
        var target = Files.writeString(folder.resolve("old"), "old");
        assertThrows(FileAlreadyExistsException.class, () -> NewFile.create(target, false));
        assertThrows(FileAlreadyExistsException.class, () -> NewFile.create(folder, true));
        try (var file = NewFile.create(target, true)) {
            file.write(THREE);
            assertEquals("old", Files.readString(target));
            file.commit();
        }
        assertEquals(3, Files.size(target));
    }

    @Test
    void aFileThatCameInBetweenStaysToo() throws Exception {
        var target = folder.resolve("new");
        try (var file = NewFile.create(target, false)) {
            file.write(THREE);
            Files.writeString(target, "first");
            assertThrows(FileAlreadyExistsException.class, file::commit);
        }
        assertEquals("first", Files.readString(target));
        assertEquals(List.of(target), names());
    }

    private List<Path> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
