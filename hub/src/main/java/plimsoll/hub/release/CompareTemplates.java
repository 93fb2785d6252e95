package plimsoll.hub.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.TextDiff;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.release.ReadTemplates.Copy;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.RevisionRecalled;
import plimsoll.hub.repositories.TemplateFiles;

/// Holds the template for conversations of a model against its own copies and against those of the models it says it
/// derives from. A template decides what a model is told, so one that differs where nobody looks is a way in: the
/// backdoors of July 2025 stood in the header of a GGUF file, while the page showed another text.
public final class CompareTemplates {
    private static final int MAX_BASES = 8;

    /// Templates are often one line; a tag is what can be compared.
    private static final Pattern BORDER = Pattern.compile("(?<=\n)|(?=\\{[%{#])");

    private final ReadTemplates templates;
    private final ReadTree tree;
    private final Catalogue catalogue;
    private final EnterRepository door;

    /// Compares what `templates` finds; of others, what `door` lets the same reader have.
    public CompareTemplates(ReadTemplates templates, ReadTree tree, Catalogue catalogue, EnterRepository door) {
        this.templates = templates;
        this.tree = tree;
        this.catalogue = catalogue;
        this.door = door;
    }

    /// A text, and where it stands.
    ///
    /// @param places files, each with the template's name where it is not the default one
    /// @param difference what this text changes of the first that is taken by default; empty for that one, and for
    ///     those with names of their own
    public record Variant(String text, List<String> places, List<String> difference) {
        public Variant {
            places = List.copyOf(places);
            difference = List.copyOf(difference);
        }
    }

    /// What the model's template changes of that of a model it derives from; of several copies, the first that changes
    /// anything.
    ///
    /// @param page its address; empty where it is not here, or not for whoever asks
    /// @param hasTemplate whether it has one to compare with
    /// @param difference empty where both say the same
    public record Against(String name, Optional<String> page, boolean hasTemplate, List<String> difference) {
        public Against {
            difference = List.copyOf(difference);
        }
    }

    /// All that was compared.
    ///
    /// @param variants the texts, those that are taken by default first
    /// @param agree whether those are one
    public record Compared(List<Variant> variants, boolean agree, List<Against> bases) {
        public Compared {
            variants = List.copyOf(variants);
            bases = List.copyOf(bases);
        }
    }

    /// Compares the templates of a commit.
    public Compared of(Pass pass, GitOid commit) throws IOException {
        var copies = templates.of(pass, commit);
        var places = new LinkedHashMap<String, List<String>>();
        copies.stream().filter(CompareTemplates::isTaken).forEach(copy -> place(copy, places));
        var taken = taken(copies);
        copies.stream().filter(copy -> !isTaken(copy)).forEach(copy -> place(copy, places));
        var variants = new ArrayList<Variant>();
        places.forEach((text, where) -> variants.add(
                new Variant(text, where, taken.contains(text) ? difference(taken.getFirst(), text) : List.of())));
        return new Compared(variants, taken.size() <= 1, taken.isEmpty() ? List.of() : bases(pass, taken));
    }

    private static void place(Copy copy, Map<String, List<String>> places) {
        places.computeIfAbsent(copy.text(), _ -> new ArrayList<>())
                .add(isTaken(copy) ? copy.path() : "%s, as %s".formatted(copy.path(), copy.name()));
    }

    private static boolean isTaken(Copy copy) {
        return copy.name().equals(TemplateFiles.DEFAULT);
    }

    private static List<String> taken(List<Copy> copies) {
        return copies.stream()
                .filter(CompareTemplates::isTaken)
                .map(Copy::text)
                .distinct()
                .toList();
    }

    private List<Against> bases(Pass pass, List<String> taken) throws IOException {
        var names = catalogue
                .listed(pass.repository().id())
                .flatMap(Listed::description)
                .map(Description::card)
                .orElse(Card.NONE)
                .baseModels();
        var bases = new ArrayList<Against>();
        for (var name : names.subList(0, Math.min(MAX_BASES, names.size()))) {
            bases.add(against(pass, name, taken));
        }
        return bases;
    }

    private Against against(Pass pass, String name, List<String> taken) throws IOException {
        var parsed = RepoName.parse(name);
        if (parsed.isPresent()
                && door.enter(pass.recipient(), Intent.READ, RepoKind.MODEL, parsed.get())
                        instanceof Entrance.Entered(var base)) {
            var page = Optional.of("/" + base.repository().page());
            var theirs = templates(base);
            var changed = taken.stream().filter(text -> !theirs.contains(text)).findFirst();
            return theirs.isEmpty()
                    ? new Against(name, page, false, List.of())
                    : new Against(
                            name,
                            page,
                            true,
                            changed.map(text -> difference(theirs.getFirst(), text))
                                    .orElse(List.of()));
        }
        return new Against(name, Optional.empty(), false, List.of());
    }

    private List<String> templates(Pass base) throws IOException {
        try {
            var commit = tree.resolve(base, "main");
            return commit.isPresent() ? taken(templates.of(base, commit.get())) : List.of();
        } catch (RevisionRecalled _) {
            return List.of();
        }
    }

    private static List<String> difference(String before, String after) {
        return TextDiff.of(pieces(before), pieces(after));
    }

    // An end of line is told to the model, so it is seen here.
    private static List<String> pieces(String text) {
        return BORDER.splitAsStream(text).map(piece -> piece.replace('\n', '↵')).toList();
    }
}
