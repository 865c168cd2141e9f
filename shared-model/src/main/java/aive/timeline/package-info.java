/// What is shown and written when, on the output's frame grid, without holes.
@NullMarked
package aive.timeline;

import org.jspecify.annotations.NullMarked;
