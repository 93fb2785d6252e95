package plimsoll.web.lfs;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Admission;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.WrongContent;
import plimsoll.web.http.CutOff.AccessEnded;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Response;

/// Answers in the words of Git LFS: its media type, and errors as `{"message": ...}`.
final class Answers {
    static final String MEDIA_TYPE = "application/vnd.git-lfs+json";

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static Response json(Object value) {
        return Response.bytes(200, MEDIA_TYPE, Json.write(value));
    }

    static Response error(int status, String message) {
        return Response.bytes(status, MEDIA_TYPE, Json.write(new Problem(message)))
                .with("X-Error-Message", message);
    }

    /// The answer to somebody the gate did not admit: what every room answers, in this protocol's words.
    static Response refused(Admission why, Recipient who) {
        var plain = Refusals.of(why, who);
        var answer = error(plain.status(), plain.header("X-Error-Message").orElse("No."));
        for (var name : List.of("X-Error-Code", "WWW-Authenticate")) {
            var value = plain.header(name);
            answer = value.isPresent() ? answer.with(name, value.get()) : answer;
        }
        // git-lfs looks here first, so that a proxy's own challenge does not reach its credential helper.
        var challenge = plain.header("WWW-Authenticate");
        return challenge.isPresent() ? answer.with("LFS-Authenticate", challenge.get()) : answer;
    }

    /// A handler whose refusals come in this protocol's words.
    static Handler wording(Handler handler) {
        return request -> {
            try {
                return handler.answer(request);
            } catch (Refused e) {
                return error(e.status(), e.reason());
            } catch (WrongContent e) {
                return error(422, String.valueOf(e.getMessage()));
            } catch (BlobLeaving e) {
                return error(503, "The hub was just removing an old copy of this file. Send it again.")
                        .with("Retry-After", "1");
            } catch (AccessEnded _) {
                var no = TransferDesk.noLonger();
                return error(no.status(), no.reason());
            } catch (SenderGone e) {
                LOG.info("an upload broke off: {}", String.valueOf(e.getCause()));
                return error(400, "The bytes stopped coming before the end.");
            }
        };
    }

    /// What went wrong.
    record Problem(String message) {}

    /// Whoever was sending went away or fell silent: their fault or the network's, and not the disk's.
    static final class SenderGone extends IOException {
        private static final long serialVersionUID = 1;

        SenderGone(IOException cause) {
            super(cause);
        }
    }
}
