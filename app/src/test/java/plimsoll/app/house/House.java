package plimsoll.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The house as it stands: the compiled classes of the shipped floors, and all that was written.
///
/// What the page generator writes (`plimsoll.web.pages.generated`) is not of the house; it only counts as a user of it.
record House(Path root, List<CompiledClass> classes, List<SourceFile> sources) {
    static final List<String> SHIPPED = List.of("domain", "weights", "engine", "hub", "backends", "web", "app");
    private static final List<String> WORKSHOPS = List.of("bench", "acceptance");
    private static final String GENERATED = "plimsoll.web.pages.generated.";

    /// The house this test was built in. Surefire starts it in the folder of its module.
    static House here() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("domain/pom.xml"))) {
            var parent = root.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "not inside the repository: " + Path.of("").toAbsolutePath());
            }
            root = parent;
        }
        return at(root);
    }

    static House at(Path root) {
        return new House(root, classesBelow(root), sourcesBelow(root));
    }

    private static List<CompiledClass> classesBelow(Path root) {
        return SHIPPED.stream()
                .filter(floor -> Files.isDirectory(root.resolve(floor)))
                .map(floor -> root.resolve(floor).resolve("target/classes"))
                .peek(folder -> {
                    if (!Files.isDirectory(folder)) {
                        throw new IllegalStateException(folder + " is missing: build every floor first (./dev build)");
                    }
                })
                .flatMap(folder -> filesBelow(folder, ".class"))
                .filter(file -> !file.endsWith("package-info.class") && !file.endsWith("module-info.class"))
                .map(CompiledClass::read)
                .filter(compiled -> !compiled.name().startsWith(GENERATED))
                .toList();
    }

    private static List<SourceFile> sourcesBelow(Path root) {
        return Stream.concat(SHIPPED.stream(), WORKSHOPS.stream())
                .map(module -> root.resolve(module).resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(folder -> Stream.of(".java", ".jte", ".sql").flatMap(end -> filesBelow(folder, end)))
                .map(file -> SourceFile.read(root, file))
                .toList();
    }

    private static Stream<Path> filesBelow(Path folder, String end) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(end))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
