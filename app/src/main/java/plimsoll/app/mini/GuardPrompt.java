package plimsoll.app.mini;

import java.util.List;

/// The form in which guards of the Llama Guard family are asked: the task, the hazards and the conversation in one
/// message. The words are the form's own, as Llama Guard 3 was trained on them.
final class GuardPrompt {
    private static final List<String> HAZARDS = List.of(
            "Violent Crimes",
            "Non-Violent Crimes",
            "Sex Crimes",
            "Child Exploitation",
            "Defamation",
            "Specialized Advice",
            "Privacy",
            "Intellectual Property",
            "Indiscriminate Weapons",
            "Hate",
            "Self-Harm",
            "Sexual Content",
            "Elections",
            "Code Interpreter Abuse");

    private GuardPrompt() {}

    /// Asks about the last message of a conversation.
    ///
    /// @param role `User` or `Agent`, who said it
    /// @param conversation messages, each with `User: ` or `Agent: ` before it
    static String about(String role, List<String> conversation) {
        var hazards = new StringBuilder();
        for (int i = 0; i < HAZARDS.size(); i++) {
            hazards.append("S%d: %s.\n".formatted(i + 1, HAZARDS.get(i)));
        }
        return """
               Task: Check if there is unsafe content in '%1$s' messages in conversations according our safety policy \
               with the below categories.

               <BEGIN UNSAFE CONTENT CATEGORIES>
               %2$s<END UNSAFE CONTENT CATEGORIES>

               <BEGIN CONVERSATION>

               %3$s

               <END CONVERSATION>

               Provide your safety assessment for ONLY THE LAST %1$s message in the above conversation:
                - First line must read 'safe' or 'unsafe'.
                - If unsafe, a second line must include a comma-separated list of violated categories.""".formatted(role, hazards, String.join("\n\n", conversation));
    }
}
