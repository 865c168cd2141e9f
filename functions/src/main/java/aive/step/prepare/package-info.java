/// Prepare project: the input becomes a valid project, or a list of everything that is wrong with it.
@NullMarked
package aive.step.prepare;

import org.jspecify.annotations.NullMarked;
