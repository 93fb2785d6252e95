package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The journal as somebody reads it who has the hub's file and nothing of its code: every hash is made again from the
/// one before it.
final class JournalFile {
    private JournalFile() {}

    /// Checks the chain from its first link to its head, and gives the commits that refs were moved to.
    static List<String> checkedCommits(Path database) throws SQLException, IOException {
        var commits = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("begin"); // both questions see one state
            var previous = "0".repeat(64);
            long expected = 0;
            try (var links = statement.executeQuery("select * from journal order by position")) {
                while (links.next()) {
                    assertEquals(expected++, links.getLong("position"), "a link is missing");
                    previous = hash(previous, links);
                    assertEquals(previous, links.getString("hash"), "link " + (expected - 1));
                    if (links.getString("kind").equals("REFS_MOVED")) {
                        commits.add(target(links.getString("details")));
                    }
                }
            }
            try (var head = statement.executeQuery("select position, hash from journal_head")) {
                head.next();
                assertEquals(expected - 1, head.getLong("position"), "the head's place");
                assertEquals(previous, head.getString("hash"), "the head");
            }
        }
        return commits;
    }

    private static String target(String details) {
        return details.lines()
                .filter(line -> line.startsWith("to="))
                .map(line -> line.substring(3))
                .findFirst()
                .orElse("");
    }

    private static String hash(String previous, ResultSet link) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, previous);
            out.writeLong(link.getLong("position"));
            out.writeLong(link.getLong("at_millis"));
            write(out, link.getString("kind"));
            write(out, link.getString("actor"));
            write(out, link.getString("subject"));
            var details = link.getString("details").lines().toList();
            out.writeInt(details.size());
            for (var detail : details) {
                int equals = detail.indexOf('=');
                write(out, plain(detail.substring(0, equals)));
                write(out, plain(detail.substring(equals + 1)));
            }
        }
        return Client.sha256(bytes.toByteArray());
    }

    private static String plain(String text) {
        return text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\e", "=")
                .replace("\\\\", "\\");
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
