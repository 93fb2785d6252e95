package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The hub as git and git-lfs see it.
@ExtendWith(RunningHub.class)
class GitAcceptance {
    private static final int LARGE_BYTES = 12 * 1024 * 1024;
    private static final String KEY = "id.txt";

    @TempDir
    Path folder;

    @Test
    void aPushComesBackByteForByte(Hub hub) throws Exception {
        var address = created(hub, "round-trip", false);
        var work = cloned(address, "work");
        git(work, "lfs", "track", "*.bin").well();
        Files.writeString(work.resolve("README.md"), "# Round trip\n");
        Files.createDirectories(work.resolve("käse/with space"));
        Files.writeString(work.resolve("käse/with space/日本.txt"), "text\r\nas it is\n");
        Files.writeString(work.resolve("empty.txt"), "");
        var large = new byte[LARGE_BYTES];
        new Random(7).nextBytes(large);
        Files.write(work.resolve("large.bin"), large);
        committed(work, "Add what there is");
        git(work, "push", "origin", "HEAD:main").well();

        var back = cloned(address, "back");
        for (var name : new String[] {"README.md", "käse/with space/日本.txt", "empty.txt", "large.bin"}) {
            assertEquals(-1, Ran.firstDifference(work.resolve(name), back.resolve(name)), name);
        }
        assertTrue(git(back, "lfs", "ls-files").well().output().contains("large.bin"));
        git(back, "fsck", "--strict", "--full").well();
        var pointer = git(back, "show", "HEAD:large.bin").well().output();
        assertTrue(pointer.startsWith("version https://git-lfs.github.com/spec/v1"), pointer);
        assertEquals(head(work), head(back));

        Files.writeString(back.resolve("README.md"), "# And on\n");
        committed(back, "Go on");
        git(back, "push", "origin", "HEAD:main").well();
        git(work, "pull", "--ff-only", "origin", "main").well();
        assertEquals("# And on\n", Files.readString(work.resolve("README.md")));
    }

    @Test
    void branchesAndTagsArePushedAndDeleted(Hub hub) throws Exception {
        var address = created(hub, "refs", false);
        var work = filled(address);
        git(work, "checkout", "-b", "next/one").well();
        Files.writeString(work.resolve(KEY), "two");
        committed(work, "Two");
        git(work, "tag", "-a", "v1", "-m", "The first").well();
        git(work, "push", "origin", "next/one", "v1").well();
        var refs = git(work, "ls-remote", "origin").well().output();
        assertTrue(refs.contains("refs/heads/next/one") && refs.contains("refs/tags/v1^{}"), refs);
        var back = folder.resolve("tagged");
        git(folder, "clone", "-q", "--branch", "v1", "--depth", "1", address, back.toString())
                .well();
        assertEquals("two", Files.readString(back.resolve(KEY)));
        git(work, "push", "origin", ":next/one", ":v1").well();
        refs = git(work, "ls-remote", "origin").well().output();
        assertTrue(!refs.contains("next/one") && !refs.contains("v1") && refs.contains("refs/heads/main"), refs);
    }

    @Test
    void aPrivateRepositoryIsRefusedLikeAnAbsentOne(Hub hub) throws Exception {
        var address = created(hub, "hidden", true);
        filled(address);
        var path = address.substring(address.indexOf("/ada/"));
        var absent = "/ada/absent-" + path.substring("/ada/".length());
        for (var base : new String[] {hub.url(), hub.url("bob", hub.bob()), hub.url("ada", "hf_wrong")}) {
            var hidden = git(folder, "clone", base + path, "hidden-clone");
            var missing = git(folder, "clone", base + absent, "absent-clone");
            assertNotEquals(0, hidden.status(), hidden::toString);
            assertEquals(
                    missing.output().replace(absent, path).replace("absent-clone", "hidden-clone"), hidden.output());
        }
    }

    @Test
    void onlyWhoMayWritePushes(Hub hub) throws Exception {
        var address = created(hub, "guarded", false);
        var work = filled(address);
        var before = head(work);
        Files.writeString(work.resolve(KEY), "not yours");
        committed(work, "Not yours");
        var path = address.substring(address.indexOf("/ada/"));
        var read =
                hub.command("token", "create", "ada", "--scope", "read").well().line();
        for (var base : new String[] {hub.url(), hub.url("bob", hub.bob()), hub.url("ada", read)}) {
            var push = git(work, "push", base + path, "HEAD:main");
            assertNotEquals(0, push.status(), push::toString);
        }
        git(folder, "clone", "-q", hub.url("ada", read) + path, "reader").well();
        assertEquals(before, head(folder.resolve("reader")));
    }

