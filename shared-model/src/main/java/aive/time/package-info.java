/// Exact time: frames, samples, and rational seconds. Nothing here rounds except where its name says so.
@NullMarked
package aive.time;

import org.jspecify.annotations.NullMarked;
