/// Conversations as the text a model was trained on: chat templates, run in a sandbox that keeps apart what the
/// template wrote and what people said; and tool calls read back out of an answer.
@NullMarked
package plimsoll.engine.chat;

import org.jspecify.annotations.NullMarked;
