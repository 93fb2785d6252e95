package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// Who asked for access, who has it, and who was refused.
///
/// @param groups by what became of it
/// @param wrong why something was not done
public record Requests(List<Group> groups, Optional<String> wrong) {
    public Requests {
        groups = List.copyOf(groups);
    }

    /// Requests of one status.
    ///
    /// @param title what they are
    /// @param requests the first of them
    /// @param more whether there are more
    /// @param actions what can be done with each, as status and label
    public record Group(String title, List<Request> requests, boolean more, List<ReleasePage.Option> actions) {
        public Group {
            requests = List.copyOf(requests);
            actions = List.copyOf(actions);
        }
    }

    /// A request.
    ///
    /// @param who the account or organisation
    /// @param answers what they answered, a line each
    /// @param at when they asked
    /// @param until when their grant ends; may be empty
    public record Request(String who, List<String> answers, Moment at, String until) {
        public Request {
            answers = List.copyOf(answers);
        }
    }
}
