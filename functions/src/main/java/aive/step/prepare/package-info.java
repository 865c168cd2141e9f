/// Prepare project: turns the input into a valid project, or reports all of its problems.
@NullMarked
package aive.step.prepare;

import org.jspecify.annotations.NullMarked;
