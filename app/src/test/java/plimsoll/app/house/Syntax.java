package plimsoll.app.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Elements.DocCommentKind;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Rules that need the text of the shipped floors as a tree: the JDK's own parser reads it, nothing is compiled.
final class Syntax {
    private static final Set<String> CATCH_ALL = Set.of("Exception", "Throwable");

    private Syntax() {}

    static List<Offence> faultsAreCaughtByName(House house) {
        var offences = new ArrayList<Offence>();
        scan(house, (file, trees) -> new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitCatch(CatchTree node, @Nullable Void nothing) {
                var type = node.getParameter().getType();
                var caught = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
                caught.stream()
                        .map(Tree::toString)
                        .filter(CATCH_ALL::contains)
                        .forEach(name -> offences.add(new Offence(file.where(), "catches every " + name)));
                return super.visitCatch(node, null);
            }
        });
        return offences;
    }

    static List<Offence> everyPublicTypeIsDocumented(House house) {
        var offences = new ArrayList<Offence>();
        scan(house, (file, trees) -> new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
                if (isPublic(node) && trees.getDocCommentKind(getCurrentPath()) != DocCommentKind.END_OF_LINE) {
                    offences.add(new Offence(file.where(), node.getSimpleName() + " is public without a /// comment"));
                }
                // What stands inside a method or a private class is nobody's interface.
                for (var member : node.getMembers()) {
                    if (member instanceof ClassTree inner && isPublic(node)) {
                        scan(inner, null);
                    }
                }
                return null;
            }
        });
        return offences;
    }

    private static boolean isPublic(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    private interface Reader {
        TreePathScanner<@Nullable Void, @Nullable Void> of(SourceFile file, DocTrees trees);
    }

    private static void scan(House house, Reader reader) {
        var files = house.sources().stream()
                .filter(file ->
                        file.isJava() && file.isShipped() && !file.where().endsWith("-info.java"))
                .collect(Collectors.toMap(SourceFile::path, file -> file));
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var manager = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var units = manager.getJavaFileObjectsFromPaths(files.keySet());
            if (files.isEmpty()) {
                return;
            }
            var task = (JavacTask) javac.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                var file = files.get(Path.of(unit.getSourceFile().toUri()));
                if (file != null) {
                    reader.of(file, trees).scan(unit, null);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
