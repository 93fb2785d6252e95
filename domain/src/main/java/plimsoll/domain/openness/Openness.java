package plimsoll.domain.openness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import plimsoll.domain.openness.Standing.Open;

/// How open a model is: the class it has reached, how far it is into each, and what keeps it from the next.
///
/// A research paper stands for the technical report. A class counts only when those below it are complete. A licence
/// that is open but made for another kind of content counts, with a note.
///
/// @param reached the most open class whose needs are all met
/// @param met per class, how many of its needs and of those below it are met
/// @param needed per class, how many there are
/// @param missing per class, what is still missing for it, its lower classes' needs included
/// @param notes what a reader should know of the licences
public record Openness(
        OpennessClass reached,
        Map<OpennessClass, Integer> met,
        Map<OpennessClass, Integer> needed,
        Map<OpennessClass, List<Part>> missing,
        List<String> notes) {
    /// Takes copies.
    public Openness {
        met = Collections.unmodifiableMap(new EnumMap<>(met));
        needed = Collections.unmodifiableMap(new EnumMap<>(needed));
        missing = Collections.unmodifiableMap(new EnumMap<>(missing));
        notes = List.copyOf(notes);
    }

    /// Judges what a publisher declares.
    public static Openness of(Declared declared) {
        var count = new Count(declared);
        var met = new EnumMap<OpennessClass, Integer>(OpennessClass.class);
        var needed = new EnumMap<OpennessClass, Integer>(OpennessClass.class);
        var missing = new EnumMap<OpennessClass, List<Part>>(OpennessClass.class);
        var reached = OpennessClass.UNCLASSIFIED;
        boolean complete = true;
        for (var openness : OpennessClass.REACHABLE) {
            needed.put(openness, count.needed(openness));
            missing.put(openness, count.missing(openness));
            met.put(openness, complete ? count.met(openness) : 0);
            complete = complete && count.met(openness) == count.needed(openness);
            reached = complete ? openness : reached;
        }
        return new Openness(reached, met, needed, missing, notes(declared));
    }

    /// How far the model is into a class, in percent; 0 until the class below is complete.
    public double progress(OpennessClass openness) {
        int all = needed.getOrDefault(openness, 0);
        return all == 0 ? 0 : Math.min(100, 100.0 * met.getOrDefault(openness, 0) / all);
    }

    /// What is missing for the next class; empty at the most open.
    public List<Part> missingForNext() {
        return OpennessClass.REACHABLE.stream()
                .filter(openness -> openness.compareTo(reached) > 0)
                .findFirst()
                .map(missing::get)
                .orElse(List.of());
    }

    private static List<String> notes(Declared declared) {
        var notes = new ArrayList<String>();
        for (var part : Part.values()) {
            if (declared.standingOf(part) instanceof Open(var licence) && !Licences.fits(licence, part.content())) {
                notes.add("%s: %s is open, but was not made for %s."
                        .formatted(part.title(), licence, part.content().word()));
            }
        }
        return notes;
    }

    /// Counts the needs of a class and of all below it.
    private record Count(Declared declared) {
        int needed(OpennessClass openness) {
            int all = upTo(openness).size();
            return openness == OpennessClass.CLASS_I && paperStandsForReport() ? all - 1 : all;
        }

        int met(OpennessClass openness) {
            int met = (int) upTo(openness).stream().filter(this::isOpen).count();
            boolean paperCountsHere = paperStandsForReport() && openness != OpennessClass.CLASS_I;
            return paperCountsHere ? met + 1 : met;
        }

        List<Part> missing(OpennessClass openness) {
            boolean paperIsThere = declared.parts().containsKey(Part.RESEARCH_PAPER);
            return upTo(openness).stream()
                    .filter(part -> !isOpen(part))
                    .filter(part -> part != Part.TECHNICAL_REPORT || !paperIsThere)
                    .toList();
        }

        private List<Part> upTo(OpennessClass openness) {
            return OpennessClass.REACHABLE.stream()
                    .filter(lower -> lower.compareTo(openness) <= 0)
                    .flatMap(lower -> Part.requiredBy(lower).stream())
                    .toList();
        }

        private boolean paperStandsForReport() {
            return !isOpen(Part.TECHNICAL_REPORT) && isOpen(Part.RESEARCH_PAPER);
        }

        private boolean isOpen(Part part) {
            return declared.standingOf(part) instanceof Open;
        }
    }
}
