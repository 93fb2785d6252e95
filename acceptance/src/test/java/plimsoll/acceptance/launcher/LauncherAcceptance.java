package plimsoll.acceptance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.acceptance.launcher.Doorstep.greeting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.acceptance.launcher.Doorstep.Outcome;
import plimsoll.acceptance.launcher.Doorstep.Start;

/// Which Java the launcher takes, and what becomes of its class cache.
class LauncherAcceptance {
    private static final int UNAVAILABLE = 69;

    @TempDir
    Path folder;

    private Doorstep doorstep;

    @BeforeEach
    void aReleasedCopy() throws IOException {
        doorstep = new Doorstep(folder).withProgram(greeting("hello"));
    }

    @Test
    void aMachineWithOnlyAnOldJavaIsToldSoInASentence() throws Exception {
        var old = doorstep.oldJava();
        var outcome =
                doorstep.with("JAVA_HOME", old).with("PATH", old.resolve("bin")).start("serve");
        assertEquals(UNAVAILABLE, outcome.status());
        assertTrue(outcome.err().contains("Plimsoll needs a JDK 25 or newer (found: 17 in " + old), outcome.err());
        assertTrue(outcome.err().contains("PLIMSOLL_JAVA_HOME"), outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void aMachineWithoutJavaIsToldSoInASentence() throws Exception {
        var outcome = doorstep.start("serve");
        assertEquals(UNAVAILABLE, outcome.status());
        assertTrue(outcome.err().contains("needs a JDK 25 or newer (found: none;"), outcome.err());
    }

    @Test
    void anOldJavaChosenOnPurposeIsNotReplacedInSilence() throws Exception {
        var old = doorstep.withNewJava().oldJava();
        var outcome = doorstep.with("PLIMSOLL_JAVA_HOME", old).start("serve");
        assertEquals(UNAVAILABLE, outcome.status());
        assertTrue(outcome.err().contains("PLIMSOLL_JAVA_HOME is " + old), outcome.err());
    }

    @Test
    void aNewJavaIsFoundBesideAnOldDefault() throws Exception {
        var old = doorstep.withNewJava().oldJava();
        var outcome =
                doorstep.with("JAVA_HOME", old).with("PATH", old.resolve("bin")).start("serve");
        assertEquals(new Outcome(0, "hello serve\n", outcome.err()), outcome);
    }

    @Test
    void itStartsThroughLinksFromAnywhereWithItsArgumentsWhole() throws Exception {
        var near = Files.createSymbolicLink(folder.resolve("near"), Path.of("home/plimsoll"));
        var far = Files.createSymbolicLink(folder.resolve("far"), near);
        var outcome = doorstep.withNewJava().start(far, "a b", "", "*", "$HOME");
        assertEquals(new Outcome(0, "hello a b||*|$HOME\n", outcome.err()), outcome);
    }

    @Test
    void theFirstStartMakesACacheAndTheNextStartsFromIt() throws Exception {
        var loaded = folder.resolve("loaded");
        doorstep.withNewJava().with("PLIMSOLL_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        var first = doorstep.start("one");
        assertTrue(first.err().contains("preparing a faster start"), first.err());
        assertEquals(1, doorstep.caches().size(), first.err());
        Files.delete(loaded);
        assertEquals(new Outcome(0, "hello two\n", ""), doorstep.start("two"));
        assertTrue(
                Files.readString(loaded).contains("plimsoll.app.Plimsoll source: shared objects file"),
                "the program's class did not come from the cache");
    }

    @Test
    void aForeignCacheUnderTheRightNameDoesNoHarm() throws Exception {
        doorstep.withNewJava().start("one");
        var cache = doorstep.caches().getFirst();
        Files.writeString(cache, "this is no cache");
        var outcome = doorstep.start("two");
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("hello two\n", outcome.out());
    }

    @Test
    void aCacheOfAnEarlierProgramIsNotUsedForTheNext() throws Exception {
        doorstep.withNewJava().start("one");
        var earlier = doorstep.caches();
        doorstep.withProgram(greeting("howdy"));
        var outcome = doorstep.start("two");
        assertEquals("howdy two\n", outcome.out());
        assertFalse(earlier.containsAll(doorstep.caches()), "no cache was made for the new program");
    }

    @Test
    void aTrainingThatFailsIsNotTriedAgainAndStopsNobody() throws Exception {
        doorstep.withNewJava().withProgram("if (args[0].equals(\"train-start\")) System.exit(3);" + greeting("hello"));
        var first = doorstep.start("one");
        assertEquals("hello one\n", first.out());
        assertTrue(first.err().contains("starting without"), first.err());
        assertEquals(new Outcome(0, "hello two\n", ""), doorstep.start("two"));
    }

    @Test
    void startsAtTheSameMomentLeaveOneWholeCache() throws Exception {
        doorstep.withNewJava();
        var starts = new ArrayList<Start>();
        for (int i = 0; i < 4; i++) {
            starts.add(doorstep.begin(doorstep.root.resolve("plimsoll"), "together"));
        }
        for (var start : starts) {
            var outcome = doorstep.end(start);
            assertEquals(new Outcome(0, "hello together\n", outcome.err()), outcome);
        }
        assertEquals(1, doorstep.caches().size(), doorstep.caches().toString());
        assertEquals(new Outcome(0, "hello after\n", ""), doorstep.start("after"));
    }

    @Test
    void theCacheCanBeTurnedOff() throws Exception {
        var outcome = doorstep.withNewJava().with("PLIMSOLL_CACHE", "off").start("one");
        assertEquals(new Outcome(0, "hello one\n", ""), outcome);
        assertFalse(Files.exists(folder.resolve("caches")));
    }
}
