/// Incidents, from the report to the closing report, and the clocks of the laws that want to hear of them.
@NullMarked
package plimsoll.hub.incident;

import org.jspecify.annotations.NullMarked;
