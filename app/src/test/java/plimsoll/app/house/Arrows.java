package plimsoll.app.house;

import static plimsoll.app.house.CompiledClass.floorOf;
import static plimsoll.app.house.CompiledClass.isOurs;
import static plimsoll.app.house.CompiledClass.roomOf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who may lean on whom.
final class Arrows {
    /// All allowed arrows between floors. A floor may always use itself.
    static final Map<String, Set<String>> MAY_USE = Map.of(
            "domain", Set.of(),
            "weights", Set.of(),
            "engine", Set.of("weights"),
            "hub", Set.of("domain", "weights"),
            "backends", Set.of("hub", "domain", "engine", "weights"),
            "web", Set.of("hub", "domain"),
            "app", Set.of("web", "backends", "hub", "engine", "weights", "domain"));

    /// The floors an outside auditor can take away and run with the JDK alone.
    private static final Set<String> GROUND = Set.of("domain", "weights");

    private Arrows() {}

    static List<Offence> floorsLeanOnlyOnTheFloorsBelow(House house) {
        var offences = new ArrayList<Offence>();
        for (var user : house.classes()) {
            var allowed = MAY_USE.get(user.floor());
            if (allowed == null) {
                offences.add(new Offence(user.name(), "stands on a floor that the plan does not know"));
                continue;
            }
            user.uses().stream()
                    .filter(used -> isOurs(used) && !floorOf(used).equals(user.floor()))
                    .filter(used -> !allowed.contains(floorOf(used)))
                    .forEach(used -> offences.add(new Offence(user.name(), "leans on " + used)));
        }
        return offences;
    }

    static List<Offence> roomsDoNotLeanInACircle(House house) {
        var arrows = new TreeMap<String, Map<String, String>>();
        for (var user : house.classes()) {
            for (var used : user.uses()) {
                if (isOurs(used) && !roomOf(used).equals(user.room())) {
                    arrows.computeIfAbsent(user.room(), _ -> new TreeMap<>())
                            .putIfAbsent(roomOf(used), user.name() + " uses " + used);
                }
            }
        }
        var offences = new ArrayList<Offence>();
        arrows.forEach((room, targets) -> targets.forEach((target, witness) -> {
            if (reaches(target, room, arrows)) {
                offences.add(new Offence(room, "leans on " + target + ", which leans back (" + witness + ")"));
            }
        }));
        return offences;
    }

    static List<Offence> theGroundFloorNeedsNothingButTheJdk(House house) {
        var offences = new ArrayList<Offence>();
        for (var user : house.classes()) {
            if (GROUND.contains(user.floor())) {
                user.uses().stream()
                        .filter(used -> !used.startsWith("java.") && !isOurs(used))
                        .forEach(used -> offences.add(new Offence(user.name(), "needs " + used)));
            }
        }
        return offences;
    }

    private static boolean reaches(String from, String goal, Map<String, Map<String, String>> arrows) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            var room = open.pop();
            if (room.equals(goal)) {
                return true;
            }
            if (seen.add(room)) {
                open.addAll(arrows.getOrDefault(room, Map.of()).keySet());
            }
        }
        return false;
    }
}
