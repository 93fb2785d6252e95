package plimsoll.web.pages;

import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// Tells somebody who sent a form what became of their commit.
final class CommitAnswers {
    private final RefusalPages refusals;

    CommitAnswers(RefusalPages refusals) {
        this.refusals = refusals;
    }

    /// On to `next` when the commit is made, else a page that says why it is not.
    Response answer(Request request, CommitOutcome outcome, String next) {
        return switch (outcome) {
            case CommitOutcome.Accepted _ -> Response.redirect(303, next);
            case CommitOutcome.NoBranch(var branch) ->
                refusals.tell(404, request, "There is no branch '%s' to add to.".formatted(branch));
            case CommitOutcome.HeadMoved _ ->
                refusals.tell(409, request, "Somebody else changed the branch meanwhile. Try again.");
            case CommitOutcome.NothingToDelete(var reason) -> refusals.tell(400, request, reason);
            case CommitOutcome.Unfit(var reason) -> refusals.tell(400, request, reason);
            case CommitOutcome.LargeFileMissing(var path) ->
                refusals.tell(400, request, "The bytes of '%s' did not arrive.".formatted(path));
            case CommitOutcome.Busy _ ->
                refusals.tell(503, request, "Too many people are adding to this branch. Try again in a moment.");
        };
    }
}
