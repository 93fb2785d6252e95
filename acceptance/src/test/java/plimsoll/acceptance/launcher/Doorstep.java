package plimsoll.acceptance.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A copy of the launcher in a folder of its own, with a small program in the place of Plimsoll that prints its
/// arguments, and a machine around it whose Javas the test chooses.
final class Doorstep {
    private static final long PATIENCE_MINUTES = 3;

    final Path root;
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /// What a start came to.
    record Outcome(int status, String out, String err) {}

    Doorstep(Path folder) throws IOException {
        this.folder = folder;
        this.root = Files.createDirectories(folder.resolve("home"));
        Files.copy(Path.of("..", "plimsoll").toRealPath(), root.resolve("plimsoll"));
        environment.put("HOME", folder.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put(
                "PLIMSOLL_JVM_FOLDER",
                Files.createDirectories(folder.resolve("jvm")).toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        tools(
                "bash",
                "basename",
                "cat",
                "cksum",
                "cp",
                "dirname",
                "find",
                "flock",
                "grep",
                "head",
                "ls",
                "mkdir",
                "mv");
        tools("readlink", "rm", "sed", "sh", "sort", "stat", "tail", "timeout", "touch", "tr", "xargs");
    }

    Doorstep with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /// The Java that runs this test, in a folder whose name says its version.
    Doorstep withNewJava() throws IOException {
        var home = folder.resolve("jvm/some-25-jdk");
        var real = Path.of(System.getProperty("java.home"));
        script(home.resolve("bin/java"), "exec '" + real + "/bin/java' \"$@\"");
        script(home.resolve("bin/javac"), "exec '" + real + "/bin/javac' \"$@\"");
        Files.copy(real.resolve("release"), home.resolve("release"));
        return this;
    }

    /// A folder that looks like a Java 17 and cannot do more than say so.
    Path oldJava() throws IOException {
        var home = folder.resolve("java-17");
        script(home.resolve("bin/java"), "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    /// Puts a program of this source where Plimsoll's jar belongs, as a released copy has it.
    Doorstep withProgram(String body) throws IOException {
        jar(root.resolve("plimsoll.jar"), body);
        return this;
    }

    /// The source of a program that prints a greeting and its arguments, and trains in silence.
    static String greeting(String greeting) {
        return "if (args.length > 0 && args[0].equals(\"train-start\")) return;" + "System.out.println(\"" + greeting
                + " \" + String.join(\"|\", args));";
    }

    void jar(Path jar, String body) throws IOException {
        var source = folder.resolve("Plimsoll.java");
        var classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(
                source,
                "package plimsoll.app; public class Plimsoll { public static void main(String[] args) { " + body
                        + " } }");
        var failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
        if (failed != 0) {
            throw new IllegalArgumentException(body);
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("plimsoll/app/Plimsoll.class"));
            Files.copy(classes.resolve("plimsoll/app/Plimsoll.class"), out);
        }
    }

    static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    List<Path> caches() throws IOException {
        try (var files = Files.list(folder.resolve("caches/plimsoll"))) {
            return files.filter(file -> file.toString().contains(".aot")).toList();
        }
    }

    Outcome start(String... arguments) throws IOException, InterruptedException {
        return start(root.resolve("plimsoll"), arguments);
    }

    Outcome start(Path launcher, String... arguments) throws IOException, InterruptedException {
        var process = begin(launcher, arguments);
        return end(process);
    }

    /// A start under way; `end` waits for it.
    record Start(Process process, Path out, Path err) {}

    Start begin(Path launcher, String... arguments) throws IOException {
        var out = Files.createTempFile(folder, "out", null);
        var err = Files.createTempFile(folder, "err", null);
        var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .merge("PATH", folder.resolve("tools").toString(), (before, tools) -> before + ":" + tools);
        return new Start(builder.start(), out, err);
    }

    Outcome end(Start start) throws IOException, InterruptedException {
        if (!start.process().waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            start.process().destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_MINUTES + " minutes");
        }
        return new Outcome(
                start.process().exitValue(),
                Files.readString(start.out(), StandardCharsets.UTF_8),
                Files.readString(start.err(), StandardCharsets.UTF_8));
    }

    /// The machine has these programs and no others: neither its own Java nor its Maven is seen.
    private void tools(String... names) throws IOException {
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var name : names) {
            for (var place : List.of("/usr/bin", "/bin")) {
                var program = Path.of(place, name);
                if (Files.exists(program)) {
                    script(tools.resolve(name), "exec " + program + " \"$@\"");
                    break;
                }
            }
        }
    }
}
