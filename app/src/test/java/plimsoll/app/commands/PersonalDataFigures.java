package plimsoll.app.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.personaldata.Detector;
import plimsoll.domain.personaldata.Hit;
import plimsoll.domain.personaldata.Kind;
import plimsoll.web.http.Json;

/// How much of the personal data in texts is found, and how much of what is found is some: the even half of
/// presidio-research's generated texts, and files without any people in them.
final class PersonalDataFigures {
    static final Path TEXTS =
            Path.of(System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"), "pii/synth_dataset_v2_even.json");

    private static final Map<String, Kind> KINDS = Map.of(
            "EMAIL_ADDRESS", Kind.EMAIL,
            "CREDIT_CARD", Kind.CARD,
            "IBAN_CODE", Kind.IBAN,
            "US_SSN", Kind.US_SSN,
            "IP_ADDRESS", Kind.IP_ADDRESS,
            "DOMAIN_NAME", Kind.DOMAIN,
            "PHONE_NUMBER", Kind.PHONE,
            "PERSON", Kind.NAME,
            "STREET_ADDRESS", Kind.STREET_ADDRESS);

    private PersonalDataFigures() {}

    /// Of one kind. A finding counts when it overlaps with one that is marked.
    ///
    /// @param marked how many are marked
    /// @param found how many of those were found
    /// @param findings how many findings there were
    /// @param right how many of those were marked
    record Figure(int marked, int found, int findings, int right) {
        double recall() {
            return marked == 0 ? 1 : (double) found / marked;
        }

        double precision() {
            return findings == 0 ? 1 : (double) right / findings;
        }

        private Figure and(Figure other) {
            return new Figure(
                    marked + other.marked, found + other.found, findings + other.findings, right + other.right);
        }
    }

    private record Span(Optional<Kind> kind, int start, int end) {
        boolean meets(Hit hit) {
            return kind.filter(hit.kind()::equals).isPresent() && hit.start() < end && hit.end() > start;
        }
    }

    /// The figures of every kind that is marked in the texts.
    static Map<Kind, Figure> ofTexts() throws IOException {
        var detector = new Detector();
        var figures = new EnumMap<Kind, Figure>(Kind.class);
        for (var row : Json.tree(Files.readString(TEXTS))) {
            var text = row.path("full_text").asString();
            var spans = new ArrayList<Span>();
            for (var span : row.path("spans")) {
                // The marks count code points.
                spans.add(new Span(
                        Optional.ofNullable(KINDS.get(span.path("entity_type").asString())),
                        text.offsetByCodePoints(0, span.path("start_position").asInt()),
                        text.offsetByCodePoints(0, span.path("end_position").asInt())));
            }
            var hits = detector.find(text);
            for (var kind : KINDS.values()) {
                var of = hits.stream().filter(hit -> hit.kind() == kind).toList();
                var marked = spans.stream()
                        .filter(span -> span.kind().filter(kind::equals).isPresent())
                        .toList();
                int found = (int) marked.stream()
                        .filter(span -> of.stream().anyMatch(span::meets))
                        .count();
                int right = (int) of.stream()
                        .filter(hit -> marked.stream().anyMatch(span -> span.meets(hit)))
                        .count();
                figures.merge(kind, new Figure(marked.size(), found, of.size(), right), Figure::and);
            }
        }
        return figures;
    }

    /// What was found in files that hold no people.
    ///
    /// @param bytes how much they are
    /// @param certain findings that are certain, examples and addresses of pages left out
    /// @param probable findings that are probable
    record Noise(long bytes, int certain, int probable) {
        double perMegabyte() {
            return (certain + probable) / (bytes / 1e6);
        }
    }

    static Noise noise(List<Path> files) throws IOException {
        var detector = new Detector();
        long bytes = 0;
        int certain = 0;
        int probable = 0;
        for (var file : files) {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            bytes += Files.size(file);
            for (var hit : detector.find(text)) {
                boolean counts = hit.kind() != Kind.DOMAIN;
                certain += counts && hit.certainty() == Certainty.CERTAIN ? 1 : 0;
                probable += counts && hit.certainty() == Certainty.PROBABLE ? 1 : 0;
            }
        }
        return new Noise(bytes, certain, probable);
    }

    /// The files of this project with an ending; those that speak of personal data, with planted numbers, left out.
    static List<Path> ours(String ending) throws IOException {
        var found = new ArrayList<Path>();
        for (var module : new String[] {"domain", "weights", "engine", "hub", "backends", "web", "app", "docs"}) {
            var folder = Path.of("..", module);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var all = Files.walk(folder)) {
                all.filter(path -> path.toString().endsWith(ending))
                        .filter(path -> !path.toString().contains("target"))
                        .filter(path -> !path.toString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("personaldata"))
                        .filter(path -> !path.toString().contains("ScanFile"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }
}
