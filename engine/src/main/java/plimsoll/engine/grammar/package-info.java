/// Answers that keep to a form: GBNF grammars and JSON Schema, as one automaton that says which tokens may come next.
@NullMarked
package plimsoll.engine.grammar;

import org.jspecify.annotations.NullMarked;
