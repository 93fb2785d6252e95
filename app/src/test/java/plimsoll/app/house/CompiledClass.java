package plimsoll.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a class file says about its class: its name, the classes it cannot do without, and how long its methods are.
///
/// `uses` holds every class entry of the constant pool and every class named by the descriptors of its own and of the
/// called members. Annotations are neither, so JSpecify does not count.
record CompiledClass(String name, Set<String> uses, List<Method> methods) {
    private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;<]+);");

    /// A method and the lines of source it covers.
    record Method(String name, int lines) {}

    static CompiledClass read(Path file) {
        try {
            var model = ClassFile.of().parse(file);
            return new CompiledClass(dotted(model.thisClass().asInternalName()), usesOf(model), methodsOf(model));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The package.
    String room() {
        return roomOf(name);
    }

    /// The second word of the package, which is also the Maven module.
    String floor() {
        return floorOf(name);
    }

    /// The class that stands in a file of its own and holds this one, perhaps itself.
    String outermost() {
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    /// The name as written in the source; empty for a class that has none there.
    String simpleName() {
        var last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        return last.replaceFirst("^[0-9]+", "");
    }

    static String roomOf(String className) {
        return className.substring(0, className.lastIndexOf('.'));
    }

    static String floorOf(String className) {
        return className.split("\\.", -1)[1];
    }

    static boolean isOurs(String className) {
        return className.startsWith("plimsoll.") && className.split("\\.", -1).length > 2;
    }

    private static Set<String> usesOf(ClassModel model) {
        var uses = new TreeSet<String>();
        for (var entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry used when used.asInternalName().startsWith("[") -> namesIn(used.asInternalName(), uses);
                case ClassEntry used -> uses.add(dotted(used.asInternalName()));
                case NameAndTypeEntry member -> namesIn(member.type().stringValue(), uses);
                case MethodTypeEntry type -> namesIn(type.descriptor().stringValue(), uses);
                default -> {}
            }
        }
        model.fields().forEach(field -> namesIn(field.fieldType().stringValue(), uses));
        model.methods().forEach(method -> namesIn(method.methodType().stringValue(), uses));
        return uses.stream().filter(name -> name.contains(".")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void namesIn(String descriptor, Set<String> names) {
        var matcher = CLASS_IN_DESCRIPTOR.matcher(descriptor);
        while (matcher.find()) {
            names.add(dotted(matcher.group(1)));
        }
    }

    private static List<Method> methodsOf(ClassModel model) {
        var methods = new ArrayList<Method>();
        for (var method : model.methods()) {
            methods.add(new Method(method.methodName().stringValue(), linesOf(method)));
        }
        return methods;
    }

    /// From the first line to the last. Initialisers of fields are compiled into the constructors, wherever in the
    /// file they stand: of those the lines themselves are counted, and tables of constants are not counted at all.
    private static int linesOf(MethodModel method) {
        var numbers = new TreeSet<Integer>();
        method.code()
                .ifPresent(code -> code.findAttributes(Attributes.lineNumberTable())
                        .forEach(table -> table.lineNumbers().stream()
                                .map(LineNumberInfo::lineNumber)
                                .forEach(numbers::add)));
        return switch (method.methodName().stringValue()) {
            case "<clinit>" -> 0;
            case "<init>" -> numbers.size();
            default -> numbers.isEmpty() ? 0 : numbers.last() - numbers.first() + 1;
        };
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
