package plimsoll.app.commands;

/// How a command ends, in numbers that scripts can use. Once published they stay.
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_REACHABLE = 3;
    static final int NOT_ALLOWED = 4;
    static final int NOT_FOUND = 5;
    static final int CONFLICT = 6;

    /// What `--help` says of them.
    static final String HEADING = "%nExit codes:%n";

    private ExitCode() {}

    /// For an HTTP status of a refusal.
    static int of(int status) {
        return switch (status) {
            case 400, 413, 422 -> USAGE;
            case 401, 403 -> NOT_ALLOWED;
            case 404, 410 -> NOT_FOUND;
            case 409, 412 -> CONFLICT;
            default -> FAILED;
        };
    }
}
