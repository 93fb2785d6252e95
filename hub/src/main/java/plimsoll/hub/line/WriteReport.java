package plimsoll.hub.line;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Question;
import plimsoll.domain.line.ReportForm;
import plimsoll.domain.line.ReportForm.Item;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.release.Component;
import plimsoll.hub.repositories.Pass;

/// Fills the documents that laws ask for with what is known of a revision, and says plainly what is missing and who has
/// to bring it. What the reader may not be told is said to be told to authorities only.
public final class WriteReport {
    private final ReadFacts facts;
    private final Testimonies testimonies;

    /// From the facts that are known, and what is said to be unknown.
    public WriteReport(ReadFacts facts, Testimonies testimonies) {
        this.facts = facts;
        this.testimonies = testimonies;
    }

    /// A document.
    ///
    /// @param form which
    /// @param repository of what, by its address here
    /// @param commit of which revision
    /// @param at when it was filled
    /// @param sections what it says
    public record Report(ReportForm form, String repository, GitOid commit, Instant at, List<Filled> sections) {
        public Report {
            sections = List.copyOf(sections);
        }

        /// How many items nobody has answered.
        public int gaps() {
            return (int) sections.stream()
                    .flatMap(section -> section.entries.stream())
                    .filter(entry -> entry.state == State.MISSING)
                    .count();
        }

        /// How many items there are.
        public int items() {
            return sections.stream().mapToInt(section -> section.entries.size()).sum();
        }
    }

    /// A section.
    public record Filled(String title, List<Entry> entries) {
        public Filled {
            entries = List.copyOf(entries);
        }
    }

    /// An item with its answers.
    ///
    /// @param item what is asked
    /// @param state whether it is answered
    /// @param said the answers
    /// @param gap what is missing and who has to bring it, in a sentence; empty text where nothing is
    public record Entry(Item item, State state, List<Said> said, String gap) {
        public Entry {
            said = List.copyOf(said);
        }
    }

    /// Whether an item is answered.
    public enum State {
        /// It is.
        FILLED,
        /// Its publisher says that it is not known.
        UNKNOWN,
        /// It is, and told to authorities only.
        CONFIDENTIAL,
        /// Nobody has answered.
        MISSING;

        /// The word for it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An answer.
    ///
    /// @param about what it is about, as people read it; empty text where the item says that
    /// @param text it
    /// @param kind who says so: measured, attested, declared, estimated, or `record` for what this hub itself did
    /// @param source how they know
    /// @param evidence the hash of what shows it
    /// @param at when it became known
    public record Said(String about, String text, String kind, String source, String evidence, Instant at) {}

    /// Fills a form; empty when the holder of `pass` sees no revision of this name.
    public Optional<Report> of(Pass pass, ReportForm form, String revision) throws IOException {
        return facts.of(pass, revision).map(known -> {
            var unknown = new HashSet<FactName>();
            testimonies.current(pass.repository().id()).stream()
                    .filter(kept -> kept.kind() == Fact.Kind.DECLARED)
                    .forEach(kept -> unknown.addAll(kept.testimony().unknown()));
            var filling = new Filling(pass, known, unknown);
            var sections = form.sections().stream()
                    .map(section -> new Filled(
                            section.title(),
                            section.items().stream().map(filling::entry).toList()))
                    .toList();
            return new Report(form, pass.repository().page(), known.commit(), pass.at(), sections);
        });
    }

