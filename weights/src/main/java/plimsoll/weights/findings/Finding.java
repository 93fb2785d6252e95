package plimsoll.weights.findings;

/// One thing that an inspection found in a file.
///
/// @param verdict how bad it is
/// @param code which rule found it, in a word that stays: `pickle-call`, `zip-overlap`
/// @param reason one clause for people; what it quotes of the file is made safe to show
/// @param member the path of the archive's member that it is in, with a `!` between nested ones; empty in the file
///     itself
/// @param offset where it begins, in bytes from the start of the file, or of the member
public record Finding(Verdict verdict, String code, String reason, String member, long offset) {
    /// Where and what, as one line.
    @Override
    public String toString() {
        var place = member.isEmpty() ? "" : " of " + member;
        return "%s (%s, at byte %d%s)".formatted(reason, code, offset, place);
    }
}