    @Test
    void aPushThatIsNotBasedOnTheLatestIsRefused(Hub hub) throws Exception {
        var address = created(hub, "race", false);
        var one = filled(address);
        var two = cloned(address, "two");
        Files.writeString(one.resolve(KEY), "mine");
        committed(one, "Mine");
        git(one, "push", "origin", "HEAD:main").well();
        Files.writeString(two.resolve(KEY), "yours");
        committed(two, "Yours");
        var push = git(two, "push", "origin", "HEAD:main");
        assertNotEquals(0, push.status(), push::toString);
        assertTrue(push.output().contains("rejected"), push::toString);
    }

    @Test
    void aPointerToALargeFileThatIsNotThereIsRefused(Hub hub) throws Exception {
        var address = created(hub, "pointer", false);
        var work = filled(address);
        Files.writeString(
                work.resolve("stolen.bin"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "5".repeat(64) + "\nsize 12345\n");
        committed(work, "Point at nothing");
        var push = git(work, "push", "origin", "HEAD:main");
        assertNotEquals(0, push.status(), push::toString);
        assertTrue(push.output().contains("rejected"), push::toString);
        assertEquals(
                "one",
                git(cloned(address, "after"), "show", "HEAD:" + KEY).well().line());
    }

    @Test
    void aPickleThatRunsCodeIsFetchedByNobodyElse(Hub hub) throws Exception {
        var address = created(hub, "bomb", false);
        var work = filled(address);
        var before = head(work);
        git(work, "lfs", "track", "*.pkl").well();
        Files.writeString(work.resolve("model.pkl"), "cos\nsystem\n(S'echo harm'\ntR.");
        committed(work, "Add a bomb");
        git(work, "rm", "-q", "model.pkl").well();
        committed(work, "Take it away again");
        git(work, "push", "origin", "HEAD:main").well();
        git(cloned(address, "publisher"), "lfs", "fetch", "--all").well();
        var path = address.substring(address.indexOf("/ada/"));
        for (var base : new String[] {hub.url(), hub.url("bob", hub.bob())}) {
            assertEquals(
                    before,
                    git(folder, "ls-remote", base + path, "main").well().line().substring(0, 40));
            var clone = "by-another-" + base.length();
            git(folder, "clone", "-q", base + path, clone).well();
            assertEquals(before, head(folder.resolve(clone)));
            var asked = git(folder.resolve(clone), "fetch", "origin", head(work));
            assertNotEquals(0, asked.status(), asked::toString);
        }
    }

    private String created(Hub hub, String word, boolean hidden) throws IOException, InterruptedException {
        var name = word + "-" + Long.toString(System.nanoTime(), 36);
        var body = "{\"type\":\"model\",\"name\":\"" + name + "\",\"private\":" + hidden + "}";
        Ran.in(
                        folder,
                        Map.of(),
                        "curl",
                        "-sSf",
                        "-H",
                        "Authorization: Bearer " + hub.ada(),
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        body,
                        hub.url() + "/api/repos/create")
                .well();
        return hub.url("ada", hub.ada()) + "/ada/" + name;
    }

    private Path filled(String address) throws IOException, InterruptedException {
        var work = cloned(address, "filled");
        Files.writeString(work.resolve(KEY), "one");
        committed(work, "One");
        git(work, "push", "origin", "HEAD:main").well();
        return work;
    }

    private Path cloned(String address, String name) throws IOException, InterruptedException {
        git(folder, "clone", "-q", address, name).well();
        return folder.resolve(name);
    }

    private void committed(Path work, String message) throws IOException, InterruptedException {
        git(work, "add", "-A").well();
        git(work, "commit", "-q", "-m", message).well();
    }

    private String head(Path work) throws IOException, InterruptedException {
        return git(work, "rev-parse", "HEAD").well().line();
    }

    private Ran git(Path where, String... words) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("home"));
        var settings = home.resolve(".gitconfig");
        if (!Files.exists(settings)) {
            Files.writeString(settings, """
                    [user]
                    \tname = Ada
                    \temail = ada@example.org
                    [init]
                    \tdefaultBranch = main
                    [filter "lfs"]
                    \tclean = git-lfs clean -- %f
                    \tsmudge = git-lfs smudge -- %f
                    \tprocess = git-lfs filter-process
                    \trequired = true
                    """);
        }
        var command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        var environment = Map.of(
                "HOME", home.toString(), "GIT_TERMINAL_PROMPT", "0", "GIT_CONFIG_NOSYSTEM", "1", "LC_ALL", "C.UTF-8");
        return Ran.in(where, environment, command);
    }
}
