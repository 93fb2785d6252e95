package plimsoll.acceptance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.acceptance.launcher.Doorstep.greeting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.acceptance.launcher.Doorstep.Outcome;

/// When the launcher builds what it lies beside. In Maven's place stands a script that counts how often it was asked.
class CheckoutAcceptance {
    private static final int UNAVAILABLE = 69;

    @TempDir
    Path folder;

    private Doorstep doorstep;
    private Path source;

    @BeforeEach
    void aCheckout() throws IOException {
        doorstep = new Doorstep(folder).withNewJava().with("PLIMSOLL_CACHE", "off");
        source = doorstep.root.resolve("domain/src/main/java/Gate.java");
        write(doorstep.root.resolve("pom.xml"));
        write(doorstep.root.resolve("domain/pom.xml"));
        write(source);
        doorstep.jar(folder.resolve("built.jar"), greeting("built"));
        Doorstep.script(doorstep.root.resolve("mvnw"), "echo x >> ../builds; cp ../built.jar app/target/plimsoll.jar");
    }

    @Test
    void aFreshCheckoutIsBuiltOnce() throws Exception {
        var first = doorstep.start("one");
        assertEquals("built one\n", first.out());
        assertTrue(first.err().contains("building"), first.err());
        assertEquals(new Outcome(0, "built two\n", ""), doorstep.start("two"));
        assertEquals(1, builds());
    }

    @Test
    void aNewerSourceIsBuiltAgain() throws Exception {
        doorstep.start("one");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(doorstep.start("two").err().contains("building"));
        assertEquals(2, builds());
    }

    @Test
    void aSourceThatWentAwayIsBuiltAgain() throws Exception {
        doorstep.start("one");
        Files.delete(source);
        Files.setLastModifiedTime(
                source.resolveSibling("."), FileTime.from(Instant.now().plusSeconds(5)));
        doorstep.start("two");
        assertEquals(2, builds());
    }

    @Test
    void aBuildThatFailsShowsItsErrorsAndStartsNothing() throws Exception {
        Doorstep.script(doorstep.root.resolve("mvnw"), "echo '[INFO] chatter'; echo '[ERROR] no semicolon'; exit 1");
        var outcome = doorstep.start("one");
        assertEquals(UNAVAILABLE, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("[ERROR] no semicolon"), outcome.err());
        assertTrue(!outcome.err().contains("chatter"), outcome.err());
        assertTrue(outcome.err().contains("app/target/build.txt"), outcome.err());
    }

    @Test
    void withoutMavenItSaysWhatIsMissing() throws Exception {
        Files.delete(doorstep.root.resolve("mvnw"));
        var outcome = doorstep.start("one");
        assertEquals(UNAVAILABLE, outcome.status());
        assertTrue(outcome.err().contains("building needs Maven"), outcome.err());
    }

    @Test
    void aStaleBuildIsTakenAsItIsWhenAskedTo() throws Exception {
        doorstep.start("one");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals(
                new Outcome(0, "built two\n", ""),
                doorstep.with("PLIMSOLL_BUILD", "off").start("two"));
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        var one = doorstep.begin(doorstep.root.resolve("plimsoll"), "one");
        var two = doorstep.begin(doorstep.root.resolve("plimsoll"), "two");
        assertEquals("built one\n", doorstep.end(one).out());
        assertEquals("built two\n", doorstep.end(two).out());
        assertEquals(1, builds());
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "");
    }

    private int builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }
}
