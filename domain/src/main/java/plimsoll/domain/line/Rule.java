package plimsoll.domain.line;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;

/// One rule of a pack: when it applies, each component is released no more openly than its ceiling, and what it obliges
/// to is to be done.
///
/// @param id its name, unique in its pack
/// @param title what it says, in a few words
/// @param kinds what repositories it speaks of
/// @param needs the facts it asks for, and no others
/// @param when its condition as it is written
/// @param condition the same to be asked
/// @param ceiling the most open level of each component that it limits
/// @param obligations what has to be done
/// @param source where it stands
public record Rule(
        String id,
        String title,
        Set<RepoKind> kinds,
        SortedSet<FactName> needs,
        String when,
        Condition condition,
        Map<Component, Level> ceiling,
        List<Obligation> obligations,
        String source) {
    public Rule {
        kinds = Set.copyOf(kinds);
        needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
        var levels = new EnumMap<Component, Level>(Component.class);
        levels.putAll(ceiling);
        ceiling = Collections.unmodifiableMap(levels);
        obligations = List.copyOf(obligations);
    }
}
