package plimsoll.web.plimsoll;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.Line.Reason;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.repository.Level;
import plimsoll.hub.line.DrawLine.Drawn;

/// The line as clients read it.
///
/// @param commit of which revision
/// @param ceiling the most open level of each component, as `open_download`
/// @param reasons the rules that apply
/// @param undetermined those of which the facts do not tell
/// @param obligations what has to be done
/// @param duties the same as it is owed here: by whom, until when, and what came of it
/// @param packs the packs that were asked
record LineJson(
        String commit,
        Map<String, String> ceiling,
        List<ReasonJson> reasons,
        List<ReasonJson> undetermined,
        List<ObligationJson> obligations,
        List<DutyJson> duties,
        List<PackJson> packs) {
    static LineJson of(Drawn drawn, List<DutyJson> duties) {
        var line = drawn.line();
        return new LineJson(
                drawn.commit().hex(),
                ceiling(line),
                line.reasons().stream().map(ReasonJson::of).toList(),
                line.undetermined().stream().map(ReasonJson::of).toList(),
                line.obligations().stream().map(ObligationJson::of).toList(),
                duties,
                drawn.packs().stream().map(PackJson::of).toList());
    }

    private static Map<String, String> ceiling(Line line) {
        var ceiling = new LinkedHashMap<String, String>();
        line.ceiling().forEach((component, level) -> ceiling.put(component.word(), word(level)));
        return ceiling;
    }

    static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /// @param sentence all of it, for people
    record ReasonJson(
            String rule,
            String pack,
            String title,
            String when,
            Map<String, String> ceiling,
            List<String> facts,
            List<String> missing,
            String source,
            String sentence) {
        static ReasonJson of(Reason reason) {
            var ceiling = new LinkedHashMap<String, String>();
            reason.ceiling().forEach((component, level) -> ceiling.put(component.word(), word(level)));
            return new ReasonJson(
                    reason.rule(),
                    reason.pack(),
                    reason.title(),
                    reason.when(),
                    ceiling,
                    reason.facts(),
                    reason.missing().stream().map(FactName::word).toList(),
                    reason.source(),
                    reason.sentence());
        }
    }

    /// @param what to do
    /// @param by who has to
    /// @param within how long they have the first time, as ISO 8601 writes it
    /// @param every after how long it has to be done again
    record ObligationJson(String what, String by, Optional<String> within, Optional<String> every) {
        static ObligationJson of(Obligation obligation) {
            return new ObligationJson(obligation.what(), obligation.by(), obligation.within(), obligation.every());
        }
    }

    /// @param sha256 the hash of its text
    record PackJson(String id, String version, String status, String sha256) {
        static PackJson of(RulePack pack) {
            return new PackJson(
                    pack.id(),
                    pack.version(),
                    pack.status().word(),
                    pack.sha256().hex());
        }
    }
}
