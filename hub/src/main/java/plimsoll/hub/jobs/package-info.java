/// Work that is done after the deed that asked for it: who has it, how far it is, and who takes over when they die.
@NullMarked
package plimsoll.hub.jobs;

import org.jspecify.annotations.NullMarked;
