package plimsoll.web.pages;

import java.io.IOException;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.web.http.Door;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor;

/// Pages that only somebody signed in with a browser has a use for. Others are asked to sign in, and come back after.
final class Signed {
    private final RefusalPages refusals;

    Signed(RefusalPages refusals) {
        this.refusals = refusals;
    }

    Route route(String method, String pattern, Inside inside) {
        return Route.of(method, pattern, Door.OWN, request -> switch (request.visitor()) {
            case Visitor.BySession session -> inside.answer(request, session);
            case Visitor.Guest _ when method.equals("GET") -> toSignIn(request);
            case Visitor.Guest _, Visitor.ByToken _, Visitor.Rejected _ -> refusals.tell(request, new RoleTooSmall());
        });
    }

    /// To the page that signs in, and back here afterwards.
    static Response toSignIn(Request request) {
        var query = request.rawQuery();
        var here = request.rawPath() + (query.isEmpty() ? "" : "?" + query);
        return Response.redirect(303, "/login?next=" + Percent.encode(here));
    }

    /// Answers somebody signed in.
    @FunctionalInterface
    interface Inside {
        /// The answer.
        Response answer(Request request, Visitor.BySession session) throws IOException;
    }
}