    private record Filling(Pass pass, ReadFacts.Known known, Set<FactName> unknown) {
        Entry entry(Item item) {
            var said = new ArrayList<Said>(own(item));
            var missing = new ArrayList<FactName>();
            boolean hidden = false;
            boolean several = item.facts().size() > 1;
            for (var name : item.facts()) {
                var fact = known.sheet().of(name);
                fact.ifPresent(one -> said.add(said(one, several)));
                hidden |= known.whole()
                        .of(name)
                        .filter(counts -> !known.sheet().tells(counts))
                        .isPresent();
                if (fact.isEmpty() && known.whole().of(name).isEmpty() && needed(name)) {
                    missing.add(name);
                }
            }
            if (hidden) {
                return new Entry(item, State.CONFIDENTIAL, said, "Told to authorities only.");
            }
            boolean open = missing.stream().anyMatch(name -> !unknown.contains(name));
            if (open && said.isEmpty()) {
                return new Entry(item, State.MISSING, said, gap(missing));
            }
            if (!missing.isEmpty() && said.isEmpty()) {
                return new Entry(item, State.UNKNOWN, said, "Its publisher says that this is not known.");
            }
            return new Entry(item, State.FILLED, said, open ? gap(missing) : "");
        }

        // What adds to an answer, and is none by itself.
        private boolean needed(FactName name) {
            return switch (name) {
                case ACTIVE_PARAMS, LICENSE_USE_LIMITS, FILE_TREE, TRAINING_TOKENS, DISTRIBUTION -> false;
                default -> true;
            };
        }

        private String gap(List<FactName> missing) {
            var labels = missing.stream()
                    .filter(name -> !unknown.contains(name))
                    .map(name -> Question.about(name).map(Question::label).orElseGet(() -> inCard(name)))
                    .collect(Collectors.joining(", "));
            return "Missing: %s. The publisher has to say.".formatted(labels);
        }

        private static String inCard(FactName name) {
            return switch (name) {
                case LICENSE -> "license in the card's metadata";
                case BASE_MODELS -> "base_model in the card's metadata, or none";
                default -> name.word().replace('_', ' ');
            };
        }

        private List<Said> own(Item item) {
            return switch (item.own()) {
                case NOTHING -> List.of();
                case NAME -> List.of(record(pass.repository().name().toString(), "the name of the repository"));
                case REVISION -> List.of(record("git commit " + known.commit().hex(), "the repository's history"));
                case RELEASE -> List.of(record(releases(), "the release plan"));
                case SIZE_CLASS ->
                    known.sheet()
                            .of(FactName.PARAMS)
                            .flatMap(fact -> fact.value() instanceof Span(var low, var high) && low > 0
                                    ? sizeClass(low, high)
                                    : Optional.empty())
                            .map(words -> List.of(record(words, "the number of parameters")))
                            .orElse(List.of());
            };
        }

        private String releases() {
            return "this hub: "
                    + Arrays.stream(Component.values())
                            .map(component -> "%s %s"
                                    .formatted(
                                            component.word().replace('-', ' '),
                                            pass.release()
                                                    .accessTo(component, pass.at())
                                                    .level()
                                                    .word()
                                                    .replace('-', ' ')))
                            .collect(Collectors.joining(", "));
        }

        private Said record(String text, String source) {
            return new Said("", text, "record", source, known.commit().hex(), pass.at());
        }
    }

    private static Said said(Fact fact, boolean several) {
        return new Said(
                several ? fact.name().word().replace('_', ' ') : "",
                fact.said(),
                fact.kind().word(),
                fact.source(),
                fact.evidence(),
                fact.at());
    }

    // The classes of the EU's form, in parameters.
    private static final List<Double> BOUNDS = List.of(1e0, 500e6, 5e9, 15e9, 50e9, 100e9, 500e9, 1e12);
    private static final List<String> CLASSES = List.of(
            "1 to 500M",
            "500M to 5B",
            "5B to 15B",
            "15B to 50B",
            "50B to 100B",
            "100B to 500B",
            "500B to 1T",
            "above 1T");

    private static Optional<String> sizeClass(double low, double high) {
        int from = classOf(low);
        return from == classOf(high) ? Optional.of("class " + CLASSES.get(from)) : Optional.empty();
    }

    private static int classOf(double parameters) {
        int of = 0;
        while (of + 1 < BOUNDS.size() && parameters > BOUNDS.get(of + 1)) {
            of++;
        }
        return of;
    }
}
