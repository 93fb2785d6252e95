/// The one place that decides who may have what. Pure, so that an auditor can ask again.
@NullMarked
package plimsoll.domain.release;

import org.jspecify.annotations.NullMarked;
