/// Exact time: frames, samples, and rational seconds. Only methods whose names say it round.
@NullMarked
package aive.time;

import org.jspecify.annotations.NullMarked;
