package plimsoll.app.people;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.SqlJournal;
import plimsoll.backends.sql.SqlPeople;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.people.FirstStart.FirstSteps;
import plimsoll.hub.people.People;
import plimsoll.hub.people.Registration;
import plimsoll.web.http.Faults;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.PeopleDoorman;
import plimsoll.web.http.Router;
import plimsoll.web.huggingface.PeopleRoutes;
import plimsoll.web.oauth.OAuthRoutes;
import plimsoll.web.plimsoll.AdminRoutes;
import plimsoll.web.plimsoll.OrganisationRoutes;

/// A server with this room's routes only, on a free port, and its first admin.
public final class RunningHub implements AutoCloseable {
    /// What time it is there.
    public final StoppedClock clock = new StoppedClock();
    /// What it knows.
    public final People people;
    /// Its first admin.
    public final FirstSteps admin;
    /// Where it is.
    public final String url;

    private final Database database;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    /// Starts one whose tables are in `folder`.
    public RunningHub(Path folder) throws Exception {
        database = Database.sqlite(folder.resolve("plimsoll.db"));
        people = People.of(
                SqlPeople.stores(database, new SqlJournal(database, clock)),
                Registration.INVITATION,
                new byte[32],
                clock,
                new SecureRandom());
        admin = people.firstStart().run().orElseThrow();
        var routes = Stream.of(
                        new OAuthRoutes(people).routes(),
                        new PeopleRoutes(people.stores(), people.recognise()).routes(),
                        new AdminRoutes(people).routes(),
                        new OrganisationRoutes(people).routes())
                .flatMap(List::stream)
                .toList();
        var desk =
                new FrontDesk(new Router(routes), new PeopleDoorman(people.recognise(), people.csrf()), Faults.PLAIN);
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                desk,
                (_, _, _, _) -> {},
                new SecureRandom());
        url = "http://127.0.0.1:" + server.port();
    }

    /// Sends a request with headers, given as name and value in turn.
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        server.close();
        database.close();
    }
}
