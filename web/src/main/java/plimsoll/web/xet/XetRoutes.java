package plimsoll.web.xet;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.xet.XetDeeds;
import plimsoll.web.http.CutOff.AccessEnded;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The addresses of the chunk store. Each asks for a token of its own kind, or is signed.
public final class XetRoutes {
    /// Where the chunk store is, below this hub's address.
    public static final String BASE = "/api/xet";

    private final UploadRoutes uploads;
    private final DownloadRoutes downloads;

    /// Routes to these deeds; who comes is asked about `again`, and `copies` hears who takes what.
    public XetRoutes(XetDeeds deeds, AskAgain again, NoteCopy copies, InstantSource clock) {
        var door = new XetDoor(deeds.tokens(), again);
        this.uploads = new UploadRoutes(door, deeds.receive(), deeds.register(), deeds.offer(), clock);
        this.downloads = new DownloadRoutes(
                door, again, deeds.reconstruct(), deeds.xorbs(), deeds.open(), deeds.fetches(), copies, clock);
    }

    /// All of them.
    public List<Route> routes() {
        return Stream.of(uploads.routes(), downloads.routes())
                .flatMap(List::stream)
                .toList();
    }

    /// A handler whose failures come in this protocol's words.
    static Handler wording(Handler handler) {
        return request -> {
            try {
                return handler.answer(request);
            } catch (BlobLeaving _) {
                return Response.error(503, "The hub was just removing an old copy of this. Send it again.")
                        .with("Retry-After", "1");
            } catch (AccessEnded _) {
                return Response.error(403, "The right that this token was given for has ended.");
            }
        };
    }
}
