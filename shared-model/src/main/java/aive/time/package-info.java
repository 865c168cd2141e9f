/// Exact time: frames, samples, and rational seconds. Values are rounded only when they are converted to a frame, a
/// sample, a whole number, or a decimal.
@NullMarked
package aive.time;

import org.jspecify.annotations.NullMarked;
