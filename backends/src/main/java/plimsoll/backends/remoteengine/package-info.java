/// Models that answer on other machines, behind OpenAI's interface.
@NullMarked
package plimsoll.backends.remoteengine;

import org.jspecify.annotations.NullMarked;
